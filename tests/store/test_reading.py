"""Opening a store, with its own confidence or a higher one."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import LessCertainError, NotAStoreError
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, graph_lines, open_store, write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "talkgraph.db"


def _build(folder: Path, **settings: float) -> str:
    return write_store(example_recaps(), example_resolution(), folder, **settings)  # type: ignore[arg-type]


def _lines(store: Store) -> list[bytes]:
    import pyoxigraph as ox

    return sorted((store.graph.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def test_a_store_remembers_the_confidence_that_it_was_built_with(folder: Path) -> None:
    _build(folder)
    assert open_store(folder).min_confidence == DEFAULT_MIN_CONFIDENCE
    _build(folder, min_confidence=0.7)
    certain = open_store(folder)
    assert certain.min_confidence == 0.7
    assert _lines(certain) == graph_lines(example_recaps(), example_resolution(), min_confidence=0.7)


@pytest.mark.parametrize("confidence", [None, 0.7])
def test_with_its_own_confidence_nothing_is_copied(folder: Path, confidence: float | None) -> None:
    import pyoxigraph as ox

    _build(folder, min_confidence=0.7)
    store = open_store(folder, min_confidence=confidence)
    assert isinstance(store.graph, ox.Store)
    with pytest.raises(RuntimeError):
        store.graph.add(ox.Quad(*[ox.NamedNode("https://example.org/")] * 3))


def test_with_a_higher_confidence_it_is_as_a_build_with_it(folder: Path) -> None:
    generation = _build(folder)
    store = open_store(folder, min_confidence=0.7)
    assert (store.min_confidence, store.generation) == (0.7, generation)
    assert _lines(store) == graph_lines(example_recaps(), example_resolution(), min_confidence=0.7)
    assert _lines(store) != _lines(open_store(folder))


def test_with_a_lower_confidence_it_says_what_to_do(folder: Path) -> None:
    _build(folder, min_confidence=0.7)
    with pytest.raises(LessCertainError) as error:
        open_store(folder, min_confidence=0.25)
    assert (error.value.asked, error.value.built) == (0.25, 0.7)
    assert str(error.value) == (
        f"{folder}: holds statements from confidence 0.7 on, as it was built; for those from 0.25 on, "
        "build it again with --min-confidence 0.25"
    )


@pytest.mark.parametrize("confidence", [-0.1, 70, math.nan])
def test_a_number_that_is_no_confidence_is_refused(folder: Path, confidence: float) -> None:
    _build(folder)
    with pytest.raises(ValueError, match="is no confidence"):
        open_store(folder, min_confidence=confidence)


def test_a_store_from_before_there_was_a_confidence_holds_every_statement(folder: Path) -> None:
    place = folder / "generations" / _build(folder, min_confidence=0) / "generation.json"
    place.write_text(json.dumps({"base": "https://talks.example/"}))
    assert open_store(folder).min_confidence == 0
    assert open_store(folder, min_confidence=0.7).base == "https://talks.example/"


def test_the_folder_may_be_text(folder: Path) -> None:
    _build(folder)
    assert open_store(str(folder)).folder == folder
    with pytest.raises(NotAStoreError, match="no such folder"):
        open_store("nowhere.db")
