"""The store through rdflib's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Namespace

from talkgraph.store import rdflib_dataset

if TYPE_CHECKING:
    from talkgraph.store import Store

TG = Namespace("https://w3id.org/talkgraph/ontology#")
SCHEMA = Namespace("https://schema.org/")


def test_default_graph_holds_the_merged_statements(example_store: Store) -> None:
    dataset = rdflib_dataset(example_store)

    talks = set(dataset.default_graph.subjects(RDF.type, TG.Talk))

    assert talks
    assert all(dataset.default_graph.value(talk, SCHEMA.name) is not None for talk in talks)


def test_each_recap_is_a_named_graph_of_claims(example_store: Store) -> None:
    dataset = rdflib_dataset(example_store)
    recaps = set(dataset.default_graph.subjects(RDF.type, TG.Recap))

    assert recaps
    for recap in recaps:
        assert list(dataset.quads((None, RDF.type, TG.Claim, recap)))


def test_nothing_can_be_written(example_store: Store) -> None:
    dataset = rdflib_dataset(example_store)

    with pytest.raises(RuntimeError, match="read-write"):
        dataset.default_graph.add((TG.a, TG.b, TG.c))
