"""Recaps enter the outlines and leave them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Literal, LocalThing, Predicate, relations
from talkgraph.resolution.gathering import gather
from talkgraph.resolution.grouping import keys_of
from talkgraph.resolution.naming import recap_words
from talkgraph.store.confidence import kept_confidence
from talkgraph.updating.doubt import DoubtError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.model import Claim
    from talkgraph.resolution import RecapClaims
    from talkgraph.resolution.gathering import Candidate
    from talkgraph.updating.outlines import Outlines

__all__ = ["PREDICATES", "Known", "Left", "enter", "leave"]

PREDICATES = tuple(Predicate)
"""The predicates by the number that they have in the outlines."""


@dataclass(frozen=True, slots=True)
class Known:
    """A recap with its claims, as the store keeps it.

    Attributes:
        recap: the recap.
        claims: name that the store gave to its claims.
        skipped: why nothing was drawn from it; empty if it was read.
    """

    recap: RecapClaims
    claims: str
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What recaps leave behind that were taken out.

    Attributes:
        things: numbers of the things that their names belonged to.
        iris: of the recaps, by their source.
        words: what their IRIs may end in.
    """

    things: frozenset[int]
    iris: dict[str, str]
    words: frozenset[str]


def leave(outlines: Outlines, sources: Iterable[str]) -> Left:
    """Take recaps out; those that are not in it are passed over."""
    rows = outlines.rows_of(sources, "SELECT id, source, iri, words FROM recap WHERE source IN picked")
    recaps = [row[0] for row in rows]
    names = outlines.rows_of(recaps, "SELECT id, thing FROM name WHERE recap IN picked")
    for table, column in (("mark", "name"), ("part", "talk"), ("statement", "subject"), ("name", "id")):
        statement = f"DELETE FROM {table} WHERE {column} = ?"
        outlines.change(statement, [(name,) for name, _ in names])
    outlines.change("DELETE FROM recap WHERE id = ?", [(recap,) for recap in recaps])
    return Left(
        frozenset(thing for _, thing in names),
        {source: iri for _, source, iri, _ in rows},
        frozenset(words for *_, words in rows),
    )


def enter(outlines: Outlines, recaps: Iterable[Known]) -> None:
    """Put recaps in; their names belong to no thing yet.

    Raises:
        DoubtError: a claim is such as only the whole way can treat.
    """
    number = outlines.next_id("recap")
    first = outlines.next_id("name")
    for recap, known in enumerate(recaps, start=number):
        source = known.recap.document.source
        outlines.change(
            "INSERT INTO recap (id, source, claims, words, skipped, rejections) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    recap,
                    source,
                    known.claims,
                    recap_words(source),
                    known.skipped,
                    len(known.recap.rejections),
                )
            ],
        )
        first += _enter_names(outlines, known.recap, recap, first)


def _enter_names(outlines: Outlines, recap: RecapClaims, number: int, first: int) -> int:
    """The names of one recap with all about them; gives their number."""
    candidates = gather([recap])
    place = {candidate.local: first + i for i, candidate in enumerate(candidates)}
    certain = dict.fromkeys(place, -1.0)
    typed: set[LocalThing] = set()
    for claim in recap.claims:
        if claim.subject.kind is Kind.RECAP or claim.predicate in _derived():
            raise DoubtError(recap.document.source, f"claims {claim.predicate} of a {claim.subject.kind}")
        if claim.predicate is Predicate.TYPE:
            typed.add(claim.subject)
        if claim.object is claim.subject.kind:
            certain[claim.subject] = max(certain[claim.subject], kept_confidence(claim.confidence))
    outlines.change(
        "INSERT INTO name (recap, kind, key, names, main, id, certain, typed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(number, str(c.local.kind), c.local.key, json.dumps(c.names), c.main),
                *(place[c.local], certain[c.local], c.local in typed),
            )
            for c in candidates
        ],
    )
    marks = {(place[c.local], json.dumps(key)) for c in candidates for key in keys_of(c)}
    outlines.change("INSERT INTO mark VALUES (?, ?)", sorted(marks))
    parts = {
        (place[c.local], is_event, place[other]) for c in candidates for is_event, other in _parts(c, recap)
    }
    outlines.change("INSERT INTO part VALUES (?, ?, ?)", sorted(parts))
    outlines.change("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)", _statements(recap.claims, place))
    return len(candidates)


def _derived() -> frozenset[Predicate]:
    return frozenset(predicate for predicate, relation in relations().items() if relation.derived)


def _parts(candidate: Candidate, recap: RecapClaims) -> Iterator[tuple[bool, LocalThing]]:
    parts = [(True, candidate.event)] if candidate.event is not None else []
    for is_event, other in parts + [(False, speaker) for speaker in candidate.speakers]:
        if other.kind in {Kind.TALK, Kind.RECAP}:
            raise DoubtError(recap.document.source, f"says that a {other.kind} is part of a talk")
        yield is_event, other


def _statements(claims: Iterable[Claim], place: dict[LocalThing, int]) -> list[tuple[object, ...]]:
    """What claims may state once their names are things, each with its highest confidence.

    What ``merge`` would leave out whatever the things are is left out here.
    """
    found: dict[tuple[object, ...], float] = {}
    for claim in claims:
        if not _may_state(claim):
            continue
        target = claim.object
        predicate = PREDICATES.index(claim.predicate)
        if isinstance(target, LocalThing):
            row: tuple[object, ...] = (place[claim.subject], predicate, place[target], None, None)
        else:
            assert isinstance(target, Literal)
            row = (place[claim.subject], predicate, None, target.value, target.datatype)
        found[row] = max(found.get(row, -1.0), kept_confidence(claim.confidence))
    return [(*row, confidence) for row, confidence in found.items()]


def _may_state(claim: Claim) -> bool:
    predicate, target = claim.predicate, claim.object
    if predicate is Predicate.TYPE or isinstance(target, Kind):
        return False
    if predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME}:
        return isinstance(target, Literal)
    kind = target.kind if isinstance(target, LocalThing) else None
    return relations()[predicate].fits(claim.subject.kind, kind)
