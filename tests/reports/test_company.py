"""The report on one company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import project
from talkgraph.model import Kind, Predicate
from talkgraph.reports import company_profile, render
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.store import Store


def test_people_and_their_talks() -> None:
    profile = company_profile(six_talks(), "algolia")

    assert [each.person.name for each in profile.people] == ["Baptiste", "Eve Roy"]
    assert [talk.name for talk in profile.talks] == ["Boxes everywhere", "Always fresh"]
    assert [each.name for each in profile.uses] == ["Electron"]


def test_a_talk_cites_that_its_speaker_works_there() -> None:
    (boxes, _) = company_profile(six_talks(), "Algolia").talks

    assert {"Eve Roy showed Docker.", "Eve is with Algolia."} <= {each.quote for each in boxes.evidence}
    assert "Baptiste works at Algolia." not in {each.quote for each in boxes.evidence}


def test_those_who_left_are_people_but_their_talks_are_not_its_own() -> None:
    sketch = Sketch()
    company = sketch.thing(Kind.ORGANIZATION, "Acme")
    ada, grace = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.PERSON, "Grace")
    talk = sketch.thing(Kind.TALK, "Elsewhere")
    sketch.say(ada, Predicate.FORMERLY_WORKED_FOR, company)
    sketch.say(grace, Predicate.WORKS_FOR, company)
    sketch.say(talk, Predicate.PERFORMER, ada)

    profile = company_profile(sketch.graph(), "Acme")
    assert [(each.person.name, each.former) for each in profile.people] == [("Grace", False), ("Ada", True)]
    assert profile.talks == ()


def test_what_it_makes_hosts_organizes_and_sponsors() -> None:
    sketch = Sketch()
    acme = sketch.thing(Kind.ORGANIZATION, "Acme")
    tool, event = sketch.thing(Kind.TECHNOLOGY, "Anvil"), sketch.thing(Kind.EVENT, "Evening")
    sketch.say(sketch.thing(Kind.PERSON, "Wile"), Predicate.CREATED, acme)
    sketch.say(acme, Predicate.CREATED, tool)
    sketch.say(acme, Predicate.LOCATION, sketch.thing(Kind.PLACE, "Desert"))
    for predicate in (Predicate.HOST, Predicate.SPONSOR, Predicate.ORGANIZER):
        sketch.say(event, predicate, acme)

    rows = [row.cells for row in company_profile(sketch.graph(), "Acme").report().sections[2].rows]
    assert rows == [
        ("was created by", "Wile"),
        ("created", "Anvil"),
        ("organizes", "Evening"),
        ("hosts", "Evening"),
        ("sponsors", "Evening"),
        ("is in", "Desert"),
    ]


def test_talks_about_it_are_no_mentions_of_it() -> None:
    sketch = Sketch()
    acme = sketch.thing(Kind.ORGANIZATION, "Acme")
    about, naming = sketch.thing(Kind.TALK, "About"), sketch.thing(Kind.TALK, "Naming")
    sketch.say(about, Predicate.ABOUT, acme)
    sketch.say(about, Predicate.MENTIONS, acme)
    sketch.say(naming, Predicate.MENTIONS, acme)

    profile = company_profile(sketch.graph(), "Acme")
    assert [talk.name for talk in profile.talks_about] == ["About"]
    assert [talk.name for talk in profile.mentioned_in] == ["Naming"]


def test_nothing_known_is_said_in_words() -> None:
    sketch = Sketch()
    sketch.thing(Kind.ORGANIZATION, "Acme")
    text = render(company_profile(sketch.graph(), "Acme"))

    assert "The graph knows nobody who works for Acme." in text
    assert "The graph holds no talk by anybody who works for Acme." in text


def test_a_person_is_no_company() -> None:
    with pytest.raises(NotFoundError, match="no organization named 'Juan Benet'"):
        company_profile(six_talks(), "Juan Benet")


def test_the_example_store(example_store: Store) -> None:
    profile = company_profile(project(example_store), "CERN")

    assert [(each.person.name, each.former, each.first) for each in profile.people] == [
        ("Oliver Keeble", False, "2016-04-25"),
        ("Alice Martin", True, None),
    ]
    assert [each.name for each in profile.uses] == ["git"]
