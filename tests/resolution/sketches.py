"""Recaps sketched by their claims alone, for the tests of resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Claim, Document, Evidence, Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import RecapClaims

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.resolution import Resolution

__all__ = ["Sketch", "iri_of", "names"]


class Sketch:
    """A recap under construction: each method states something, ``recap`` gives the result."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.claims: list[Claim] = []

    def thing(self, kind: Kind, key: str, *aliases: str, at: Iterable[str] = ()) -> LocalThing:
        """A thing with its main name, other names, and addresses."""
        local = LocalThing(kind, key)
        self._state(local, Predicate.TYPE, kind)
        self._state(local, Predicate.NAME, Literal(key))
        for alias in aliases:
            self._state(local, Predicate.ALTERNATE_NAME, Literal(alias))
        for address in at:
            self._state(local, Predicate.URL, Literal(address, "xsd:anyURI"))
        return local

    def talk(
        self,
        number: int,
        event: str | None = None,
        title: str | None = None,
        speakers: Iterable[str] = (),
        at: Iterable[str] = (),
    ) -> LocalThing:
        """A talk at an event, with its title, speakers and addresses if they are told."""
        local = LocalThing(Kind.TALK, f"{number:02}")
        self._state(local, Predicate.TYPE, Kind.TALK)
        if title is not None:
            self._state(local, Predicate.NAME, Literal(title))
        for address in at:
            self._state(local, Predicate.URL, Literal(address, "xsd:anyURI"))
        if event is not None:
            self._state(local, Predicate.SUPER_EVENT, self.thing(Kind.EVENT, event))
        for speaker in speakers:
            self._state(local, Predicate.PERFORMER, self.thing(Kind.PERSON, speaker))
        return local

    def relate(self, subject: LocalThing, predicate: Predicate, target: LocalThing) -> None:
        """A statement between two things."""
        self._state(subject, predicate, target)

    def date(self, event: str, day: str) -> None:
        """The day of an event."""
        self._state(self.thing(Kind.EVENT, event), Predicate.START_DATE, Literal(day, "xsd:date"))

    def _state(self, subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind) -> None:
        self.claims.append(Claim(subject, predicate, target, Evidence(0, 4, "Text"), 0.9, "sketch"))

    @property
    def recap(self) -> RecapClaims:
        """The recap, with its claims sorted and each once."""
        return RecapClaims(
            Document(self.source, "Text"), tuple(sorted(set(self.claims), key=lambda claim: claim.sort_key))
        )


def iri_of(resolution: Resolution, source: str, kind: Kind, key: str) -> str:
    """The last parts of the IRI that a name of a recap stands for, after the base."""
    return resolution.links[source, LocalThing(kind, key)].value.split("/id/")[-1]


def names(resolution: Resolution, kind: Kind) -> list[tuple[str, tuple[str, ...]]]:
    """Main name and other names of all things of a kind."""
    return [(thing.name, thing.alternate_names) for thing in resolution.things if thing.kind == kind]
