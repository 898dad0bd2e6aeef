from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import NotFoundError
from talkgraph.graph import index_graph, index_store, project
from talkgraph.model import Kind
from tests.examples import iri
from tests.graph.test_names import GRAPH

if TYPE_CHECKING:
    from talkgraph.store import Store


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("IPFS", "technology/ipfs"),
        ("interplanetary file-system", "technology/ipfs"),
        ("technology/ipfs", "technology/ipfs"),
        ("DOTSCALE 2016", "event/dotscale-2016"),
    ],
)
def test_a_store_is_searched_by_its_names(example_store: Store, written: str, path: str) -> None:
    found = index_store(example_store).find(written)
    assert found is not None
    assert (found.thing.iri, found.exact) == (iri(path), True)


def test_a_store_and_its_projection_find_the_same(example_store: Store) -> None:
    graph = project(example_store)
    of_graph, of_store = index_graph(graph), index_store(example_store)
    for thing in graph.things.values():
        for name in (thing.name, *thing.alternate_names):
            one, other = of_graph.find(name), of_store.find(name)
            assert one is not None
            assert other is not None
            assert one.thing.iri == other.thing.iri


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Juan Bennet", "Juan Benet"),
        ("interplanetary flie system", "InterPlanetary File System"),
        ("dotsclae 2016", "dotScale 2016"),
        ("lipb2p", "libp2p"),
    ],
)
def test_a_small_typo_is_passed_over(example_store: Store, written: str, name: str) -> None:
    found = index_store(example_store).guess(written)
    assert found is not None
    assert (found.name, found.exact) == (name, False)


@pytest.mark.parametrize("written", ["gif", "Jaun Bnet Li", "dotScale 2015", ""])
def test_what_is_too_far_from_a_name_is_not_guessed(example_store: Store, written: str) -> None:
    assert index_store(example_store).guess(written) is None


def test_between_two_equally_near_names_none_is_guessed() -> None:
    index = index_graph(GRAPH)
    assert index.guess("Sam", [Kind.PERSON]) is not None
    assert index.guess("José Núñes") is not None
    assert index.guess("ipfx", [Kind.PERSON]) is None


def test_a_missing_name_is_an_error_with_near_ones(example_store: Store) -> None:
    with pytest.raises(NotFoundError, match="no person named 'Juan Bennet'; did you mean 'Juan Benet'"):
        index_store(example_store).require("Juan Bennet", [Kind.PERSON])


def test_what_is_being_typed_is_completed_best_first(example_store: Store) -> None:
    index = index_store(example_store)
    assert [found.name for found in index.beginning("dotscale", limit=9)] == ["dotScale", "dotScale 2016"]
    assert next(found.thing.name for found in index.beginning("file inter", limit=9)) == "IPFS"
    assert [found.name for found in index.beginning("juan b", limit=9)] == ["Juan Benet"]
    assert index.beginning("  ", limit=9) == []
    assert len(index.beginning("i", limit=1)) == 1


@given(st.text(max_size=30))
def test_any_text_may_be_looked_for(text: str) -> None:
    index = index_graph(GRAPH)
    index.guess(text)
    index.beginning(text, limit=5)
    assert all(
        name in {n for t in GRAPH.things.values() for n in (t.name, *t.alternate_names)}
        for name in index.nearest(text)
    )
