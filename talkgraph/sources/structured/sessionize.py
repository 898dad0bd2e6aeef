"""Programmes that the API of Sessionize gives as JSON: the views All, Sessions and GridSmart.

They name no event. Speakers stand beside the sessions in one view and inside
them in the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.model import fold
from talkgraph.sources.structured.breaks import is_break, is_called_off
from talkgraph.sources.structured.people import people_in
from talkgraph.sources.structured.programme import Programme, StatedPerson, StatedTalk
from talkgraph.sources.structured.values import address_of, mappings_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["is_sessionize", "read_sessionize"]

_FORM = "sessionize"
_KEYS = frozenset({"title", "speakers"})
_OWN_KEYS = frozenset({"isServiceSession", "startsAt", "categoryItems", "categories"})
_DECLINED = frozenset({"declined", "canceled", "cancelled", "withdrawn"})


def is_sessionize(value: object) -> bool:
    """Whether a JSON value is a programme of Sessionize: one of its views."""
    sessions = list(_sessions(value))
    return bool(sessions) and all(
        session.keys() >= _KEYS and not _OWN_KEYS.isdisjoint(session) for session in sessions
    )


def read_sessionize(value: Mapping[str, Any] | Sequence[Any]) -> Programme:
    """The talks of a programme of Sessionize, each once, in order."""
    speakers = {_id(one): one for one in mappings_of(value, "speakers")}
    talks: dict[str, StatedTalk] = {}
    for session in _sessions(value):
        talk = _talk(session, speakers)
        if talk is not None:
            talks.setdefault(_id(session) or f"{fold(talk.title)} {len(talks)}", talk)
    return Programme(_FORM, None, tuple(talks.values()))


def _sessions(value: object) -> Iterator[dict[str, object]]:
    """The sessions of any view: in one list, in groups, or in the rooms of days."""
    for group in value if isinstance(value, list) else [value]:
        yield from mappings_of(group, "sessions")
        for room in mappings_of(group, "rooms"):
            yield from mappings_of(room, "sessions")


def _talk(session: Mapping[str, object], speakers: Mapping[str, dict[str, object]]) -> StatedTalk | None:
    title = text_of(session, "title")
    if not title or session.get("isServiceSession") is True or is_called_off(title):
        return None
    if fold(text_of(session, "status")) in _DECLINED:
        return None
    people = tuple(_people(session.get("speakers"), speakers))
    if is_break(title) and not people:
        return None
    return StatedTalk(
        title,
        people,
        abstract=text_of(session, "description"),
        address=address_of(session, "recordingUrl"),
    )


def _people(stated: object, speakers: Mapping[str, dict[str, object]]) -> Iterator[StatedPerson]:
    seen: set[str] = set()
    for one in stated if isinstance(stated, list) else []:
        key = _id(one) if isinstance(one, dict) else str(one)
        person = speakers.get(key) or (one if isinstance(one, dict) else {})
        parts = (text_of(person, "firstName"), text_of(person, "lastName"))
        name = text_of(person, "fullName") or text_of(person, "name") or " ".join(filter(None, parts))
        links = tuple(filter(None, (address_of(link, "url") for link in mappings_of(person, "links"))))
        for found in people_in([name]):
            if fold(found.name) not in seen:
                seen.add(fold(found.name))
                yield StatedPerson(found.name, addresses=links, also=found.also)


def _id(value: Mapping[str, object]) -> str:
    found = value.get("id")
    return str(found) if isinstance(found, str | int) else ""
