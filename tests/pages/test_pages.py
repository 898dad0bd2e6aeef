"""What pages say, made from graphs in memory."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import Any

import pytest
from lxml import html

from talkgraph.explorer import kind_looks
from talkgraph.graph import GraphPart, TalkGraph
from talkgraph.model import DEFAULT_BASE, Iri, Kind
from talkgraph.pages import linked_data, portrait, sketch, thing_page
from tests.explorer.samples import HOSTILE, dotscale, evenings, hostile, iri, many


def address(it: Iri) -> str:
    return f"../{it.value.removeprefix(DEFAULT_BASE)}"


def page(graph: TalkGraph, path: str) -> str:
    part = GraphPart(graph, frozenset(graph.things), MappingProxyType(dict.fromkeys(graph.things, 1)))
    return thing_page(part, iri(path), address=address, root="../", base=DEFAULT_BASE, site="Site")


def test_facts_stand_under_headings_with_their_sentences() -> None:
    shown = portrait(dotscale(), iri("technology/ipfs"))
    assert (shown.thing.name, shown.kind) == ("IPFS", "technology")
    facts = {
        group.heading: [
            (fact.other.name if fact.other else fact.value, len(fact.quotes)) for fact in group.facts
        ]
        for group in shown.groups
    }
    assert facts == {
        "Who spoke about it": [("Juan Benet", 0)],
        "Created by": [("Juan Benet", 1)],
        "Talks about it": [("The permanent web", 1)],
        "Builds on": [("libp2p", 2)],
        "Inspired by": [("git", 1)],
    }
    assert [group.heading for group in shown.groups if group.derived] == ["Who spoke about it"]


def test_neighbours_leave_out_what_only_follows() -> None:
    shown = portrait(dotscale(), iri("person/juan-benet"))
    assert {thing.name for _, thing in shown.neighbours} == {"The permanent web", "Protocol Labs", "IPFS"}


def test_a_summary_is_a_sentence() -> None:
    assert (
        portrait(dotscale(), iri("person/oliver-keeble")).summary == "Oliver Keeble (person). Talks: The grid"
    )


def test_a_thing_that_the_graph_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        portrait(dotscale(), iri("person/nobody"))


def test_a_thing_of_which_nothing_is_said_has_a_page() -> None:
    shown: Any = html.document_fromstring(page(dotscale(), "technology/erlang"))
    assert "Nothing is said about it." in shown.text_content()
    assert shown.find_class("sketch") == []


def test_a_sketch_keeps_to_its_frame_and_counts_the_rest() -> None:
    graph = many(events=1, talks=40, technologies=3)
    drawn = sketch(portrait(graph, iri("event/event-000")), address)
    assert (len(drawn.nodes), drawn.left_out) == (15, 26)
    places = {(node.x, node.y) for node in drawn.nodes}
    assert len(places) == len(drawn.nodes)
    assert all(abs(x) < drawn.width / 2 and abs(y) < drawn.height / 2 for x, y in places)
    assert drawn.nodes[0].href == ""
    assert all(node.href.startswith("../talk/") for node in drawn.nodes[1:])


def test_the_sketch_has_an_outline_for_every_kind() -> None:
    for graph in (dotscale(), evenings()):
        for thing in graph.things:
            assert all(node.outline for node in sketch(portrait(graph, thing), address).nodes)
    assert {look.kind for look in kind_looks().values()} == set(Kind)


def test_a_talk_has_the_date_and_place_of_its_event() -> None:
    data = linked_data(dotscale(), iri("talk/the-permanent-web"), address)
    assert (data["@type"], data["startDate"], data["location"]["name"]) == ("Event", "2016-04-25", "Paris")
    assert data["performer"]["url"] == "../person/juan-benet"
    assert "location" not in linked_data(evenings(), iri("talk/one"), address)


@pytest.mark.parametrize(
    "graph", [dotscale(), evenings(), hostile()], ids=["dotscale", "evenings", "hostile"]
)
def test_the_data_in_a_page_is_that_of_the_thing_whatever_it_is_called(graph: TalkGraph) -> None:
    for thing in graph.things.values():
        text = page(graph, thing.iri.value.removeprefix(DEFAULT_BASE))
        (inside,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', text, re.DOTALL)
        assert "<" not in inside
        data: dict[str, Any] = json.loads(inside)
        assert data == linked_data(graph, thing.iri, address)
        assert data["name"] == thing.name


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_stay_texts(number: int) -> None:
    text = page(hostile(), f"technology/evil-{number}")
    shown: Any = html.document_fromstring(text)
    assert shown.findtext(".//h1") == HOSTILE[number]
    assert [script.get("type") for script in shown.iter("script")] == ["application/ld+json"]
    assert list(shown.iter("img", "b", "iframe")) == []
    assert [link for link in shown.xpath("//@href | //@src") if "script:" in link] == []
    assert [
        name for name in shown.xpath("//@*/..") for name in name.attrib if str(name).startswith("on")
    ] == []
