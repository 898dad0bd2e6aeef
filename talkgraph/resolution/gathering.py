"""The things of each recap with their names, before they are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Literal, LocalThing, Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from talkgraph.resolution.things import RecapClaims

__all__ = ["Candidate", "gather"]


@dataclass(slots=True)
class Candidate:
    """A thing as one recap knows it.

    Attributes:
        source: the recap.
        local: kind and key there.
        names: main names first, then alternate ones, in order of their claims.
        main: how many of ``names`` are main names.
        addresses: where the recap links it to.
        event: the event, for a talk.
        speakers: the speakers, for a talk, sorted.
        told: whether people name it, rather than a recap.
    """

    source: str
    local: LocalThing
    names: list[str] = field(default_factory=list)
    main: int = 0
    addresses: list[str] = field(default_factory=list)
    event: LocalThing | None = None
    speakers: list[LocalThing] = field(default_factory=list)
    told: bool = False


def gather(recaps: Iterable[RecapClaims], told: Collection[str] = ()) -> list[Candidate]:
    """Every thing of every recap, sorted by recap, kind and key; those that people name come last.

    Args:
        recaps: all recaps.
        told: sources of the documents in which people name things.
    """
    out: list[Candidate] = []
    for recap in recaps:
        found: dict[LocalThing, Candidate] = {}

        def of(
            local: LocalThing, source: str = recap.document.source, found: dict[LocalThing, Candidate] = found
        ) -> Candidate:
            return found.setdefault(local, Candidate(source, local, told=source in told))

        for claim in recap.claims:
            thing = of(claim.subject)
            target = claim.object
            if isinstance(target, LocalThing):
                of(target)
                if claim.subject.kind == Kind.TALK and claim.predicate == Predicate.SUPER_EVENT:
                    thing.event = target
                elif claim.subject.kind == Kind.TALK and claim.predicate == Predicate.PERFORMER:
                    thing.speakers = sorted({*thing.speakers, target})
            elif isinstance(target, Literal):
                _describe(thing, claim.predicate, target.value)
        out.extend(found.values())
    return sorted(out, key=lambda candidate: (candidate.told, candidate.source, candidate.local))


def _describe(thing: Candidate, predicate: Predicate, value: str) -> None:
    if predicate == Predicate.NAME and value not in thing.names[: thing.main]:
        if value in thing.names:
            thing.names.remove(value)
        thing.names.insert(thing.main, value)
        thing.main += 1
    elif predicate == Predicate.ALTERNATE_NAME and value not in thing.names:
        thing.names.append(value)
    elif predicate == Predicate.URL and value not in thing.addresses:
        thing.addresses.append(value)
