from __future__ import annotations

import logging
import sys
from datetime import date
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from talkgraph.errors import MissingExtraError, SourceError, UnreadableError
from talkgraph.sources import SourceFile, find_recaps, read_recaps
from talkgraph.sources.structured.calendars import programmes_of, read_calendar
from tests.sources.checks import assert_consistent, links_of, outline

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.sources.structured import StatedEvent, StatedTalk

EVENING = r"""BEGIN:VEVENT
UID:3@harbour.example
SUMMARY:Harbour Web 3\; Astro\, Redux and
  more
DTSTART;TZID=Europe/Brussels:20260312T233000
LOCATION:De Krook\, Miriam Makebaplein 1\, Ghent
ORGANIZER;CN="Tidewater, Inc.":mailto:hello@harbour.example
URL:https://harbour.example/3
DESCRIPTION:Nora Lindqvist talks about Astro.\n\n- fast\n- small\n\nSee [the
  page](https://harbour.example/astro).
END:VEVENT
"""


def calendar(*events: str, head: str = "PRODID:-//Harbour//EN\n") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(events)}END:VCALENDAR\n"


def entry(**properties: str) -> str:
    lines = "".join(f"{name.replace('_', '-')}:{value}\n" for name, value in properties.items())
    return f"BEGIN:VEVENT\n{lines}END:VEVENT\n"


def events(text: str) -> list[StatedEvent]:
    return [programme.event for programme in programmes_of(text, "a.ics") if programme.event is not None]


def talks(text: str) -> list[StatedTalk]:
    (programme,) = programmes_of(text, "a.ics")
    return list(programme.talks)


def test_an_evening_with_escapes_and_folded_lines() -> None:
    (event,) = events(calendar(EVENING))

    assert event.name == "Harbour Web 3; Astro, Redux and more"
    assert (event.venue, event.organizer) == ("De Krook", "Tidewater, Inc.")
    assert event.address == "https://harbour.example/3"


def test_its_description_is_text_to_read() -> None:
    (document,) = read_calendar(calendar(EVENING), "a.ics") or ()

    assert outline(document)[-5:] == [
        ("title", "Harbour Web 3; Astro, Redux and more"),
        ("paragraph", "Nora Lindqvist talks about Astro."),
        ("item1", "fast"),
        ("item1", "small"),
        ("paragraph", "See the page."),
    ]
    assert links_of(document)[-1] == ("the page", "https://harbour.example/astro")
    assert {claim.rule for claim in document.stated} == {"stated.icalendar"}


def test_lines_end_as_on_any_system() -> None:
    assert events(calendar(EVENING).replace("\n", "\r\n")) == events(calendar(EVENING))


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20260312T233000Z",
        "DTSTART:20260312T233000",
        "DTSTART;TZID=America/Los_Angeles:20260312T233000",
        "DTSTART;TZID=No/Where:20260312T003000",
        "DTSTART;VALUE=DATE:20260312",
    ],
)
def test_the_day_is_the_one_that_is_written(start: str) -> None:
    (event,) = events(calendar(f"BEGIN:VEVENT\nSUMMARY:Harbour Web 3\n{start}\nEND:VEVENT\n"))
    assert event.start == date(2026, 3, 12)


def test_a_start_that_is_no_day_is_none() -> None:
    assert [event.start for event in events(calendar(entry(SUMMARY="A", DTSTART="soon")))] == [None]


@pytest.mark.parametrize(
    ("location", "venue"),
    [
        (r"De Krook (Miriam Makebaplein 1\, Ghent)", "De Krook"),
        (r"De Krook\nGhent", "De Krook"),
        ("De Krook - Ghent", "De Krook"),
        ("De Krook", "De Krook"),
        (r"12 Quay Street\, Ghent", ""),
        ("Online event", ""),
        ("Check event page for more details.", ""),
        ("https://call.example/7", ""),
        ("", ""),
    ],
)
def test_the_venue_is_what_a_place_begins_with(location: str, venue: str) -> None:
    assert [event.venue for event in events(calendar(entry(SUMMARY="A", LOCATION=location)))] == [venue]


@pytest.mark.parametrize(
    "description",
    [
        entry(SUMMARY="A", DESCRIPTION="<h2>Talks</h2><p>About <a href='https://a.example'>Redux</a>.</p>"),
        entry(SUMMARY="A", DESCRIPTION="Talks", X_ALT_DESC="<h2>Talks</h2>@").replace(
            "@", "\\n<p>About <a href='https://a.example'>Redux</a>.</p>"
        ),
    ],
)
def test_html_in_a_description_is_read_as_html(description: str) -> None:
    (document,) = read_calendar(calendar(description), "a.ics") or ()

    assert document.text.endswith("A\n\nTalks\n\nAbout Redux.")
    assert links_of(document)[-1] == ("Redux", "https://a.example")


def test_short_lines_of_a_description_stay_apart() -> None:
    agenda = r"19:00 Doors\n19:15 Nora Lindqvist: Small pages\n20:00 Drinks"
    (document,) = read_calendar(calendar(entry(SUMMARY="A", DESCRIPTION=agenda)), "a.ics") or ()

    assert document.text.split("\n\n")[-3:] == [
        "19:00 Doors",
        "19:15 Nora Lindqvist: Small pages",
        "20:00 Drinks",
    ]


def test_each_event_is_a_document_of_its_own() -> None:
    documents = read_calendar(calendar(entry(SUMMARY="A"), entry(SUMMARY="B"), entry(UID="x")), "a.ics") or ()

    assert [(one.source, one.title) for one in documents] == [("a.ics", "A"), ("a.ics#2", "B")]


