"""How two things are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import TalkGraph, project
from talkgraph.model import Kind, Predicate
from talkgraph.reports import Connection, find_path, render
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.store import Store


def steps(connection: Connection, way: int = 0) -> list[tuple[str, str, str]]:
    return [(step.start.name, step.relation, step.end.name) for step in connection.ways[way].steps]


def crowd() -> TalkGraph:
    """Ada and Grace spoke about one rare thing, at an event where ten others spoke."""
    sketch = Sketch()
    event, rare = sketch.thing(Kind.EVENT, "Congress"), sketch.thing(Kind.TECHNOLOGY, "Rare")
    for name in ("Ada", "Grace", *(f"Person {number}" for number in range(10))):
        talk, person = sketch.thing(Kind.TALK, f"Talk of {name}"), sketch.thing(Kind.PERSON, name)
        sketch.say(talk, Predicate.PERFORMER, person, f"{name} spoke.")
        sketch.say(talk, Predicate.SUPER_EVENT, event, f"{name} was at Congress.")
        if name in {"Ada", "Grace"}:
            sketch.say(talk, Predicate.ABOUT, rare, f"{name} spoke about Rare.")
    return sketch.graph()


def test_a_statement_between_both_is_the_first_way() -> None:
    connection = find_path(six_talks(), "Juan Benet", "IPFS")

    assert steps(connection) == [("Juan Benet", "created", "IPFS")]
    assert connection.ways[0].shortest


def test_statements_read_in_the_direction_of_the_way() -> None:
    connection = find_path(six_talks(), "Protocol Labs", "IPFS")

    assert steps(connection) == [
        ("Protocol Labs", "employs", "Juan Benet"),
        ("Juan Benet", "created", "IPFS"),
    ]


def test_rare_things_tell_more_than_hubs() -> None:
    connection = find_path(crowd(), "Ada", "Grace")

    assert [way.steps[1].end.name for way in connection.ways] == ["Rare", "Congress"]
    assert connection.ways[0].cost < connection.ways[1].cost


def test_each_step_has_its_sentence() -> None:
    (first, *_) = find_path(crowd(), "Ada", "Grace").ways

    assert [[each.quote for each in step.evidence] for step in first.steps] == [
        ["Ada spoke."],
        ["Ada spoke about Rare."],
        ["Grace spoke about Rare."],
        ["Grace spoke."],
    ]


def test_the_shortest_way_is_shown_though_it_leads_through_a_hub() -> None:
    sketch = Sketch()
    ada, bob = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.PERSON, "Bob")
    hub = sketch.thing(Kind.ORGANIZATION, "Hub")
    for person in (ada, bob, *(sketch.thing(Kind.PERSON, f"P {number}") for number in range(2000))):
        sketch.say(person, Predicate.WORKS_FOR, hub)
    tool, base = sketch.thing(Kind.TECHNOLOGY, "Tool"), sketch.thing(Kind.TECHNOLOGY, "Base")
    sketch.say(ada, Predicate.CREATED, tool)
    sketch.say(tool, Predicate.BUILDS_ON, base)
    sketch.say(bob, Predicate.CREATED, base)

    connection = find_path(sketch.graph(), "Ada", "Bob")
    assert [(len(way.steps), way.shortest) for way in connection.ways] == [(3, False), (2, True)]


def test_what_only_follows_from_other_statements_is_no_step() -> None:
    sketch = Sketch()
    ada, event = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.EVENT, "Evening")
    sketch.derive(ada, Predicate.SPOKE_AT, event)

    assert find_path(sketch.graph(), "Ada", "Evening").ways == ()


def test_no_way_is_said_in_words() -> None:
    sketch = Sketch()
    sketch.say(sketch.thing(Kind.PERSON, "Ada"), Predicate.WORKS_FOR, sketch.thing(Kind.ORGANIZATION, "Acme"))
    sketch.say(sketch.thing(Kind.PERSON, "Bob"), Predicate.WORKS_FOR, sketch.thing(Kind.ORGANIZATION, "Zen"))
    text = render(find_path(sketch.graph(), "Ada", "Zen"))

    assert "The graph connects Ada and Zen in no way." in text


def test_a_thing_and_itself() -> None:
    assert "IPFS and IPFS are the same." in render(find_path(six_talks(), "IPFS", "ipfs"))


def test_the_order_of_things_makes_no_difference() -> None:
    forwards, backwards = (
        find_path(Sketch.graph(each, backwards=turned), "Ada", "Bob")
        for each, turned in ((two_ways(), False), (two_ways(), True))
    )
    assert forwards == backwards


def two_ways() -> Sketch:
    sketch = Sketch()
    ada, bob = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.PERSON, "Bob")
    for name in ("Zeta", "Acme", "Mid", "Last"):
        company = sketch.thing(Kind.ORGANIZATION, name)
        sketch.say(ada, Predicate.WORKS_FOR, company, f"Ada at {name}.")
        sketch.say(bob, Predicate.WORKS_FOR, company, f"Bob at {name}.")
    return sketch


@pytest.mark.parametrize(("start", "end"), [("Nobody at all", "IPFS"), ("IPFS", "Nobody at all")])
def test_an_unknown_end_is_said(start: str, end: str) -> None:
    with pytest.raises(NotFoundError, match="Nobody at all"):
        find_path(six_talks(), start, end)


def test_the_example_store(example_store: Store) -> None:
    connection = find_path(project(example_store), "Alice Martin", "libp2p")

    assert all(step.evidence for way in connection.ways for step in way.steps)
    assert steps(connection)[-1] == ("IPFS", "builds on", "libp2p")
