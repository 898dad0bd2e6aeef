"""A generation that is made of another one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import StoreError
from talkgraph.store import StoreFolder, graph_lines, open_store, write_store
from talkgraph.store.changes import Change, lines_of
from talkgraph.store.sums import GraphSum
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of one recap."""
    write_store(example_recaps()[:1], example_resolution(), tmp_path / "db")
    return tmp_path / "db"


def _quads(recaps: int) -> set[ox.Quad]:
    import pyoxigraph as ox

    lines = graph_lines(example_recaps()[:recaps], example_resolution())
    return set(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))


def _one_more() -> Change:
    """From one recap to two."""
    one, two = _quads(1), _quads(2)
    return Change(frozenset(one - two), frozenset(two - one))


def _change(folder: Path, change: Change) -> str:
    place = StoreFolder(folder)
    with place.lock():
        kept = place.kept_generation()
        assert kept is not None
        return place.change_generation(kept, change)


def test_a_change_gives_the_generation_that_the_whole_graph_gives(folder: Path, tmp_path: Path) -> None:
    changed = _change(folder, _one_more())
    assert changed == write_store(example_recaps()[:2], example_resolution(), tmp_path / "whole")
    assert lines_of(open_store(folder).graph) == graph_lines(example_recaps()[:2], example_resolution())


def test_many_changes_one_after_the_other(folder: Path) -> None:
    first = open_store(folder).generation
    forth = _one_more()
    back = Change(removed=forth.added, added=forth.removed)
    for _ in range(25):
        _change(folder, forth)
        assert _change(folder, back) == first
    assert lines_of(open_store(folder).graph) == graph_lines(example_recaps()[:1], example_resolution())
    assert [path.name for path in (folder / "generations").iterdir()] == [first]


def test_a_reader_keeps_the_graph_that_was_changed(folder: Path) -> None:
    reader = open_store(folder)
    before = lines_of(reader.graph)
    _change(folder, _one_more())
    _change(folder, Change(added=frozenset(_quads(1) - set(open_store(folder).graph))))
    assert lines_of(reader.graph) == before


def test_a_change_of_something_else_is_refused(folder: Path) -> None:
    current = open_store(folder).generation
    for change in (Change(removed=_one_more().added), Change(added=frozenset(_quads(1)))):
        with pytest.raises(StoreError, match="does not hold the graph that was to be changed"):
            _change(folder, change)
    assert open_store(folder).generation == current


def _change_and_die(folder: Path, renames: int) -> None:
    """Changes the graph, and is killed just before a file or folder is renamed for the nth time."""
    left = renames

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event == "os.rename":
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    _change(folder, _one_more())


@pytest.mark.parametrize(("renames", "recaps"), [(1, 1), (2, 1), (3, 2)])
def test_a_change_that_is_killed_leaves_one_whole_graph(folder: Path, renames: int, recaps: int) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_change_and_die, args=(folder, renames))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert set(open_store(folder).graph) == _quads(recaps)
    new = write_store(example_recaps(), example_resolution(), folder)
    assert [path.name for path in (folder / "generations").iterdir()] == [new]


def test_a_sum_is_written_and_read() -> None:
    total = GraphSum().plus([b"a\n", b"b\n"])
    assert GraphSum.parse(str(total)) == total
    assert total.minus([b"b\n"]) == GraphSum().plus([b"a\n"])
    assert total.minus([b"a\n", b"b\n"]) == GraphSum()
