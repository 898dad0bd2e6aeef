from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import Statement, TalkGraph, Thing, networkx_graph, project, years
from talkgraph.model import Iri, Kind, Predicate
from tests.examples import iri

if TYPE_CHECKING:
    from talkgraph.store import Store


def test_nodes_are_things_and_edges_statements(example_store: Store) -> None:
    graph = project(example_store)
    network = networkx_graph(graph)
    assert set(network) == {str(thing) for thing in graph.things}
    between = [statement for statement in graph.statements if isinstance(statement.object, Iri)]
    assert network.number_of_edges() == len(between)


def test_an_edge_has_its_confidence_and_its_quote(example_store: Store) -> None:
    network = networkx_graph(project(example_store))
    edge = network.edges[str(iri("technology/ipfs")), str(iri("technology/git")), "tg:inspiredBy"]
    assert edge == {
        "predicate": "tg:inspiredBy",
        "label": "is inspired by",
        "confidence": 0.8,
        "quotes": 1,
        "quote": "IPFS is built on libp2p and was inspired by git.",
        "derived": False,
    }


def test_a_derived_edge_has_no_quote(example_store: Store) -> None:
    network = networkx_graph(project(example_store))
    edge = network.edges[str(iri("person/juan-benet")), str(iri("technology/ipfs")), "tg:spokeAbout"]
    assert (edge["derived"], edge["quotes"], edge["quote"]) == (True, 0, None)


def test_values_are_attributes_of_their_thing(example_store: Store) -> None:
    nodes = networkx_graph(project(example_store)).nodes
    event = nodes[str(iri("event/dotscale-2016"))]
    assert (event["date"], event["attendance"], event["year"]) == ("2016-04-25", 800, 2016)
    assert nodes[str(iri("technology/ipfs"))]["alternate_names"] == ("InterPlanetary File System",)


def test_a_talk_has_the_year_of_its_event_and_a_series_none(example_store: Store) -> None:
    found = years(project(example_store))
    assert found[iri("talk/dotscale-2016/the-permanent-web")] == 2016
    assert iri("series/dotscale") not in found
    assert iri("talk/distributed-things-2/ipfs") not in found


def test_of_two_dates_the_earlier_counts() -> None:
    event = Iri("https://example.org/event")
    graph = TalkGraph(
        things={event: Thing(event, Kind.EVENT, "An event")},
        statements=tuple(
            Statement(event, Predicate.START_DATE, date) for date in ("2016-12-31", "2015-01-01", "soon")
        ),
    )
    assert years(graph) == {event: 2015}
