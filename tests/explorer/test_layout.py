from __future__ import annotations

from itertools import combinations
from math import dist
from typing import TYPE_CHECKING

import pytest

from talkgraph.explorer.layout import positions
from talkgraph.explorer.selection import overview
from tests.explorer.samples import dotscale, iri, many

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri


def closest(places: Mapping[Iri, tuple[int, int]]) -> float:
    return min(dist(one, two) for one, two in combinations(places.values(), 2))


@pytest.mark.parametrize(
    "graph",
    [
        pytest.param(dotscale(), id="springs"),
        pytest.param(many(events=20, talks=15, technologies=60), id="around events"),
    ],
)
def test_every_thing_has_a_place_of_its_own(graph: TalkGraph) -> None:
    places = positions(graph, overview(graph))
    assert places.keys() == graph.things.keys()
    assert closest(places) > 45


def test_places_do_not_depend_on_the_order_of_the_things() -> None:
    graph = dotscale()
    assert positions(graph, overview(graph)) == positions(graph, overview(graph)[::-1])


def test_what_is_connected_stands_together() -> None:
    graph = many(events=20, talks=15, technologies=60)
    places = positions(graph, overview(graph))
    talk = iri("talk/talk-0003")
    own, other = iri("event/event-003"), iri("event/event-011")
    assert dist(places[talk], places[own]) < dist(places[talk], places[other])


def test_unconnected_things_stand_outside_the_connected() -> None:
    graph = dotscale()
    places = positions(graph, overview(graph))
    alone = places.pop(iri("technology/erlang"))
    assert alone[0] > max(x for x, _ in places.values()) or alone[1] > max(y for _, y in places.values())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_small_views_are_drawn_too(count: int) -> None:
    graph = dotscale()
    assert len(positions(graph, overview(graph)[:count])) == count
