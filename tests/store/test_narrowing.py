"""A narrowed graph is the one that a build with that confidence makes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.model import Literal, Predicate
from talkgraph.store import graph_lines, narrowed
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.resolution import RecapClaims

SURE = st.integers(0, 20).map(lambda twentieths: twentieths / 20)
NUMBER_OF_CLAIMS = sum(len(recap.claims) for recap in example_recaps())


def _built(min_confidence: float, recaps: Sequence[RecapClaims] | None = None) -> ox.Store:
    store = ox.Store()
    lines = graph_lines(recaps or example_recaps(), example_resolution(), min_confidence=min_confidence)
    store.load(input=b"".join(lines), format=ox.RdfFormat.N_QUADS)
    return store


def _with_confidences(confidences: Sequence[float]) -> list[RecapClaims]:
    """The recaps of the example, claim by claim as certain as told."""
    left = iter(confidences)
    return [
        replace(recap, claims=tuple(replace(claim, confidence=next(left)) for claim in recap.claims))
        for recap in example_recaps()
    ]


@pytest.mark.parametrize("confidence", [0, 0.5, 0.51, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.91, 0.95, 1])
def test_it_is_what_a_build_with_that_confidence_makes(confidence: float) -> None:
    assert set(narrowed(_built(0), confidence)) == set(_built(confidence))


@settings(max_examples=60, deadline=None)
@given(confidences=st.lists(SURE, min_size=NUMBER_OF_CLAIMS, max_size=NUMBER_OF_CLAIMS), low=SURE, high=SURE)
def test_however_certain_claims_are_it_is_what_a_build_makes(
    confidences: list[float], low: float, high: float
) -> None:
    low, high = sorted((low, high))
    recaps = _with_confidences(confidences)
    assert set(narrowed(_built(low, recaps), high)) == set(_built(high, recaps))


def test_a_confidence_is_judged_as_it_is_written() -> None:
    recaps = _with_confidences([0.69996] * NUMBER_OF_CLAIMS)
    built = _built(0.7, recaps)
    assert len(built) > 650
    assert set(narrowed(_built(0, recaps), 0.7)) == set(built)


def test_values_that_are_spelt_in_an_odd_way_are_kept() -> None:
    first, second = example_recaps()
    odd = {
        Predicate.ATTENDANCE: Literal("0800", "xsd:integer"),
        Predicate.START_DATE: Literal("sometime", "xsd:date"),
    }
    claims = tuple(replace(claim, object=odd.get(claim.predicate, claim.object)) for claim in first.claims)
    recaps = [replace(first, claims=claims), second]
    assert set(narrowed(_built(0, recaps), 0.7)) == set(_built(0.7, recaps))
    assert any(
        isinstance(quad.object, ox.Literal) and quad.object.value == "sometime"
        for quad in narrowed(_built(0, recaps), 0.7).quads_for_pattern(None, None, None, ox.DefaultGraph())
    )


def test_all_claims_stay_and_the_recaps_with_them() -> None:
    whole, nothing = _built(0), narrowed(_built(0), 1)
    default = ox.DefaultGraph()
    assert {quad for quad in nothing if quad.graph_name != default} == {
        quad for quad in whole if quad.graph_name != default
    }
    recaps = {iri.value for iri in example_resolution().recaps.values()}
    assert {str(quad.subject).strip("<>") for quad in nothing if quad.graph_name == default} == recaps


def test_the_graph_that_is_narrowed_stays_as_it_is() -> None:
    whole = _built(0)
    narrowed(whole, 0.9)
    assert set(whole) == set(_built(0))
