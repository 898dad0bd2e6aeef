"""From paths to files and their names."""

from __future__ import annotations

import logging
import os
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NoRecapsError, UnreadableError
from talkgraph.sources import find_recaps

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}", "utf-8")


def sources(*paths: Path) -> list[str]:
    return [file.source for file in find_recaps(paths)]


def test_folder_gives_its_recaps_sorted_by_relative_name(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.md",
        "a/z.rst",
        "a/y.HTML",
        "c.text",
        "d.xhtml",
        "e.mdown",
        "f.markdown",
        "g.htm",
        "h.txt",
    )
    assert sources(tmp_path) == [
        "a/y.HTML",
        "a/z.rst",
        "b.md",
        "c.text",
        "d.xhtml",
        "e.mdown",
        "f.markdown",
        "g.htm",
        "h.txt",
    ]
    assert all(file.path.is_file() for file in find_recaps([tmp_path]))


def test_what_is_no_recap_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.md", ".hidden.md", ".git/b.md", "x.py", "data.csv", "noend", ".md")
    put(
        tmp_path,
        "README.md",
        "sub/readme.fr.md",
        "LICENSE.txt",
        "CHANGELOG.rst",
        "CONTRIBUTING-de.md",
        "History.md",
    )
    put(tmp_path, "history-of-python.md", "news-from-tern.md")
    assert sources(tmp_path) == ["a.md", "history-of-python.md", "news-from-tern.md"]


def test_file_given_itself_is_taken_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, "README.md", ".hidden.md", "notes.org", "sub/noend")
    given = [tmp_path / name for name in ("README.md", ".hidden.md", "notes.org", "sub/noend")]
    assert sources(*given) == [".hidden.md", "README.md", "noend", "notes.org"]


def test_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "x.md/inner.md")
    assert sources(tmp_path) == ["x.md/inner.md"]
    assert sources(tmp_path / "x.md") == ["inner.md"]


def test_links_out_of_the_folder_and_loops_are_left_out(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.md", "in/a.md")
    inside = tmp_path / "in"
    (inside / "out.md").symlink_to(tmp_path / "outside/secret.md")
    (inside / "outfolder").symlink_to(tmp_path / "outside", target_is_directory=True)
    (inside / "again").symlink_to(inside, target_is_directory=True)
    (inside / "self.md").symlink_to(inside / "self.md")
    (inside / "nowhere.md").symlink_to(inside / "gone.md")
    (inside / "twin.md").symlink_to(inside / "a.md")
    assert sources(inside) == ["a.md"]


def test_folder_given_by_a_link_is_searched(tmp_path: Path) -> None:
    put(tmp_path, "real/a.md")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert sources(tmp_path / "link") == ["a.md"]


def test_file_found_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.md", "b.md")
    assert sources(tmp_path, tmp_path / "sub", tmp_path / "sub/a.md", tmp_path / "." / "b.md") == [
        "b.md",
        "sub/a.md",
    ]


def test_equal_names_get_the_folders_above_whatever_the_order(tmp_path: Path) -> None:
    put(tmp_path, "one/2016/a.md", "two/2016/a.md", "two/2016/b.md", "deep/one/2016/a.md", "file/a.md")
    given = [tmp_path / "one/2016", tmp_path / "two/2016", tmp_path / "deep/one/2016", tmp_path / "file/a.md"]
    expected = ["b.md", "deep/one/2016/a.md", "file/a.md", f"{tmp_path.name}/one/2016/a.md", "two/2016/a.md"]
    for order in permutations(given):
        assert sources(*order) == sorted(expected)


def test_name_that_is_no_text_is_shown_with_escapes(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\nx.md")
    try:
        (tmp_path / name).write_bytes(b"Text")
    except OSError:
        pytest.skip("this file system takes only names that are UTF-8")
    assert sources(tmp_path) == ["caf\\xe9\\nx.md"]


def test_folder_without_recaps(tmp_path: Path) -> None:
    put(tmp_path, "README.md", "x.py")
    with pytest.raises(NoRecapsError, match="holds no recap") as caught:
        find_recaps([tmp_path])
    assert caught.value.path == tmp_path


def test_no_paths() -> None:
    with pytest.raises(NoRecapsError):
        find_recaps([])


def test_missing_path_is_named(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    with pytest.raises(UnreadableError, match=r"gone\.md: no such file or folder"):
        find_recaps([tmp_path, tmp_path / "gone.md"])


def test_link_to_itself_and_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    with pytest.raises(UnreadableError, match=r"loop\.md"):
        find_recaps([tmp_path / "loop.md"])
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(UnreadableError, match="neither a file nor a folder"):
        find_recaps([tmp_path / "pipe.md"])
    put(tmp_path, "a.md")
    assert sources(tmp_path) == ["a.md"]


def test_folder_without_permission(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(tmp_path, "a.md", "closed/b.md")
    (tmp_path / "closed").chmod(0)
    if os.access(tmp_path / "closed", os.R_OK):
        pytest.skip("this user may open everything")
    try:
        with caplog.at_level(logging.WARNING):
            assert sources(tmp_path) == ["a.md"]
        assert "closed" in caplog.text
        with pytest.raises(UnreadableError, match="permission denied"):
            find_recaps([tmp_path / "closed"])
    finally:
        (tmp_path / "closed").chmod(0o700)
