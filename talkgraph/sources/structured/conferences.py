"""Lists of conferences, as tech-conferences (github.com/tech-conferences/conference-data) has them.

Its names leave the year out, so that the name is the series, and name and year
are the edition. Editions of one year and name are told apart by their towns,
failing that by their first days.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.model import fold
from talkgraph.sources.cleaning import clean, collapse
from talkgraph.sources.dates import parse_date
from talkgraph.sources.structured.places import country_called, place_called, town
from talkgraph.sources.structured.programme import Programme, StatedEvent
from talkgraph.sources.structured.values import address_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

__all__ = ["is_conferences", "read_conferences"]

_FORM = "conferences"
_KEYS = frozenset({"name", "url", "startDate"})
_OTHER_KEYS = frozenset({"endDate", "city", "country", "online", "cfpUrl"})
_NUMBER = re.compile(
    r"\A\d+(?:st|nd|rd|th)\s+(?:annual\s+)?|\s*#\d+\Z|\s*\(\d+(?:st|nd|rd|th) edition\)\Z", re.IGNORECASE
)
_YEAR = re.compile(r"\s*(?:(?<!\d)[-–(]?\s*(?:19|20)(\d\d)\)?(?!\d)|['’](\d\d)(?!\d))")


def is_conferences(value: object) -> bool:
    """Whether a JSON value is a list of conferences."""
    return isinstance(value, list) and bool(value) and all(map(_is_conference, value))


def read_conferences(value: Sequence[Mapping[str, object]]) -> tuple[Programme, ...]:
    """The conferences of a list, each once, in order; those without a name are left out."""
    stated = [_event(entry) for entry in value]
    events = list(dict.fromkeys(event for event in stated if event.name))
    times = {(event.name, event.start, fold(event.city)) for event in events}
    at_all = Counter(name for name, _, _ in times)
    in_town = Counter((name, city) for name, _, city in times)
    return tuple(
        Programme(
            _FORM,
            _told_apart(event, in_town[event.name, fold(event.city)]) if at_all[event.name] > 1 else event,
        )
        for event in events
    )


def _is_conference(entry: object) -> bool:
    return isinstance(entry, dict) and entry.keys() >= _KEYS and not _OTHER_KEYS.isdisjoint(entry)


def _event(entry: Mapping[str, object]) -> StatedEvent:
    start = parse_date(text_of(entry, "startDate"))
    name, series = _edition(collapse(clean(text_of(entry, "name"))).strip(), start)
    return StatedEvent(
        name,
        series=series if fold(series) != fold(name) else "",
        start=start,
        city=town(place_called(text_of(entry, "city"))),
        country=country_called(place_called(text_of(entry, "country"))),
        address=address_of(entry, "url"),
    )


def _edition(name: str, start: date | None) -> tuple[str, str]:
    """The names of a conference and of its series.

    An edition is told from others by the number or the year in its name, which
    may be a year off its first day; any other year is part of the series' name.
    """
    if _NUMBER.search(name):
        return name, _NUMBER.sub("", name).strip()
    if start is None:
        return name, ""
    for year in _YEAR.finditer(name):
        if abs(int(year[1] or year[2]) - start.year % 100) <= 1:
            return name, collapse(name[: year.start()] + name[year.end() :]).strip()
    return (f"{name} {start.year}", name) if name else ("", "")


def _told_apart(event: StatedEvent, in_town: int) -> StatedEvent:
    """An event under a name that no other of its list has, if it is we who named the edition.

    Args:
        event: one of several of a name.
        in_town: how many of them are in its town.
    """
    if event.start is None or event.name != f"{event.series} {event.start.year}":
        return event
    if event.city and in_town == 1:
        return replace(event, name=f"{event.series} {event.city} {event.start.year}")
    return replace(event, name=f"{event.series} {event.start.isoformat()}")
