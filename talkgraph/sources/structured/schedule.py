"""Schedules as pretalx, frab and pentabarf export them, in JSON and in XML.

The JSON form is described at c3voc.de/wiki/schedule; the XML form says the same
with elements. Both name the conference, its days, their rooms, and what happens there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.model import fold
from talkgraph.sources.dates import parse_date
from talkgraph.sources.structured.breaks import is_break, is_called_off
from talkgraph.sources.structured.people import people_in
from talkgraph.sources.structured.places import place_called, town
from talkgraph.sources.structured.programme import Programme, StatedEvent, StatedPerson, StatedTalk
from talkgraph.sources.structured.values import address_of, mappings_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element

__all__ = ["is_schedule", "read_schedule", "read_schedule_xml"]

_FORM = "schedule"
_NAMES = ("public_name", "full_public_name", "name")
_NO_TALKS = frozenset({"break", "lunch", "meal", "registration"})  # types of rows


def is_schedule(value: object) -> bool:
    """Whether a JSON value is a schedule."""
    schedule = value.get("schedule") if isinstance(value, dict) else None
    return isinstance(schedule, dict) and isinstance(schedule.get("conference"), dict)


def read_schedule(value: Mapping[str, Any]) -> Programme:
    """The conference and the talks of a schedule in JSON."""
    conference = value["schedule"]["conference"]
    rows = (row for day in mappings_of(conference, "days") for row in _rows(day))
    return _programme(conference, rows, address_of(conference, "url"))


def read_schedule_xml(root: _Element) -> Programme:
    """The conference and the talks of a schedule in XML, given its root element."""
    conference = root.find("conference")
    facts = (
        {} if conference is None else {child.tag: _words(child) for child in conference if _is_named(child)}
    )
    rows = (_row(event) for day in root.iter("day") for event in day.iter("event"))
    return _programme(facts, rows, address_of(facts, "url"))


def _programme(
    conference: Mapping[str, object], rows: Iterable[Mapping[str, object]], address: str
) -> Programme:
    talks: dict[str, StatedTalk] = {}
    for row in rows:
        talk = _talk(row)
        if talk is not None:
            talks.setdefault(_identity(row) or f"{fold(talk.title)} {len(talks)}", talk)
    name = text_of(conference, "title")
    event = StatedEvent(
        name,
        start=parse_date(text_of(conference, "start")),
        city=town(place_called(text_of(conference, "city"))),
        venue=place_called(text_of(conference, "venue")),
        address=address,
    )
    return Programme(_FORM, event if name else None, tuple(talks.values()))


def _identity(row: Mapping[str, object]) -> str:
    """What a talk has in common with itself in another room; pretalx gives each slot a GUID of its own."""
    return next((str(row[key]) for key in ("code", "guid", "id") if isinstance(row.get(key), str | int)), "")


def _rows(day: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """What happens in the rooms of a day; a list in place of a mapping is one room."""
    rooms = day.get("rooms")
    for room in rooms.values() if isinstance(rooms, dict) else [rooms]:
        yield from (row for row in room if isinstance(row, dict)) if isinstance(room, list) else ()


def _talk(row: Mapping[str, object]) -> StatedTalk | None:
    title = text_of(row, "title")
    speakers = _speakers(row)
    if not title or is_called_off(title) or fold(text_of(row, "type")) in _NO_TALKS:
        return None
    if is_break(title) and not speakers:
        return None
    abstract, description = text_of(row, "abstract"), text_of(row, "description")
    texts = [abstract, description] if abstract not in description else [description]
    return StatedTalk(
        title,
        speakers,
        abstract="\n\n".join(filter(None, (text_of(row, "subtitle"), *texts))),
        address=address_of(row, "url"),
        language=text_of(row, "language"),
    )


def _speakers(row: Mapping[str, object]) -> tuple[StatedPerson, ...]:
    found: dict[str, StatedPerson] = {}
    for person in mappings_of(row, "persons"):
        for one in people_in([next(filter(None, (text_of(person, key) for key in _NAMES)), "")]):
            links = [
                address_of(person, "url"),
                *(address_of(link, "url") for link in mappings_of(person, "links")),
            ]
            addresses = tuple(dict.fromkeys(filter(None, links)))
            found.setdefault(fold(one.name), StatedPerson(one.name, addresses=addresses, also=one.also))
    return tuple(found.values())


def _row(event: _Element) -> dict[str, object]:
    """An event of XML as the same mapping that JSON has."""
    row: dict[str, object] = {child.tag: _words(child) for child in event if _is_named(child)}
    row |= {key: value for key, value in event.attrib.items() if key in {"id", "guid"}}
    row["persons"] = [
        {"name": _words(person), "url": person.get("url", "")} for person in event.iterfind("persons/person")
    ]
    return row


def _is_named(element: _Element) -> bool:
    """Whether it is an element, rather than a comment or an instruction."""
    return isinstance(element.tag, str)


def _words(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip()
