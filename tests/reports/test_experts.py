"""Whom to ask about a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import TalkGraph, project
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate
from talkgraph.reports import find_experts, render
from talkgraph.reports.neighbours import neighbours
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.store import Store


def talks_by(sketch: Sketch, person: Iri, subject: Iri, *titles: str) -> None:
    for title in titles:
        talk = sketch.thing(Kind.TALK, title)
        sketch.say(talk, Predicate.PERFORMER, person)
        sketch.say(talk, Predicate.ABOUT, subject)


def test_talks_and_works_add_up() -> None:
    answer = find_experts(six_talks(), "InterPlanetary File System")

    # Juan made it (1.2 x 0.8) and spoke about it (1.0 x 0.8); his mention of git is in the same talk.
    assert [each.person.name for each in answer.experts] == ["Juan Benet", "Alice Martin"]
    assert [each.score for each in answer.experts] == pytest.approx([1.76, 0.8])
    juan = answer.experts[0]
    assert [ground.text for ground in juan.grounds] == [
        "made IPFS",
        "spoke about IPFS in “The permanent web”",
    ]
    assert (juan.last_talk, [each.name for each in juan.companies]) == ("2016-04-25", ["Protocol Labs"])


def test_each_ground_has_its_sentences() -> None:
    juan = find_experts(six_talks(), "IPFS").experts[0]

    assert "Juan Benet showed IPFS." in {each.quote for each in juan.grounds[1].evidence}


def test_a_second_talk_counts_half() -> None:
    sketch = Sketch()
    docker = sketch.thing(Kind.TECHNOLOGY, "Docker")
    talks_by(sketch, sketch.thing(Kind.PERSON, "Ada"), docker, "One", "Two")

    (ada,) = find_experts(sketch.graph(), "Docker").experts
    assert ada.score == pytest.approx(0.8 + 0.4)


def test_who_spoke_of_a_neighbour_counts_less_and_it_is_said_why() -> None:
    sketch = Sketch()
    docker, podman = sketch.thing(Kind.TECHNOLOGY, "Docker"), sketch.thing(Kind.TECHNOLOGY, "Podman")
    sketch.say(podman, Predicate.ALTERNATIVE_TO, docker, "Podman or Docker.")
    talks_by(sketch, sketch.thing(Kind.PERSON, "Ada"), docker, "Boxes")
    talks_by(sketch, sketch.thing(Kind.PERSON, "Grace"), podman, "Pods")

    ada, grace = find_experts(sketch.graph(), "Docker").experts
    assert (ada.person.name, grace.person.name) == ("Ada", "Grace")
    assert grace.score == pytest.approx(0.8 * 0.4 * 0.8)
    assert grace.grounds[0].text == "spoke about Podman in “Pods” (Podman is an alternative to Docker)"
    assert "Podman or Docker." in {each.quote for each in grace.grounds[0].evidence}


def test_equal_people_come_by_name() -> None:
    sketch = Sketch()
    docker = sketch.thing(Kind.TECHNOLOGY, "Docker")
    for name in ("Zoe", "ada", "Grace"):
        talks_by(sketch, sketch.thing(Kind.PERSON, name), docker, f"Talk of {name}")

    found = find_experts(sketch.graph(), "Docker").experts
    assert [each.person.name for each in found] == ["ada", "Grace", "Zoe"]
    assert find_experts(sketch.graph(backwards=True), "Docker").experts == found


def test_a_limit_says_how_many_there_are() -> None:
    answer = find_experts(six_talks(), "IPFS", limit=1)

    assert (len(answer.experts), answer.total) == (1, 2)
    assert "The first 1 of 2." in render(answer)


def test_nobody_is_said_in_words() -> None:
    sketch = Sketch()
    sketch.thing(Kind.TOPIC, "dust")

    assert "The graph knows nobody who spoke about dust" in render(find_experts(sketch.graph(), "dust"))


def test_a_company_uses_things_but_is_no_person_to_invite() -> None:
    names = {each.person.name for each in find_experts(six_talks(), "Electron").experts}

    assert names == {"Baptiste", "Maxence Haltel"}


def test_a_technology_goes_before_a_company_of_the_same_name() -> None:
    sketch = Sketch()
    company, person = sketch.thing(Kind.ORGANIZATION, "Docker"), sketch.thing(Kind.PERSON, "Ada")
    for name in ("One", "Two"):
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.MENTIONS, company)
    talks_by(sketch, person, sketch.thing(Kind.TECHNOLOGY, "Docker"), "Boxes")

    answer = find_experts(sketch.graph(), "docker")
    assert answer.topic.kind is Kind.TECHNOLOGY
    assert [each.person.name for each in answer.experts] == ["Ada"]


def test_an_unknown_topic_is_met_with_near_names() -> None:
    with pytest.raises(NotFoundError):
        find_experts(TalkGraph(), "anything")


def test_the_example_store(example_store: Store) -> None:
    names = [each.person.name for each in find_experts(project(example_store), "IPFS").experts]

    assert set(names) == {"Alice Martin", "Juan Benet"}


class TestNeighbours:
    def test_subjects_of_the_same_talks_are_near(self) -> None:
        sketch = Sketch()
        both = [sketch.thing(Kind.TALK, name) for name in ("One", "Two")]
        other = sketch.thing(Kind.TALK, "Three")
        rust, speed = sketch.thing(Kind.TECHNOLOGY, "Rust"), sketch.thing(Kind.TOPIC, "speed")
        for talk in both:
            sketch.say(talk, Predicate.ABOUT, rust)
            sketch.say(talk, Predicate.ABOUT, speed, "Rust is fast.")
        sketch.say(other, Predicate.ABOUT, rust)

        (found,) = neighbours(sketch.graph(), rust)
        # Two common talks of three and two: 0.5 x 2 x 2 / 5.
        assert found.thing.name == "speed"
        assert found.nearness == pytest.approx(0.4)
        assert found.link == "a subject beside Rust"
        assert "Rust is fast." in {each.quote for each in found.evidence}

    def test_a_single_talk_about_both_makes_no_neighbours(self) -> None:
        sketch = Sketch()
        talk, rust = sketch.thing(Kind.TALK, "Both"), sketch.thing(Kind.TECHNOLOGY, "Rust")
        sketch.say(talk, Predicate.ABOUT, rust)
        sketch.say(talk, Predicate.ABOUT, sketch.thing(Kind.TOPIC, "speed"))

        assert neighbours(sketch.graph(), rust) == ()

    def test_relations_count_from_either_end_and_by_their_certainty(self) -> None:
        (found,) = neighbours(six_talks(), Iri(f"{DEFAULT_BASE}technology/libp2p"))

        assert (found.thing.name, found.link) == ("IPFS", "IPFS builds on libp2p")
        assert found.nearness == pytest.approx(0.4)

    def test_braces_in_a_name_are_text(self) -> None:
        sketch = Sketch()
        odd, rust = sketch.thing(Kind.TECHNOLOGY, "{topic}"), sketch.thing(Kind.TECHNOLOGY, "Rust")
        sketch.say(odd, Predicate.BUILDS_ON, rust)

        assert [each.link for each in neighbours(sketch.graph(), rust)] == ["{topic} builds on Rust"]
