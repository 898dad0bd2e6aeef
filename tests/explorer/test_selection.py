from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.explorer.selection import degrees, links, neighbourhood, overview
from talkgraph.graph.values import Statement, TalkGraph
from talkgraph.model import Iri, Kind, Predicate
from tests.explorer.samples import dotscale, iri, many

FOCUS = iri("technology/ipfs")


def kinds(graph: TalkGraph, drawn: tuple[Iri, ...]) -> Counter[Kind]:
    return Counter(graph.things[each].kind for each in drawn)


def test_an_overview_has_events_talks_speakers_and_technologies() -> None:
    graph = many(events=5, talks=40, technologies=200)
    found = kinds(graph, overview(graph)[:150])
    assert found[Kind.EVENT] == 5
    assert found[Kind.TECHNOLOGY] == 50
    assert found[Kind.TALK] >= 40
    assert found[Kind.PERSON] >= 40


def test_every_event_of_an_overview_has_talks_in_it() -> None:
    graph = many(events=30, talks=10, technologies=20)
    drawn = set(overview(graph)[:100])
    events = {each for each in drawn if graph.things[each].kind is Kind.EVENT}
    assert len(events) == 24
    for event in events:
        assert any(statement.subject in drawn for statement in graph.incoming[event])


def test_the_best_connected_technologies_come_first() -> None:
    graph = dotscale()
    technologies = [each for each in overview(graph) if graph.things[each].kind is Kind.TECHNOLOGY]
    assert technologies == [
        FOCUS,
        iri("technology/git"),
        iri("technology/libp2p"),
        iri("technology/erlang"),
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.integers(0, 5), st.integers(1, 8))
def test_an_overview_orders_all_things_without_repetition(events: int, talks: int, tools: int) -> None:
    graph = many(events=events, talks=talks, technologies=tools)
    assert sorted(overview(graph)) == sorted(graph.things)


def test_a_neighbourhood_is_what_lies_within_the_steps() -> None:
    graph = dotscale()
    assert neighbourhood(graph, FOCUS, depth=1, top=100) == (
        FOCUS,
        iri("person/juan-benet"),
        iri("talk/the-permanent-web"),
        iri("technology/git"),
        iri("technology/libp2p"),
    )
    two = neighbourhood(graph, FOCUS, depth=2, top=100)
    assert iri("event/dotscale-2016") in two
    assert iri("organization/protocol-labs") in two
    assert iri("talk/the-grid") not in two


def test_derived_statements_are_no_steps() -> None:
    one = neighbourhood(dotscale(), iri("person/oliver-keeble"), depth=1, top=100)
    assert one == (iri("person/oliver-keeble"), iri("talk/the-grid"))


def test_a_neighbourhood_keeps_its_cap_and_its_focus() -> None:
    assert neighbourhood(dotscale(), FOCUS, depth=3, top=2) == (FOCUS, iri("person/juan-benet"))


def test_a_statement_about_an_unknown_thing_is_no_link() -> None:
    graph = dotscale()
    stray = Statement(FOCUS, Predicate.USES, iri("technology/unknown"))
    with_stray = TalkGraph(graph.things, (*graph.statements, stray), graph.recaps)
    assert links(with_stray) == links(graph)
    assert degrees(with_stray) == degrees(graph)
