"""Calendars (iCalendar, RFC 5545): each of their events is one of ours, or, in an export of pretalx, a talk.

Days are taken as they are written: an evening in Ghent that ends after midnight
in London is still that evening. Time zones are therefore not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from talkgraph.errors import MissingExtraError
from talkgraph.sources.dates import parse_date
from talkgraph.sources.failures import parsing
from talkgraph.sources.structured.people import people_in
from talkgraph.sources.structured.places import place_called
from talkgraph.sources.structured.programme import Programme, StatedEvent, StatedTalk
from talkgraph.sources.structured.values import address_of
from talkgraph.sources.structured.writing import all_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.model import Document

__all__ = ["programmes_of", "read_calendar"]

_FOLD = re.compile(r"\n[ \t]")
_START = re.compile(r"\s*BEGIN\s*:\s*VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"(BEGIN|END)\s*:\s*VTIMEZONE\s*", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([nN,;\\])")
_AFTER_VENUE = re.compile(r"[,(\n]|\s[-–|]\s")
_STREET = re.compile(r"\d+\s")
_BETWEEN = " - "  # title and speakers of a talk, in an export of pretalx
_SHORT_LINE = re.compile(r"^([^\n]{1,59})\n(?=[^\s|=-])", re.MULTILINE)
_EVENT_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "UID", "STATUS", "URL")
_RAW_TEXTS = ("X-ALT-DESC", "DTSTART", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One calendar of a file: what its head says, and the properties of each event."""

    maker: str
    name: str
    events: Sequence[Mapping[str, str]] = field(default_factory=tuple)


def read_calendar(text: str, source: str) -> tuple[Document, ...] | None:
    """The documents of a calendar: one an event, one a talk where pretalx wrote it.

    Args:
        text: the whole file.
        source: as in ``Document``, of the first.

    Returns:
        None if it is no calendar, or holds nothing that takes place.

    Raises:
        MissingExtraError: icalendar is not installed.
        UnreadableError: icalendar gives up on it, or it is nested too deeply.
        SourceError: a description cannot be read.
    """
    return all_documents(programmes_of(text, source), source) or None


def programmes_of(text: str, source: str) -> tuple[Programme, ...]:
    """What a calendar states: a programme an event, or one of all talks.

    Args:
        text: the whole file.
        source: its name, for what is wrong with it.

    Raises:
        MissingExtraError: icalendar is not installed.
        UnreadableError: icalendar gives up on it, or it is nested too deeply.
    """
    found: list[Programme] = []
    for calendar in _calendars(text, source):
        events = _taking_place(calendar.events)
        if "pretalx" in calendar.maker.casefold():
            event = StatedEvent(calendar.name) if calendar.name else None
            found.append(Programme("pretalx-calendar", event, tuple(map(_talk, events))))
        else:
            found += [Programme("icalendar", _event(each)) for each in events]
    return tuple(found)


def _calendars(text: str, source: str) -> list[_Calendar]:
    if not _START.match(text):
        return []
    try:
        from icalendar import Calendar
    except ModuleNotFoundError:
        raise MissingExtraError("icalendar", "feeds") from None
    with parsing(source, "iCalendar"):
        return [
            _Calendar(
                _text(calendar.get("PRODID")),
                _unescaped(_raw(calendar.get("X-WR-CALNAME")) or _raw(calendar.get("NAME"))).strip(),
                [_properties(event) for event in calendar.walk("VEVENT")],
            )
            for calendar in Calendar.from_ical(_without_zones(text), multiple=True)
        ]


def _without_zones(text: str) -> str:
    """A calendar with whole lines and without its time zones, in which one mistake would hide all events."""
    lines, is_zone = [], False
    for line in _FOLD.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        mark = _ZONE.fullmatch(line)
        if mark is not None:
            is_zone = mark[1].upper() == "BEGIN"
        elif not is_zone:
            lines.append(line)
    return "\n".join(lines)


def _properties(event: Any) -> dict[str, str]:
    values = {name: _text(event.get(name)) for name in _EVENT_TEXTS}
    values |= {name: _raw(event.get(name)) for name in _RAW_TEXTS}
    organizer = _first(event.get("ORGANIZER"))
    return values | {"ORGANIZER": str(getattr(organizer, "params", {}).get("CN", ""))}


def _first(value: Any) -> Any:
    """A property, or the first of several of its name."""
    return next(iter(value), None) if isinstance(value, list) else value


def _text(value: Any) -> str:
    return str(_first(value) or "")


def _raw(value: Any) -> str:
    """A property as it stands in the file, for those that the library takes for something else."""
    first = _first(value)
    return first if isinstance(first, str) else first.to_ical().decode() if first is not None else ""


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def _taking_place(events: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The events that are not cancelled; of one that recurs, the series rather than a single evening."""
    found: dict[object, Mapping[str, str]] = {}
    for number, event in enumerate(events):
        if event["STATUS"].strip().upper() == "CANCELLED":
            continue
        key = event["UID"] or number
        if key not in found or (found[key]["RECURRENCE-ID"] and not event["RECURRENCE-ID"]):
            found[key] = event
    return list(found.values())


def _event(event: Mapping[str, str]) -> StatedEvent:
    return StatedEvent(
        event["SUMMARY"],
        start=parse_date(event["DTSTART"]),
        venue=_venue(event["LOCATION"]),
        address=address_of(event, "URL"),
        organizer=event["ORGANIZER"],
        abstract=_description(event),
    )


def _talk(event: Mapping[str, str]) -> StatedTalk:
    title, between, speakers = event["SUMMARY"].rpartition(_BETWEEN)
    people = people_in(speakers.split(", "))
    is_split = between and (people or not speakers.strip())
    return StatedTalk(
        (title if is_split else event["SUMMARY"]).strip(),
        people if is_split else (),
        abstract=_description(event),
        published=parse_date(event["DTSTART"]),
        address=address_of(event, "URL"),
    )


def _venue(location: str) -> str:
    """The name that a place begins with; nothing if that is a street, an address on the web or no place."""
    name = _AFTER_VENUE.split(location.strip(), maxsplit=1)[0].strip()
    return "" if "://" in name or _STREET.match(name) else place_called(name)


def _description(event: Mapping[str, str]) -> str:
    """The description with the most mark-up; a line that ends early there ends a paragraph."""
    rich = _unescaped(event["X-ALT-DESC"]).strip()
    return rich or _SHORT_LINE.sub(r"\1\n\n", event["DESCRIPTION"])
