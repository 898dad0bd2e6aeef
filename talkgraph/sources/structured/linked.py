"""Events that a page or a file states as JSON-LD with the words of schema.org.

An event is read with its place, its organizer and the series that it belongs
to. What happens at it and has performers is a talk; the performers of an event
itself speak there, but nobody says about what, so nothing is made of them. No
context is fetched: the words are known by their names.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from talkgraph.model import fold
from talkgraph.sources.dates import parse_date
from talkgraph.sources.structured.nodes import (
    Graph,
    address_in,
    text_in,
    types_of,
    values_in,
    walk,
)
from talkgraph.sources.structured.people import people_in
from talkgraph.sources.structured.places import country_called, place_called, town
from talkgraph.sources.structured.programme import Programme, StatedEvent, StatedPerson, StatedTalk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from talkgraph.sources.structured.nodes import Node

__all__ = ["is_linked", "read_linked"]

_FORM = "json-ld"
_PARTS = ("subEvent", "subEvents")
_HOST = "superEvent"
_LONGEST_LANGUAGE = 11  # characters of a code such as zh-Hant-TW


def is_linked(value: object) -> bool:
    """Whether a JSON value is an event of schema.org, or a list of nothing else."""
    listed = value if isinstance(value, list) else [value]
    return bool(listed) and all(
        isinstance(one, dict) and not _classes("events").isdisjoint(types_of(one)) for one in listed
    )


def read_linked(values: Iterable[object]) -> tuple[Programme, ...]:
    """The events that values of JSON-LD state, each once and with its talks, in order.

    Args:
        values: all JSON-LD of one page or file.
    """
    return _Reader(list(values)).programmes()


@cache
def _classes(kind: str) -> frozenset[str]:
    text = resources.files("talkgraph").joinpath("data/sources/linked.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[kind])


class _Reader:
    """The events of one page or file."""

    def __init__(self, values: list[object]) -> None:
        self._values = values
        self._graph = Graph(values)
        self._found: dict[str, dict[date | None, _Told]] = {}
        self._taken: set[int] = set()

    def programmes(self) -> tuple[Programme, ...]:
        events, parts = self._events()
        for node, series in events:
            if id(node) in parts:
                continue
            host = self._host(node)
            if host is not None:
                talks = self._talks([node])
                if talks:
                    self._add(self._event(host), talks)
            elif text_in(node, "name") and not _is_cancelled(node):
                self._add(self._event(node, series), self._talks(self._parts(node)))
        told = (one for same in self._found.values() for one in same.values())
        return tuple(Programme(_FORM, one.event, tuple(one.talks.values())) for one in told)

    def _events(self) -> tuple[list[tuple[Node, str]], set[int]]:
        """The events, with the series that each is listed under, and which nodes happen at another event."""
        events: dict[int, tuple[Node, str]] = {}
        parts: set[int] = set()
        for value, above in walk(self._values):
            node = self._graph.full(value)
            if not _is_series(node):
                parts |= {id(part) for part in self._graph.nodes(value, *_PARTS)} - {id(node)}
            if _classes("events").isdisjoint(types_of(node)):
                continue
            series = ""
            if above is not None and above[0] in _PARTS and _is_series(above[1]):
                series = text_in(above[1], "name")
            if series or id(node) not in events:
                events[id(node)] = (node, series)
        return list(events.values()), parts

    def _parts(self, node: Node) -> list[Node]:
        """What happens at an event and has no parts itself, in order; nothing that an earlier event has."""
        found: list[Node] = []
        stack = self._graph.nodes(node, *_PARTS)[::-1]
        while stack:
            part = stack.pop()
            if id(part) not in self._taken:
                self._taken.add(id(part))
                below = self._graph.nodes(part, *_PARTS)
                found += [] if below else [part]
                stack += below[::-1]
        return found

    def _host(self, node: Node) -> Node | None:
        """The event that a node says it happens at."""
        for host in self._graph.nodes(node, _HOST):
            if host is not node and text_in(host, "name") and not _is_series(host):
                return host
        return None

    def _talks(self, nodes: list[Node]) -> tuple[StatedTalk, ...]:
        found = []
        for node in nodes:
            speakers = self._people(node)
            title = text_in(node, "name")
            if title and speakers and not _is_cancelled(node):
                addresses = address_in(node, "url")
                found.append(
                    StatedTalk(
                        title,
                        speakers,
                        abstract=text_in(node, "description"),
                        address=addresses[0] if addresses else "",
                        language=self._language(node),
                    )
                )
        return tuple(found)

    def _people(self, node: Node) -> tuple[StatedPerson, ...]:
        found: dict[str, StatedPerson] = {}
        for key in ("performer", "performers"):
            for value in values_in(node, key):
                for person in self._person(value):
                    found.setdefault(fold(person.name), person)
        return tuple(found.values())

    def _person(self, value: object) -> tuple[StatedPerson, ...]:
        if isinstance(value, str):
            return people_in([value])
        if not isinstance(value, dict):
            return ()
        node = self._graph.full(value)
        if types_of(node) and "Person" not in types_of(node):
            return ()
        people = people_in([text_in(node, "name")])
        if len(people) != 1:
            return people
        employers = self._graph.nodes(node, "worksFor", "affiliation")
        company = text_in(employers[0], "name") if employers else text_in(node, "worksFor")
        addresses = (*address_in(node, "url"), *address_in(node, "sameAs"))
        return (replace(people[0], company=company, addresses=tuple(dict.fromkeys(addresses))),)

    def _language(self, node: Node) -> str:
        named = self._graph.nodes(node, "inLanguage")
        code = text_in(named[0], "alternateName") if named else text_in(node, "inLanguage")
        letters = code.replace("_", "-").partition("-")[0]
        is_code = len(letters) in {2, 3} and len(code) <= _LONGEST_LANGUAGE and letters.isalpha()
        return code if is_code else ""

    def _event(self, node: Node, series: str = "") -> StatedEvent:
        name = text_in(node, "name")
        for host in self._graph.nodes(node, _HOST):
            series = series or (text_in(host, "name") if _is_series(host) else "")
        addresses = address_in(node, "url")
        stated = StatedEvent(
            name,
            series=series if fold(series) != fold(name) else "",
            start=None if _status(node) == "eventpostponed" else parse_date(text_in(node, "startDate")),
            address=addresses[0] if addresses else "",
            organizer=self._organizer(node),
        )
        venue, city, country = self._place(node)
        return replace(stated, venue=venue, city=city, country=country)

    def _organizer(self, node: Node) -> str:
        for one in self._graph.nodes(node, "organizer"):
            if types_of(one) and "Person" not in types_of(one) and text_in(one, "name"):
                return text_in(one, "name")
        return ""

    def _place(self, node: Node) -> tuple[str, str, str]:
        """Venue, city and country of an event; of one that is online, nothing."""
        if "OnlineEventAttendanceMode" in _word(node, "eventAttendanceMode"):
            return "", "", ""
        for place in self._graph.nodes(node, "location"):
            if "VirtualLocation" in types_of(place):
                continue
            addresses = [place] if "PostalAddress" in types_of(place) else self._graph.nodes(place, "address")
            address: Node = addresses[0] if addresses else {}
            city = town(place_called(text_in(address, "addressLocality")))
            countries = self._graph.nodes(address, "addressCountry")
            code = text_in(countries[0], "name") if countries else text_in(address, "addressCountry")
            country = country_called(place_called(code))
            venue = "" if place is address else place_called(text_in(place, "name"))
            if venue or city or country:
                return venue if fold(venue) not in {fold(city), fold(country)} else "", city, country
        return "", "", ""

    def _add(self, event: StatedEvent, talks: Iterable[StatedTalk]) -> None:
        """Take an event in, or what is new of one that was stated already."""
        same = self._found.setdefault(fold(event.name), {})
        day = event.start
        known = next((each for each in (day, None) if each in same), None if day else next(iter(same), None))
        told = same.pop(known, None) if known in same else None
        told = _Told(event) if told is None else told
        told.event = _filled(told.event, event)
        same[told.event.start] = told
        for talk in talks:
            told.talks.setdefault(_identity(talk), talk)


@dataclass(slots=True)
class _Told:
    """What is known of an event so far."""

    event: StatedEvent
    talks: dict[tuple[str, ...], StatedTalk] = field(default_factory=dict)


def _is_series(node: Node) -> bool:
    return not _classes("series").isdisjoint(types_of(node))


def _word(node: Node, key: str) -> str:
    """The last part of the address, or the word, under a key."""
    texts: Iterator[str] = iter((text_in(node, key), *address_in(node, key)))
    return next(filter(None, texts), "").rpartition("/")[2]


def _status(node: Node) -> str:
    return _word(node, "eventStatus").casefold()


def _is_cancelled(node: Node) -> bool:
    return _status(node) == "eventcancelled"


def _identity(talk: StatedTalk) -> tuple[str, ...]:
    """What tells a talk from the others of its event."""
    return (fold(talk.title), *sorted(fold(person.name) for person in talk.speakers))


def _filled(event: StatedEvent, other: StatedEvent) -> StatedEvent:
    """An event with what only another statement of it has; places go together."""
    gaps = {each.name for each in fields(event) if not getattr(event, each.name)}
    if event.venue or event.city or event.country:
        gaps -= {"venue", "city", "country"}
    return replace(event, **{name: getattr(other, name) for name in sorted(gaps)})
