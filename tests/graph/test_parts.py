from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import project, project_outline, project_part
from talkgraph.model import Iri
from tests.examples import iri

if TYPE_CHECKING:
    from talkgraph.store import Store


def test_a_part_holds_all_that_is_said_of_its_things(example_store: Store) -> None:
    whole = project(example_store)
    for thing in whole.things:
        part = project_part(example_store, [thing])
        said = [each for each in whole.statements if thing in (each.subject, each.object)]
        assert list(part.graph.statements) == said
        assert part.complete == {thing}


def test_neighbours_have_their_names(example_store: Store) -> None:
    whole = project(example_store)
    part = project_part(example_store, [iri("technology/ipfs")]).graph
    assert part.things[iri("technology/libp2p")] == whole.things[iri("technology/libp2p")]
    assert part.things[iri("person/juan-benet")].name == "Juan Benet"


def test_two_steps_make_the_first_ring_complete(example_store: Store) -> None:
    whole = project(example_store)
    part = project_part(example_store, [iri("technology/libp2p")], depth=2)
    assert iri("technology/ipfs") in part.complete
    assert iri("technology/http") in part.graph.things
    assert iri("technology/http") not in part.complete
    ipfs = iri("technology/ipfs")
    assert [each for each in part.graph.statements if ipfs in (each.subject, each.object)] == [
        each for each in whole.statements if ipfs in (each.subject, each.object)
    ]


def test_no_step_is_taken_beyond_a_size(example_store: Store) -> None:
    part = project_part(example_store, [iri("technology/libp2p")], depth=9, most=2)
    assert part.complete == {iri("technology/libp2p")}


def test_degrees_are_those_of_the_whole_store(example_store: Store) -> None:
    whole = project(example_store)
    part = project_part(example_store, [iri("person/alice-martin")])
    for thing, degree in part.degrees.items():
        between = [
            s for s in whole.statements if thing in (s.subject, s.object) and isinstance(s.object, Iri)
        ]
        assert degree == len(between)


def test_quoted_recaps_come_along(example_store: Store) -> None:
    part = project_part(example_store, [iri("technology/http")])
    assert list(part.graph.recaps) == [iri("recap/2016-05-10-meetup")]


def test_things_that_are_not_there_and_recaps_are_left_out(example_store: Store) -> None:
    part = project_part(example_store, [iri("technology/none"), iri("recap/2016-05-10-meetup")])
    assert (part.graph.things, part.complete) == ({}, frozenset())


def test_an_outline_is_the_graph_without_quotes(example_store: Store) -> None:
    whole, outline = project(example_store), project_outline(example_store)
    assert outline.things == whole.things
    assert [(s.subject, s.predicate, s.object) for s in outline.statements] == [
        (s.subject, s.predicate, s.object) for s in whole.statements
    ]
    assert not any(s.quotes for s in outline.statements)


def test_statements_between_neighbours_come_along_if_asked_for(example_store: Store) -> None:
    whole = project(example_store)
    part = project_part(example_store, [iri("talk/dotscale-2016/the-permanent-web")], between=True)
    assert part.complete == {iri("talk/dotscale-2016/the-permanent-web")}
    inner = [s for s in whole.statements if s.subject in part.graph.things and s.object in part.graph.things]
    assert [s for s in part.graph.statements if isinstance(s.object, Iri)] == inner
