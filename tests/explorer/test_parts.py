from __future__ import annotations

import json
from typing import Any

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.explorer import Part, part_tables, remote_page, totals, whole
from talkgraph.explorer.selection import degrees
from talkgraph.graph.values import TalkGraph
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate
from tests.explorer.pages import embedded, parsed
from tests.explorer.samples import dotscale, evenings, iri

IPFS = iri("technology/ipfs")


def around_ipfs() -> Part:
    """The statements of one thing, and what they are about."""
    graph = dotscale()
    statements = (*graph.outgoing[IPFS], *graph.incoming[IPFS])
    ends = {end for each in statements for end in (each.subject, each.object) if isinstance(end, Iri)}
    part = TalkGraph({end: graph.things[end] for end in sorted(ends)}, statements, graph.recaps)
    return Part(part, degrees=degrees(graph), complete={IPFS})


def things_of(content: Any) -> dict[str, tuple[int, bool]]:
    """By local IRI, the degree of each thing and whether it is complete."""
    things = json.loads(json.dumps(content))["things"]
    return {
        name: (degree, position in things["complete"])
        for position, (name, degree) in enumerate(zip(things["iri"], things["degree"], strict=True))
    }


def test_a_part_tells_the_degrees_of_the_whole_and_what_is_complete() -> None:
    assert things_of(part_tables(around_ipfs(), base=DEFAULT_BASE)) == {
        "person/juan-benet": (5, False),
        "talk/the-permanent-web": (3, False),
        "technology/git": (1, False),
        "technology/ipfs": (5, True),
        "technology/libp2p": (1, False),
    }


def test_of_the_whole_all_is_complete() -> None:
    things = part_tables(whole(dotscale()), base=DEFAULT_BASE)["things"]
    assert things["complete"] is None
    assert len(things["order"]) == len(things["iri"])


def test_events_and_their_talks_have_years() -> None:
    things = part_tables(whole(evenings()), base=DEFAULT_BASE)["things"]
    years = {things["iri"][int(place)]: year for place, year in things["year"].items()}
    assert years == {
        "event/evening-1": 2015,
        "event/evening-2": 2016,
        "talk/one": 2015,
        "talk/two": 2016,
    }


def test_totals_are_of_things_links_and_years() -> None:
    sums = totals(evenings())
    assert sums.things == 18
    assert sums.kinds[Kind.TALK] == 3
    assert sums.relations[Predicate.ABOUT] == 4
    assert Predicate.START_DATE not in sums.relations
    assert sums.years == (2015, 2016)
    assert totals(TalkGraph()).years is None
    assert list(sums.content()["kinds"])[:3] == ["Event", "EventSeries", "Talk"]


def test_a_remote_page_may_ask_its_own_server_and_nobody_else() -> None:
    part = around_ipfs()
    page = remote_page(part, address="/explore", totals=totals(dotscale()), focus=IPFS, depth=1)
    assert (page.drawn, page.things) == (5, 13)
    policy = parsed(page.html).xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert "connect-src 'self';" in policy
    start = embedded(page.html, "start")
    assert start["remote"] == "/explore"
    assert start["totals"]["things"] == 13
    assert {node["label"]: node["size"] for node in start["nodes"]}["IPFS"] == round(9 + 1.6 * 5**0.5)


def test_a_page_of_a_file_may_ask_nobody() -> None:
    from talkgraph.explorer import explorer_page

    html = explorer_page(dotscale())
    assert "connect-src 'none';" in html
    assert embedded(html, "start")["remote"] is None


def test_a_focus_outside_the_part_is_an_error() -> None:
    with pytest.raises(NotFoundError):
        remote_page(around_ipfs(), address="", totals=totals(dotscale()), focus=iri("technology/erlang"))
