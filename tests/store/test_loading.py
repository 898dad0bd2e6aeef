from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from talkgraph.store.loading import load_lines
from talkgraph.store.sums import GraphSum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINES = [f'<urn:s{number}> <urn:p> "{number}" <urn:g{number % 3}> .\n'.encode() for number in range(1000)]


@pytest.mark.parametrize("at_once", [1, 7, 999, 1000, 5000])
def test_lines_are_loaded_and_summed_up_in_parts_of_any_size(tmp_path: Path, at_once: int) -> None:
    total = load_lines(tmp_path / "graph", iter(LINES[:100] if at_once == 1 else LINES), at_once=at_once)

    wanted = LINES[:100] if at_once == 1 else LINES
    store = ox.Store.read_only(str(tmp_path / "graph"))
    assert total == GraphSum().plus(reversed(wanted))
    assert sorted(f"{quad} .\n".encode() for quad in store) == sorted(wanted)


def test_no_lines_make_an_empty_database(tmp_path: Path) -> None:
    assert load_lines(tmp_path / "graph", []) == GraphSum()
    assert not len(ox.Store.read_only(str(tmp_path / "graph")))


def test_a_line_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SyntaxError):
        load_lines(tmp_path / "graph", [*LINES[:5], b"nonsense\n", *LINES[5:]], at_once=2)


def test_an_error_of_whoever_makes_the_lines_comes_out(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield from LINES[:50]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load_lines(tmp_path / "graph", broken(), at_once=10)
