"""What an event shares with other editions of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports import event_programme
from tests.reports.sketches import Sketch

if TYPE_CHECKING:
    from talkgraph.graph import TalkGraph


def series() -> TalkGraph:
    """Three editions: Ada of Acme on Rust at the first two, Grace on Elm at the third."""
    sketch = Sketch()
    whole = sketch.thing(Kind.SERIES, "Evenings")
    rust, elm = sketch.thing(Kind.TECHNOLOGY, "Rust"), sketch.thing(Kind.TECHNOLOGY, "Elm")
    ada, grace = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.PERSON, "Grace")
    sketch.say(ada, Predicate.WORKS_FOR, sketch.thing(Kind.ORGANIZATION, "Acme"), "Ada is at Acme.")
    for number, person, subject in ((1, ada, rust), (2, ada, rust), (3, grace, elm)):
        event, talk = (
            sketch.thing(Kind.EVENT, f"Evening #{number}"),
            sketch.thing(Kind.TALK, f"Talk {number}"),
        )
        sketch.say(event, Predicate.SUPER_EVENT, whole)
        sketch.say(event, Predicate.START_DATE, f"201{9 - number}-01-01")
        sketch.say(talk, Predicate.SUPER_EVENT, event)
        sketch.say(talk, Predicate.PERFORMER, person, f"{number} was by {person.value[-3:]}.")
        sketch.say(talk, Predicate.MENTIONS, subject)
    return sketch.graph()


def test_they_come_by_date_with_what_both_have() -> None:
    third, second = event_programme(series(), "Evening #1").editions

    assert (third.event.name, third.date, third.speakers, third.technologies) == (
        "Evening #3",
        "2016-01-01",
        (),
        (),
    )
    assert (second.event.name, second.date) == ("Evening #2", "2017-01-01")
    assert [each.name for each in (*second.speakers, *second.companies, *second.technologies)] == [
        "Ada",
        "Acme",
        "Rust",
    ]


def test_what_both_have_is_cited_for_both() -> None:
    second = event_programme(series(), "Evening #1").editions[1]

    assert {"1 was by ada.", "2 was by ada.", "Ada is at Acme."} <= {each.quote for each in second.evidence}


def test_companies_and_technologies_of_a_programme() -> None:
    programme = event_programme(series(), "Evening #1")

    assert [(each.thing.name, each.talks) for each in programme.companies] == [("Acme", ("Talk 1",))]
    assert [(each.thing.name, each.talks) for each in programme.technologies] == [("Rust", ("Talk 1",))]
    assert all(each.evidence for each in (*programme.companies, *programme.technologies))


def test_an_event_of_no_series_has_none() -> None:
    sketch = Sketch()
    sketch.thing(Kind.EVENT, "Evening")

    assert event_programme(sketch.graph(), "Evening").editions == ()
