"""Things that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.graph import TalkGraph, project
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports import find_communities, render
from talkgraph.reports import grouping as grouping_module
from talkgraph.reports.grouping import group_things
from talkgraph.reports.wording import weighing
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.store import Store


def two_crowds(*, backwards: bool = False) -> TalkGraph:
    """Four talks by two each on Rust at one event, four on Elm at another; one of these mentions Rust."""
    sketch = Sketch()
    for subject in ("Rust", "Elm"):
        thing, event = sketch.thing(Kind.TECHNOLOGY, subject), sketch.thing(Kind.EVENT, f"{subject} Evening")
        for number in range(4):
            talk = sketch.thing(Kind.TALK, f"{subject} talk {number}")
            for speaker in (number, (number + 1) % 4):
                sketch.say(
                    talk, Predicate.PERFORMER, sketch.thing(Kind.PERSON, f"{subject} person {speaker}")
                )
            sketch.say(talk, Predicate.ABOUT, thing, f"Talk {number} was about {subject}.")
            sketch.say(talk, Predicate.SUPER_EVENT, event)
    sketch.say(talk, Predicate.MENTIONS, sketch.thing(Kind.TECHNOLOGY, "Rust"))
    return sketch.graph(backwards=backwards)


def test_each_crowd_is_a_community_named_by_what_holds_it_together() -> None:
    found = find_communities(two_crowds()).communities

    assert sorted(each.name for each in found) == ["Elm and Elm Evening", "Rust and Rust Evening"]
    rust = next(each for each in found if each.name.startswith("Rust"))
    assert [each.name for each in rust.technologies] == ["Rust"]
    assert {f"Rust person {number}" for number in range(4)} == {each.name for each in rust.people}
    assert rust.talks == 4
    assert 0.9 < rust.inside < 1


def test_the_telling_members_cite_sentences() -> None:
    rust = next(each for each in find_communities(two_crowds()).communities if each.name.startswith("Rust"))

    assert {each.quote for each in rust.telling[0].evidence} <= {
        f"Talk {number} was about Rust." for number in range(4)
    }
    assert rust.evidence


def test_modularity_tells_that_there_are_two() -> None:
    # Each has ties of 4 x (1.6 + 0.8 + 0.4) inside, of 22.64 in all, and half of all ends of ties.
    assert find_communities(two_crowds()).modularity == pytest.approx(2 * (11.2 / 22.64 - 0.25), abs=1e-3)


def test_small_groups_and_things_alone_are_counted() -> None:
    sketch = Sketch()
    sketch.say(sketch.thing(Kind.PERSON, "Ada"), Predicate.WORKS_FOR, sketch.thing(Kind.ORGANIZATION, "Acme"))
    sketch.thing(Kind.TOPIC, "dust")
    answer = find_communities(sketch.graph())

    assert (answer.total, answer.small_groups, answer.small_things, answer.alone) == (0, 1, 2, 1)
    text = render(answer)
    assert "No 4 things of the graph are tied to each other." in text
    assert "2 things stand in 1 groups of fewer than 4." in text


def test_what_follows_from_other_statements_ties_nothing() -> None:
    sketch = Sketch()
    sketch.derive(sketch.thing(Kind.PERSON, "Ada"), Predicate.SPOKE_AT, sketch.thing(Kind.EVENT, "Evening"))

    assert find_communities(sketch.graph()).alone == 2


def test_the_order_of_things_makes_no_difference() -> None:
    assert find_communities(two_crowds()) == find_communities(two_crowds(backwards=True))


def test_a_limit_says_how_many_there_are() -> None:
    answer = find_communities(two_crowds(), limit=1)

    assert (len(answer.communities), answer.total) == (1, 2)
    assert "The largest 1 of 2." in render(answer)


def test_every_thing_but_places_stands_in_one_group_or_alone() -> None:
    graph = six_talks()
    grouping = group_things(graph)
    grouped = [iri for group in grouping.groups for iri in group]

    assert sorted([*grouped, *grouping.alone]) == sorted(graph.things)


def test_large_graphs_are_grouped_the_quicker_way(monkeypatch: pytest.MonkeyPatch) -> None:
    real = weighing

    def with_few(name: str) -> dict[str, Any]:
        numbers = real(name)
        return {**numbers, "communities": {**numbers["communities"], "exact": 5}}

    monkeypatch.setattr(grouping_module, "weighing", with_few)
    quick = group_things(two_crowds())
    monkeypatch.undo()
    exact = group_things(two_crowds())

    assert (quick.approximate, exact.approximate) == (True, False)
    assert quick.groups == exact.groups


def test_a_thing_with_one_tie_belongs_where_it_leads() -> None:
    sketch = Sketch()
    previous: Iri | None = None
    for number in range(6):
        thing = sketch.thing(Kind.TECHNOLOGY, f"Link {number}")
        if previous is not None:
            sketch.say(thing, Predicate.BUILDS_ON, previous)
        previous = thing
    grouping = group_things(sketch.graph())

    assert sorted(map(len, grouping.groups)) in ([6], [3, 3], [2, 4], [2, 2, 2])


def test_an_empty_graph() -> None:
    answer = find_communities(TalkGraph())

    assert (answer.communities, answer.modularity) == ((), 0.0)


def test_the_example_store(example_store: Store) -> None:
    answer = find_communities(project(example_store))

    assert answer.communities
    assert all(each.evidence for each in answer.communities)
