"""Recaps enter the outlines and leave them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Literal, LocalThing, Predicate, fold, relations
from talkgraph.resolution.gathering import gather
from talkgraph.resolution.grouping import keys_of
from talkgraph.resolution.naming import recap_words
from talkgraph.store.confidence import kept_confidence
from talkgraph.updating.doubt import DoubtError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.model import Claim
    from talkgraph.resolution import RecapClaims
    from talkgraph.resolution.gathering import Candidate
    from talkgraph.updating.guidance import Guidance
    from talkgraph.updating.outlines import Outlines

__all__ = ["PREDICATES", "Known", "Left", "Role", "called", "enter", "leave"]

PREDICATES = tuple(Predicate)
"""The predicates by the number that they have in the outlines."""

_NUMBERS = {predicate: number for number, predicate in enumerate(PREDICATES)}


class Role(StrEnum):
    """What a recap is for the graph."""

    READ = "read"
    TOLD = "told"  # people's own statements
    LEFT_OUT = "left out"  # not in the graph


@dataclass(frozen=True, slots=True)
class Known:
    """A recap with its claims, as it goes into the graph.

    Attributes:
        recap: the recap.
        claims: name that the store gave to its claims.
        skipped: why nothing was drawn from it; empty if it was read.
        role: what it is for the graph.
        met: numbers of the corrections that changed something in it.
    """

    recap: RecapClaims
    claims: str
    skipped: str = ""
    role: Role = Role.READ
    met: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """What recaps leave behind that were taken out.

    Attributes:
        things: numbers of the things that their names belonged to.
        iris: of the recaps, by their source.
        words: what their IRIs may end in.
        called: kinds and folded names that people look out for, of their names.
    """

    things: frozenset[int] = frozenset()
    iris: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()


def leave(outlines: Outlines, sources: Iterable[str]) -> Left:
    """Take recaps out; those that are not in it are passed over."""
    rows = outlines.rows_of(sources, "SELECT id, source, iri, words FROM recap WHERE source IN picked")
    recaps = [row[0] for row in rows]
    names = outlines.rows_of(recaps, "SELECT id, thing FROM name WHERE recap IN picked")
    numbers = [name for name, _ in names]
    borne = outlines.rows_of(numbers, "SELECT DISTINCT called FROM bearer WHERE name IN picked")
    for table, column in (
        ("mark", "name"),
        ("bearer", "name"),
        ("part", "talk"),
        ("statement", "subject"),
        ("name", "id"),
    ):
        statement = f"DELETE FROM {table} WHERE {column} = ?"
        outlines.change(statement, [(name,) for name in numbers])
    outlines.change("DELETE FROM met WHERE recap = ?", [(recap,) for recap in recaps])
    outlines.change("DELETE FROM recap WHERE id = ?", [(recap,) for recap in recaps])
    return Left(
        frozenset(thing for _, thing in names),
        {source: iri for _, source, iri, _ in rows if iri},
        frozenset(words for *_, words in rows if words),
        frozenset(called for (called,) in borne),
    )


def enter(outlines: Outlines, recaps: Iterable[Known], guidance: Guidance) -> None:
    """Put recaps in; their names belong to no thing yet.

    Raises:
        DoubtError: a claim is such as only the whole way can treat.
    """
    number = outlines.next_id("recap")
    first = outlines.next_id("name")
    for recap, known in enumerate(recaps, start=number):
        source = known.recap.document.source
        is_there = known.role is not Role.LEFT_OUT
        row = (
            *(recap, source, str(known.role), known.claims, recap_words(source) if is_there else ""),
            *(known.skipped, len(known.recap.rejections)),
        )
        outlines.change(
            "INSERT INTO recap (id, source, role, claims, words, skipped, rejections)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [row],
        )
        outlines.change("INSERT INTO met VALUES (?, ?)", [(recap, number) for number in sorted(known.met)])
        if is_there:
            first += _enter_names(outlines, known.recap, recap, first, guidance)


def _enter_names(outlines: Outlines, recap: RecapClaims, number: int, first: int, guidance: Guidance) -> int:
    """The names of one recap with all about them; gives their number."""
    candidates = gather([recap], guidance.hints.documents)
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
    marks = {(place[c.local], json.dumps(key)) for c in candidates for key in keys_of(c, guidance.hints)}
    outlines.change("INSERT INTO mark VALUES (?, ?)", sorted(marks))
    bearers = {
        (place[c.local], called(c.local.kind, name))
        for c in (candidates if guidance.words else ())
        for name in guidance.words.intersection(map(fold, c.names))
    }
    outlines.change("INSERT INTO bearer VALUES (?, ?)", sorted(bearers))
    parts = {
        (place[c.local], is_event, place[other]) for c in candidates for is_event, other in _parts(c, recap)
    }
    outlines.change("INSERT INTO part VALUES (?, ?, ?)", sorted(parts))
    outlines.change("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?)", _statements(recap.claims, place))
    return len(candidates)


def called(kind: Kind, word: str) -> str:
    """A kind and a folded name, as bearers have them."""
    return f"{kind} {word}"


@cache
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
        predicate = _NUMBERS[claim.predicate]
        if isinstance(target, LocalThing):
            row: tuple[object, ...] = (place[claim.subject], predicate, place[target], None, None)
        else:
            assert isinstance(target, Literal)
            row = (place[claim.subject], predicate, None, target.value, target.datatype)
        found[row] = max(found.get(row, -1.0), kept_confidence(claim.confidence))
    return [(*row, confidence, confidence) for row, confidence in found.items()]


def _may_state(claim: Claim) -> bool:
    predicate, target = claim.predicate, claim.object
    if predicate is Predicate.TYPE or isinstance(target, Kind):
        return False
    if predicate in {Predicate.NAME, Predicate.ALTERNATE_NAME}:
        return isinstance(target, Literal)
    kind = target.kind if isinstance(target, LocalThing) else None
    return relations()[predicate].fits(claim.subject.kind, kind)
