"""Examples that a graph can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import index_store
from talkgraph.questions import ask, readable_examples

if TYPE_CHECKING:
    from talkgraph.store import Store


def test_every_example_can_be_asked_as_it_stands(example_store: Store) -> None:
    examples = readable_examples(index_store(example_store))
    assert len(examples) > 12
    assert [each for each in examples if ask(example_store, each).guessed] == []


def test_no_more_are_found_than_are_wanted(example_store: Store) -> None:
    names = index_store(example_store)
    assert readable_examples(names, most=3) == readable_examples(names)[:3]
