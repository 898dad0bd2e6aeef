"""Speakers who are like each other."""

from __future__ import annotations

from math import log

import pytest

from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate
from talkgraph.reports import speaker_profile
from talkgraph.reports.likeness import similar_speakers
from tests.reports.sketches import Sketch, six_talks


def spoke(sketch: Sketch, person: Iri, *subjects: Iri) -> None:
    talk = sketch.thing(Kind.TALK, f"Talk of {person.value}")
    sketch.say(talk, Predicate.PERFORMER, person)
    for subject in subjects:
        sketch.say(talk, Predicate.ABOUT, subject)


def test_what_both_spoke_about_brings_them_together() -> None:
    (alice,) = similar_speakers(six_talks(), Iri(f"{DEFAULT_BASE}person/juan-benet"))

    assert (alice.person.name, alice.reasons) == ("Alice Martin", ("both spoke about IPFS",))
    # Two of five people spoke about it.
    assert alice.score == pytest.approx(log(6 / 2), abs=1e-4)
    assert {"Juan Benet showed IPFS.", "Alice spoke of IPFS too."} <= {each.quote for each in alice.evidence}


def test_a_rarer_subject_counts_more() -> None:
    sketch = Sketch()
    rare, common = sketch.thing(Kind.TOPIC, "rare"), sketch.thing(Kind.TOPIC, "common")
    ada, grace, joan, mary = (sketch.thing(Kind.PERSON, name) for name in ("Ada", "Grace", "Joan", "Mary"))
    spoke(sketch, ada, rare, common)
    spoke(sketch, grace, common)
    spoke(sketch, joan, rare)
    spoke(sketch, mary, common)

    found = similar_speakers(sketch.graph(), ada)
    assert [each.person.name for each in found] == ["Joan", "Grace", "Mary"]


def test_the_same_event_alone_is_not_enough() -> None:
    sketch = Sketch()
    event = sketch.thing(Kind.EVENT, "Evening")
    for name in ("Ada", "Grace"):
        talk = sketch.thing(Kind.TALK, f"By {name}")
        sketch.say(talk, Predicate.PERFORMER, sketch.thing(Kind.PERSON, name))
        sketch.say(talk, Predicate.SUPER_EVENT, event)

    assert speaker_profile(sketch.graph(), "Ada").similar == ()


def test_companies_and_works_count_too_and_companies_that_use_a_thing_are_no_people() -> None:
    sketch = Sketch()
    acme, tool = sketch.thing(Kind.ORGANIZATION, "Acme"), sketch.thing(Kind.TECHNOLOGY, "Tool")
    for name in ("Ada", "Grace"):
        person = sketch.thing(Kind.PERSON, name)
        sketch.say(person, Predicate.WORKS_FOR, acme)
        sketch.say(person, Predicate.CREATED, tool)
        sketch.say(person, Predicate.USES, tool)
    sketch.say(acme, Predicate.USES, tool)

    (grace,) = speaker_profile(sketch.graph(), "Ada").similar
    assert set(grace.reasons) == {"both made Tool", "both work for Acme", "both use Tool"}


def test_equal_ones_come_by_name_whatever_the_order_of_the_graph() -> None:
    sketch = Sketch()
    topic = sketch.thing(Kind.TOPIC, "topic")
    people = [sketch.thing(Kind.PERSON, name) for name in ("Ada", "zoe", "Bob", "Yan")]
    for person in people:
        spoke(sketch, person, topic)

    found = similar_speakers(sketch.graph(), people[0])
    assert [each.person.name for each in found] == ["Bob", "Yan", "zoe"]
    assert similar_speakers(sketch.graph(backwards=True), people[0]) == found
