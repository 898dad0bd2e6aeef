from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.editions import edition_and_series
from talkgraph.extraction.events import EventFinder, FoundEvent
from tests.extraction.samples import prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def event(extractor: Extractor, text: str, *events: str) -> FoundEvent:
    doc = prepare(extractor, text, events=events)
    found: FoundEvent = EventFinder(extractor.base)(doc).user_data["talkgraph.event"]
    return found


@pytest.mark.parametrize(
    ("title", "edition", "series"),
    [
        ("HumanTalks January 2018", "HumanTalks January 2018", "HumanTalks"),
        ("dotScale 2016", "dotScale 2016", "dotScale"),
        ("CSS Paris #3", "CSS Paris #3", "CSS Paris"),
        ("NantesJS 70", "NantesJS 70", "NantesJS"),
        ("The 12th Ruby Evening", "The 12th Ruby Evening", "The Ruby Evening"),
        ("Recap: RubyDay 2019 in Verona", "RubyDay 2019", "RubyDay"),
        ("dotScale 2016 recap", "dotScale 2016", "dotScale"),
        ("My notes from dotScale 2016", "dotScale 2016", "dotScale"),
        ("A trip report - FOSDEM 2020", "FOSDEM 2020", "FOSDEM"),
        ("MiXiT 2017: the tech side", "MiXiT 2017", "MiXiT"),
        ("Write the Docs Europe 2016", "Write the Docs Europe 2016", "Write the Docs Europe"),
        ("Kitchen Security, March edition", "Kitchen Security, March edition", "Kitchen Security"),
        ("RubyDay 2017, Lyon", "RubyDay 2017", "RubyDay"),
        ("Lakeside 2020, raw notes", "Lakeside 2020", "Lakeside"),
        ("Docs or it did not happen", "Docs or it did not happen", None),
        ("ParisJS", "ParisJS", None),
        ("2016", "2016", None),
        ("", "", None),
    ],
)
def test_edition_and_series_of_a_title(title: str, edition: str, series: str | None) -> None:
    assert edition_and_series(title) == (edition, series)


def test_the_front_matter_decides(extractor: Extractor) -> None:
    text = "---\nevent: dotScale 2016\nseries: dotConferences\n---\n\n# ParisJS 12\n\nWe met."
    found = event(extractor, text)

    assert (found.name, found.series, found.declared) == ("dotScale 2016", "dotConferences", True)


def test_the_front_matter_may_name_the_edition_alone(extractor: Extractor) -> None:
    found = event(extractor, "---\nevent: dotScale 2016\n---\n\nWe met.")

    assert (found.name, found.series) == ("dotScale 2016", "dotScale")


def test_the_title_names_the_edition(extractor: Extractor) -> None:
    text = "# ParisJS 12\n\nWe met."
    found = event(extractor, text)

    assert (found.name, found.series, found.declared) == ("ParisJS 12", "ParisJS", False)
    assert text[2:][slice(*found.where)] == "ParisJS 12"


def test_a_title_that_holds_a_known_event(extractor: Extractor) -> None:
    found = event(extractor, "# What happened at ParisJS\n\nParisJS was great.", "ParisJS")

    assert found.name == "ParisJS"


def test_an_event_named_early_where_the_title_names_none(extractor: Extractor) -> None:
    found = event(extractor, "# A Monday in June\n\nI went to dotScale 2016. I loved it.", "dotScale 2016")

    assert (found.name, found.series) == ("dotScale 2016", "dotScale")


def test_a_recap_of_no_event(extractor: Extractor) -> None:
    found = event(extractor, "# Docs or it did not happen\n\nWrite less.")

    assert found.name is None
    assert found.series is None


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("We were 80 people at the office.", 80),
        ("There were around 120 attendees.", 120),
        ("More than 1,200 people came.", 1200),
        ("It gathered 300 developers.", 300),
        ("Nearly 45 participants had registered.", 45),
        ("We were 5 people.", None),
        ("There were 2016 reasons to come.", None),
        ("The first edition was in 2016 with people.", None),
        ("He has 10,000,000 users.", None),
        ("We were many.", None),
    ],
)
def test_attendance(extractor: Extractor, sentence: str, people: int | None) -> None:
    text = f"# ParisJS 12\n\nHello. {sentence}"
    found = event(extractor, text)

    assert (found.attendance[0] if found.attendance else None) == people
    if found.attendance is not None:
        assert text[2:][found.attendance[1]].isdigit()


def test_other_spellings_are_aliases(extractor: Extractor) -> None:
    found = event(extractor, "# dotScale 2016\n\nWe love dotScale. DOTSCALE is big.", "dotScale|DOTSCALE")

    assert set(found.aliases) == {"dotScale", "DOTSCALE"}


def test_first_line_of_a_recap_without_a_title_may_name_the_edition(extractor: Extractor) -> None:
    found = event(extractor, "Otter Hour no. 23 - what you missed\n\nIt rained again.\n")

    assert (found.name, found.series) == ("Otter Hour no. 23", "Otter Hour")


def test_first_line_that_names_no_edition_is_no_event(extractor: Extractor) -> None:
    assert event(extractor, "It rained again on all of us.\n\nWe met.\n").name is None