def test_what_was_cancelled_is_left_out() -> None:
    text = calendar(entry(SUMMARY="A", STATUS="CANCELLED"), entry(SUMMARY="B", STATUS="CONFIRMED"))
    assert [event.name for event in events(text)] == ["B"]


def test_an_event_that_recurs_stands_once_with_its_first_day() -> None:
    moved = entry(UID="1", SUMMARY="Moved", DTSTART="20260410T190000", RECURRENCE_ID="20260409T190000")
    series = entry(UID="1", SUMMARY="Harbour Web", DTSTART="20260312T190000", RRULE="FREQ=MONTHLY")
    for text in (calendar(moved, series), calendar(series, moved)):
        assert [(event.name, event.start) for event in events(text)] == [("Harbour Web", date(2026, 3, 12))]


def test_tasks_and_reminders_are_no_events() -> None:
    alarm = "BEGIN:VALARM\nDESCRIPTION:Wake up\nEND:VALARM\n"
    todo = "BEGIN:VTODO\nSUMMARY:Buy drinks\nEND:VTODO\n"
    (event,) = events(calendar(todo, entry(SUMMARY="A").replace("END", f"{alarm}END", 1)))

    assert (event.name, event.abstract) == ("A", "")


def test_broken_time_zones_hide_no_event() -> None:
    zone = "BEGIN:VTIMEZONE\nno property\nBEGIN:STANDARD\nRRULE:garbage\nEND:STANDARD\nEND:VTIMEZONE\n"
    assert [event.name for event in events(calendar(zone, entry(SUMMARY="A")))] == ["A"]


PRETALX = "PRODID:-//pretalx//talks.example//harbour\n"


@pytest.mark.parametrize(
    ("summary", "title", "speakers"),
    [
        (r"Small pages - Nora Lindqvist\, Bo Ek", "Small pages", ["Nora Lindqvist", "Bo Ek"]),
        ("Rust - the good parts - Ana Lopez", "Rust - the good parts", ["Ana Lopez"]),
        ("Small pages - ", "Small pages", []),
        ("Opening", "Opening", []),
        ("Small pages - TBA", "Small pages - TBA", []),
    ],
)
def test_a_calendar_of_pretalx_holds_talks(summary: str, title: str, speakers: list[str]) -> None:
    (talk,) = talks(calendar(entry(SUMMARY=summary, DTSTART="20260312T100000"), head=PRETALX))

    assert (talk.title, [person.name for person in talk.speakers]) == (title, speakers)
    assert talk.published == date(2026, 3, 12)


def test_the_name_of_a_calendar_of_pretalx_is_the_event() -> None:
    one = entry(SUMMARY="Small pages - Nora Lindqvist", LOCATION="Room 1")
    for name in ("X-WR-CALNAME:Harbour\\, Conf\n", "NAME:Harbour\\, Conf\n"):
        (programme,) = programmes_of(calendar(one, head=f"{PRETALX}{name}"), "a.ics")
        assert programme.event is not None
        assert (programme.event.name, programme.event.venue) == ("Harbour, Conf", "")
    (programme,) = programmes_of(calendar(one, head=PRETALX), "a.ics")
    assert programme.event is None


def test_a_title_with_a_dash_elsewhere_names_nobody() -> None:
    assert [event.name for event in events(calendar(entry(SUMMARY="Harbour Web - Ana Lopez")))] == [
        "Harbour Web - Ana Lopez"
    ]


@pytest.mark.parametrize("text", ["Notes", "---\nlayout: none\n---\nBEGIN:VCALENDAR\n", calendar()])
def test_what_holds_no_event_gives_no_document_unless_it_was_given_itself(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_text(text)
    (tmp_path / "a.md").write_text("# A")

    assert [read_recaps(file) for file in find_recaps([tmp_path]) if file.source == "a.ics"] == [()]
    with pytest.raises(UnreadableError, match="no calendar with events"):
        read_recaps(SourceFile(tmp_path / "a.ics", "a.ics"))


def test_a_calendar_that_cannot_be_read_is_told_of() -> None:
    with pytest.raises(UnreadableError, match=r"a\.ics: cannot be read as iCalendar"):
        read_calendar("BEGIN:VCALENDAR\nno property\nEND:VCALENDAR\n", "a.ics")


def test_without_icalendar_one_that_was_given_tells_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    (tmp_path / "a.ics").write_text(calendar(EVENING))

    with pytest.raises(MissingExtraError, match=r"pip install 'talkgraph\[feeds\]'"):
        read_recaps(SourceFile(tmp_path / "a.ics", "a.ics"))
    with caplog.at_level(logging.WARNING):
        assert read_recaps(SourceFile(tmp_path / "a.ics", "a.ics", searched=True)) == ()
    assert "talkgraph[feeds]" in caplog.text


def test_components_nested_deeply_do_not_crash() -> None:
    deep = "BEGIN:VEVENT\n" * 5000
    for text in (calendar(deep), calendar(deep + deep.replace("BEGIN", "END"))):
        assert read_calendar(text, "a.ics") is None


PIECES = [
    *EVENING.splitlines(keepends=True),
    "BEGIN:VALARM\n",
    "END:VALARM\n",
    "\n ",
    ";X=",
    '"',
    "\\n",
    "\\",
    ":",
]


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=30).map("".join),
    ),
    st.booleans(),
)
def test_any_text_gives_documents_or_an_error_of_ours(text: str, is_pretalx: bool) -> None:
    for whole in (text, calendar(text, head=PRETALX if is_pretalx else "")):
        try:
            documents = read_calendar(whole, "any.ics") or ()
        except SourceError:
            continue
        for document in documents:
            assert_consistent(document)
