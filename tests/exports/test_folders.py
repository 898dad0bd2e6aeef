"""Folders that belong to us: what is ours is replaced, what is not stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import FolderError
from talkgraph.exports import MARKER, write_folder
from talkgraph.store.files import Lease

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != MARKER
    }


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    written = write_folder(out, [("a/b.txt", b"one"), ("c.txt", b"four")], what="notes")
    assert (written.files, written.size, written.removed) == (2, 7, 0)
    assert contents(out) == {"a/b.txt": b"one", "c.txt": b"four"}
    assert sorted(each.name for each in out.iterdir()) == [MARKER, "a", "c.txt"]


def test_a_second_run_replaces_removes_and_leaves_alone(tmp_path: Path) -> None:
    write_folder(tmp_path, [("a/b.txt", b"one"), ("a/c.txt", b"two"), ("d/e/f.txt", b"three")], what="notes")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "a" / "mine.txt").write_bytes(b"mine too")
    written = write_folder(tmp_path, [("a/b.txt", b"new"), ("g.txt", b"four")], what="notes")
    assert written.removed == 2
    assert contents(tmp_path) == {
        "a/b.txt": b"new",
        "a/mine.txt": b"mine too",
        "g.txt": b"four",
        "mine.txt": b"mine",
    }
    assert not (tmp_path / "d").exists()


def test_other_files_are_a_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    with pytest.raises(FolderError, match="holds files that are not ours, and nothing was changed"):
        write_folder(tmp_path, [("a.txt", b"")], what="notes")
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_something_else_of_ours_is_one_too(tmp_path: Path) -> None:
    write_folder(tmp_path, [("a.txt", b"")], what="notes")
    with pytest.raises(FolderError, match="holds notes, and nothing was changed"):
        write_folder(tmp_path, [("b.txt", b"")], what="tables")
    assert contents(tmp_path) == {"a.txt": b""}


@pytest.mark.parametrize("place", ["b.txt", "b.txt/c.txt"])
def test_a_file_of_others_in_the_way_is_not_overwritten(tmp_path: Path, place: str) -> None:
    write_folder(tmp_path, [("a.txt", b"old")], what="notes")
    (tmp_path / "b.txt").write_bytes(b"mine")
    with pytest.raises(FolderError, match=r"holds b\.txt, which is not ours and in the way"):
        write_folder(tmp_path, [("a.txt", b"new"), (place, b"ours")], what="notes")
    assert contents(tmp_path) == {"a.txt": b"old", "b.txt": b"mine"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [MARKER, "a.txt", "b.txt"]


def test_nothing_is_written_through_a_link_to_elsewhere(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_folder(out, [("a.txt", b"")], what="notes")
    (out / "b").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(FolderError, match="holds b, which is not ours"):
        write_folder(out, [("a.txt", b""), ("b/c.txt", b"")], what="notes")
    assert contents(elsewhere) == {}


def test_an_error_while_files_are_made_leaves_everything_as_it_was(tmp_path: Path) -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"new"
        raise OSError("no")

    out = tmp_path / "out"
    with pytest.raises(OSError, match="no"):
        write_folder(out, failing(), what="notes")
    assert not out.exists()
    write_folder(out, [("a.txt", b"old")], what="notes")
    with pytest.raises(OSError, match="no"):
        write_folder(out, failing(), what="notes")
    assert contents(out) == {"a.txt": b"old"}
    assert sorted(each.name for each in out.iterdir()) == [MARKER, "a.txt"]


def test_a_run_that_ends_half_way_is_made_good_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [("a.txt", b"old"), ("b.txt", b"old"), ("gone.txt", b"old")]
    new = [("a.txt", b"new"), ("b.txt", b"new"), ("c/d.txt", b"new"), ("e.txt", b"new")]
    write_folder(tmp_path, old, what="notes")
    replace = type(tmp_path).replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "d.txt":
            raise OSError("no")
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(tmp_path), "replace", failing)
        with pytest.raises(OSError, match="no"):
            write_folder(tmp_path, new, what="notes")
    assert contents(tmp_path) == {"a.txt": b"new", "b.txt": b"new"}
    write_folder(tmp_path, new[2:], what="notes")
    assert contents(tmp_path) == {"c/d.txt": b"new", "e.txt": b"new"}


def test_what_a_run_that_was_killed_left_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / ".talkgraph-new" / "a").mkdir(parents=True)
    (tmp_path / ".talkgraph-new" / "a" / "b.txt").write_bytes(b"half")
    write_folder(tmp_path, [("c.txt", b"whole")], what="notes")
    assert contents(tmp_path) == {"c.txt": b"whole"}


@pytest.mark.parametrize("path", ["../a", "a/../b", "/a", "a//b", "", "a\\b", "c:a", "./a", MARKER])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        write_folder(tmp_path / "out", [(path, b"")], what="notes")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("one", "other"), [("a.txt", "A.txt"), ("é.txt", "e\u0301.txt"), ("a", "a")])
def test_no_two_paths_are_one_file_on_any_disk(tmp_path: Path, one: str, other: str) -> None:
    with pytest.raises(ValueError, match="is there already"):
        write_folder(tmp_path / "out", [(one, b""), (other, b"")], what="notes")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is damaged"),
        ("[]", "is damaged"),
        ('{"made": "notes"}', "is damaged"),
        (json.dumps({"made": "notes", "files": ["../mine.txt"]}), "names files outside of it"),
    ],
)
def test_a_list_that_cannot_be_trusted_removes_nothing(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / MARKER).write_text(text, encoding="utf-8")
    with pytest.raises(FolderError, match=message):
        write_folder(out, [("a.txt", b"")], what="notes")
    assert contents(tmp_path)["mine.txt"] == b"mine"


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    lease = Lease(tmp_path, exclusive=True)
    with pytest.raises(FolderError, match="is being written by another process"):
        write_folder(tmp_path, [("a.txt", b"")], what="notes")
    lease.release()
    write_folder(tmp_path, [("a.txt", b"")], what="notes")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(FolderError, match="is a file, not a folder"):
        write_folder(tmp_path / "out", [("a.txt", b"")], what="notes")
