"""What structured sources state: events, the talks of their programmes, and who gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Programme", "StatedEvent", "StatedPerson", "StatedTalk"]


@dataclass(frozen=True, slots=True)
class StatedEvent:
    """An event as a source states it.

    Attributes:
        name: the edition's name.
        series: what it is an edition of, if stated.
        start: its first day.
        city, country, venue: where it is.
        address: its page.
        organizer: who organizes it.
        abstract: its description, with the mark-up of the source; read where it has no talks.
    """

    name: str
    series: str = ""
    start: date | None = None
    city: str = ""
    country: str = ""
    venue: str = ""
    address: str = ""
    organizer: str = ""
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class StatedPerson:
    """A speaker as a source states them.

    Attributes:
        name: their name.
        company: where they work.
        addresses: their pages and profiles.
        also: other names of theirs.
    """

    name: str
    company: str = ""
    addresses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All their names, the main one first."""
        return self.name, *self.also


@dataclass(frozen=True, slots=True)
class StatedTalk:
    """A talk as a source states it.

    Attributes:
        title: its title.
        speakers: who gives it, in order, without placeholders.
        abstract: its description, with the mark-up of the source.
        published: the day on which it, or its recording, was put before the public.
        address: its page or recording.
        language: as the source tells it: a code of two or three letters, or a locale.
    """

    title: str
    speakers: tuple[StatedPerson, ...] = ()
    abstract: str = ""
    published: date | None = None
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """What one file states.

    Attributes:
        form: the form of the file, such as ``pyvideo``; the last part of the rule of its claims.
        event: the event that the talks belong to, if stated.
        talks: the talks, in the order of the file.
    """

    form: str
    event: StatedEvent | None = None
    talks: tuple[StatedTalk, ...] = ()
