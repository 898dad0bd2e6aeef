"""Employers over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate
from talkgraph.reports import speaker_profile
from talkgraph.reports.employments import employments
from tests.reports.sketches import Sketch

if TYPE_CHECKING:
    from talkgraph.graph import TalkGraph

ADA = Iri(f"{DEFAULT_BASE}person/ada")


def career() -> TalkGraph:
    """Ada speaks in 2014 for Acme, in 2016 and 2017 for Babel; a recap without a talk of hers names Cobra."""
    sketch = Sketch()
    ada = sketch.thing(Kind.PERSON, "Ada")
    acme, babel, cobra = (sketch.thing(Kind.ORGANIZATION, name) for name in ("Acme", "Babel", "Cobra"))
    for year, company in ((2017, babel), (2014, acme), (2016, babel)):
        recap = sketch.recap(f"Recap of {year}", f"{year + 1}-01-01")
        event, talk = sketch.thing(Kind.EVENT, f"Evening {year}"), sketch.thing(Kind.TALK, f"Talk {year}")
        sketch.say(event, Predicate.START_DATE, f"{year}-05-01", f"It was May {year}.", recap=recap)
        sketch.say(talk, Predicate.SUPER_EVENT, event, recap=recap)
        sketch.say(talk, Predicate.PERFORMER, ada, recap=recap)
        sketch.say(ada, Predicate.WORKS_FOR, company, f"Ada of {company.value[-5:]}.", recap=recap)
    news = sketch.recap("News", "2015-03-03")
    sketch.say(ada, Predicate.FORMERLY_WORKED_FOR, cobra, recap=news)
    return sketch.graph()


def test_they_are_dated_by_the_events_told_of_in_the_same_recap() -> None:
    found = [(each.company.name, each.first, each.last) for each in employments(career(), ADA)]

    assert found[0] == ("Acme", "2014-05-01", "2014-05-01")
    assert ("Babel", "2016-05-01", "2017-05-01") in found


def test_a_recap_without_a_talk_of_theirs_dates_by_its_publication() -> None:
    cobra = next(each for each in employments(career(), ADA) if each.company.name == "Cobra")

    assert (cobra.former, cobra.first) == (True, "2015-03-03")


def test_they_cite_the_sentences_that_date_them() -> None:
    acme = employments(career(), ADA)[0]

    assert {"It was May 2014.", "Ada of /acme."} <= {each.quote for each in acme.evidence}


def test_a_company_told_of_twice_spans_both_dates() -> None:
    sketch = Sketch()
    ada, acme = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.ORGANIZATION, "Acme")
    early, late = sketch.recap("Early", "2014-01-01"), sketch.recap("Late", "2018-01-01")
    sketch.say(ada, Predicate.WORKS_FOR, acme, recap=late)
    sketch.say(ada, Predicate.WORKS_FOR, acme, recap=early)

    (found,) = employments(sketch.graph(), ada)
    assert (found.first, found.last) == ("2014-01-01", "2018-01-01")
    assert {each.recap for each in found.evidence} == {"Early", "Late"}


def test_without_any_date_it_comes_last() -> None:
    sketch = Sketch()
    ada = sketch.thing(Kind.PERSON, "Ada")
    sketch.say(
        ada, Predicate.WORKS_FOR, sketch.thing(Kind.ORGANIZATION, "Acme"), recap=sketch.recap("Undated")
    )
    sketch.say(
        ada,
        Predicate.WORKS_FOR,
        sketch.thing(Kind.ORGANIZATION, "Zen"),
        recap=sketch.recap("Dated", "2014-01-01"),
    )

    assert [(each.company.name, each.first) for each in employments(sketch.graph(), ada)] == [
        ("Zen", "2014-01-01"),
        ("Acme", None),
    ]


def test_the_speaker_report_lists_them() -> None:
    (section,) = (
        each for each in speaker_profile(career(), "Ada").report().sections if each.title == "Employers"
    )

    assert section.rows[0].cells == ("Acme", "works for", "2014-05-01", "2014-05-01")
