"""What readers see while builds come, go and break off."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotAStoreError, StoreBusyError, StoreError, StoreVersionError
from talkgraph.store import StoreFolder, check_generation, open_store, write_store
from talkgraph.store.refusals import cannot_write
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "talkgraph.db"


def _build(folder: Path, recaps: int = 2) -> str:
    return write_store(example_recaps()[:recaps], example_resolution(), folder)


def _generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


def test_the_same_graph_is_the_same_generation(folder: Path) -> None:
    assert _build(folder) == _build(folder)
    assert len(_generations(folder)) == 1


def test_a_new_graph_replaces_the_old_one(folder: Path) -> None:
    old = _build(folder, 1)
    new = _build(folder, 2)
    assert old != new
    assert _generations(folder) == [new]
    assert open_store(folder).generation == new


def test_the_same_graph_with_another_confidence_is_another_generation(folder: Path) -> None:
    def build(confidence: float) -> str:
        return write_store(example_recaps(), example_resolution(), folder, min_confidence=confidence)

    first, second = build(0.3), build(0.31)  # no claim is between the two
    assert first != second
    assert open_store(folder).min_confidence == 0.31
    assert build(0.3) == first


def test_a_reader_keeps_the_graph_that_it_opened(folder: Path) -> None:
    old = _build(folder, 1)
    reader = open_store(folder)
    size = len(reader.graph)
    new = _build(folder, 2)
    assert _generations(folder) == sorted([old, new])
    assert sum(1 for _ in reader.graph) == size < len(open_store(folder).graph)


def test_a_generation_goes_when_its_reader_is_gone(folder: Path) -> None:
    _build(folder, 1)
    reader = open_store(folder)
    new = _build(folder, 2)
    del reader
    _build(folder, 2)
    assert _generations(folder) == [new]


def test_leftovers_of_a_broken_build_go_with_the_next(folder: Path) -> None:
    current = _build(folder)
    (folder / "generations" / ".new-0123").mkdir()
    (folder / "generations" / ".old-0123").mkdir()
    (folder / "generations" / ".old-0123" / "file").touch()
    assert open_store(folder).generation == current
    _build(folder)
    assert _generations(folder) == [current]


def _build_and_die(folder: Path, renames: int) -> None:
    """Builds, and is killed just before a file or folder is renamed for the nth time."""
    left = renames

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event == "os.rename":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    _build(folder, 2)


@pytest.mark.parametrize(
    ("renames", "seen"),
    [(1, "old"), (2, "old"), (3, "new")],
    ids=["before the new is complete", "before the swap", "before the old is removed"],
)
def test_a_build_that_is_killed_leaves_one_whole_graph(folder: Path, renames: int, seen: str) -> None:
    old = _build(folder, 1)
    process = multiprocessing.get_context("spawn").Process(target=_build_and_die, args=(folder, renames))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    found = open_store(folder)
    assert (found.generation == old) == (seen == "old")
    assert len(found.graph) > 0
    del found
    new = _build(folder, 2)
    assert open_store(folder).generation == new
    assert _generations(folder) == [new]


def test_a_damaged_generation_is_named_and_written_again(folder: Path) -> None:
    current = _build(folder)
    manifest = next((folder / "generations" / current / "graph").glob("MANIFEST-*"))
    manifest.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match=r"is damaged .*; build it again"):
        open_store(folder)
    assert _build(folder) == current
    assert len(open_store(folder).graph) > 0


@pytest.mark.parametrize("kept", [0, 0.5, -1])
@pytest.mark.parametrize("name", ["MANIFEST-*", "CURRENT", "*.sst", "../generation.json"])
def test_a_file_that_was_cut_short_is_seen_when_it_is_opened_and_written_again(
    folder: Path, name: str, kept: float
) -> None:
    # Oxigraph alone opens a database with half a MANIFEST as an empty one.
    current = _build(folder)
    size = len(open_store(folder).graph)
    for file in sorted((folder / "generations" / current / "graph").glob(name)):
        whole = file.read_bytes()
        file.write_bytes(whole[: int(kept * len(whole)) if kept >= 0 else -2])
        with pytest.raises(StoreError, match=r"is damaged \(.*\); build it again"):
            open_store(folder)
        assert _build(folder) == current
        assert len(open_store(folder).graph) == size


def test_a_byte_that_changed_is_no_longer_there_after_a_build(folder: Path) -> None:
    current = _build(folder)
    whole = sorted(open_store(folder).graph, key=str)
    for file in sorted((folder / "generations" / current / "graph").glob("*.sst")):
        data = bytearray(file.read_bytes())
        data[len(data) // 3] ^= 1
        file.write_bytes(data)
        assert f"{file.name} holds other bytes than were written" in check_generation(file.parent.parent)
        assert _build(folder) == current
        assert check_generation(folder / "generations" / current) == ""
    assert sorted(open_store(folder).graph, key=str) == whole


def test_a_seal_that_was_changed_is_damage_that_a_build_mends(folder: Path) -> None:
    place = folder / "generations" / _build(folder)
    about = json.loads((place / "generation.json").read_text())
    name, (size, digest) = next(iter(about["seal"].items()))
    about["seal"][name] = [size, digest[::-1]]
    (place / "generation.json").write_text(json.dumps(about))
    with pytest.raises(StoreError, match=r"generation\.json is cut short or garbled\); build it again"):
        open_store(folder)

    assert _build(folder) == place.name
    assert check_generation(place) == ""


def test_a_generation_without_a_seal_is_read_and_gets_one_when_it_is_built(
    folder: Path,
) -> None:
    place = folder / "generations" / _build(folder)
    about = json.loads((place / "generation.json").read_text())
    del about["seal"], about["check"]
    (place / "generation.json").write_text(json.dumps(about))
    assert len(open_store(folder).graph) > 0
    assert _build(folder) == place.name
    assert "seal" in (place / "generation.json").read_text()


@pytest.mark.parametrize("text", [b"", b"0123", b"../../elsewhere", b"\xff\xfe", b"0" * 17])
def test_a_name_of_the_current_graph_that_is_none_is_damage(folder: Path, text: bytes) -> None:
    current = _build(folder)
    (folder / "CURRENT").write_bytes(text)
    with pytest.raises(StoreError, match=r"is damaged \(CURRENT names no graph\); build it again"):
        open_store(folder)
    assert _build(folder) == current == open_store(folder).generation


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (errno.ENOSPC, "No space left on device; the graph in it is whole; make room and build again"),
        (errno.EROFS, "Read-only file system; the graph in it is whole; build into another folder"),
        (errno.EACCES, "Permission denied; the graph in it is whole; ask for leave to write there"),
        (errno.EIO, "Input/output error: .*; the graph in it is whole; mend that and build again"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "mkdir", "rename"])
def test_where_the_disk_refuses_the_graph_stays_and_nothing_is_left_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, cause: str
) -> None:
    old = _build(folder, 1)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error), "a file")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(StoreError, match=f"cannot be written: {cause}"):
            _build(folder, 2)
    assert open_store(folder).generation == old
    assert _generations(folder) == [old]
    assert not list(folder.rglob("*.new"))


def test_a_full_disk_that_oxigraph_tells_of_in_words_is_told_like_any_other(tmp_path: Path) -> None:
    error = OSError("IO error: No space left on device: While appending to file: 000009.sst")
    assert cannot_write(tmp_path, error).reason == (
        "cannot be written: No space left on device; make room and build again"
    )


def test_a_missing_generation_is_named_and_written_again(folder: Path) -> None:
    current = _build(folder)
    shutil.rmtree(folder / "generations" / current)
    with pytest.raises(StoreError, match="is damaged"):
        open_store(folder)
    assert _build(folder) == current


def test_a_second_build_does_not_touch_the_store_of_the_first(folder: Path) -> None:
    with StoreFolder(folder).lock(), pytest.raises(StoreBusyError, match="another build is at work"):
        _build(folder)
    _build(folder)


def test_a_second_build_waits_if_told_to(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    holding = context.Event()
    process = context.Process(target=_hold, args=(folder, holding))
    process.start()
    assert holding.wait(60)
    with pytest.raises(StoreBusyError), StoreFolder(folder).lock():
        pass
    with StoreFolder(folder).lock(wait=60):
        pass
    process.join(60)


def _hold(folder: Path, holding: Event) -> None:
    import time

    with StoreFolder(folder).lock():
        holding.set()
        time.sleep(0.5)


def test_the_holder_of_the_lock_may_write(folder: Path) -> None:
    place = StoreFolder(folder)
    with place.lock():
        name = write_store(example_recaps(), example_resolution(), place)
        assert write_store(example_recaps(), example_resolution(), place) == name
    with place.lock():
        pass


def test_a_folder_of_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(NotAStoreError, match="is no talkgraph store"):
        _build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(NotAStoreError, match="is no talkgraph store"):
        open_store(tmp_path)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotAStoreError):
        _build(tmp_path / "file")
    with pytest.raises(NotAStoreError):
        open_store(tmp_path / "file")


def test_an_empty_folder_may_become_a_store(tmp_path: Path) -> None:
    _build(tmp_path)
    assert open_store(tmp_path).generation


def test_nothing_is_no_store_and_reading_makes_none(tmp_path: Path) -> None:
    with pytest.raises(NotAStoreError, match="no such folder"):
        open_store(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_a_store_without_a_graph_says_so(folder: Path) -> None:
    with StoreFolder(folder).lock():
        pass
    with pytest.raises(NotAStoreError, match="holds no graph yet"):
        open_store(folder)


def test_a_store_of_another_format_is_neither_read_nor_written(folder: Path) -> None:
    _build(folder)
    (folder / "format.json").write_text('{"format": 99, "talkgraph": "9.0"}')
    with pytest.raises(StoreVersionError, match=r"has format 99, written by talkgraph 9\.0"):
        open_store(folder)
    with pytest.raises(StoreVersionError):
        _build(folder)
    assert '"format": 99' in (folder / "format.json").read_text()


def test_writing_without_the_lock_is_refused(folder: Path) -> None:
    with pytest.raises(StoreError, match="without its lock"):
        StoreFolder(folder).add_generation([], base="https://example.org/", min_confidence=0)


def test_a_folder_that_cannot_be_made_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file/db: cannot be written"):
        _build(tmp_path / "file" / "db")
