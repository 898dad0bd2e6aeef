"""What people had best look at: the least certain statements, and things that look like one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.corrections.values import Confirm, KeepApart, Merge, Reject
from talkgraph.model import Iri, Kind, fold, relations
from talkgraph.reports.facts import citations
from talkgraph.review.duplicates import alike_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.corrections import Correction
    from talkgraph.graph import Statement, TalkGraph, Thing
    from talkgraph.reports.values import Citation

__all__ = ["Doubt", "Duplicate", "UncertainStatement", "find_doubts"]

_SURE = 1.0  # what people stated is not asked again


@dataclass(frozen=True, slots=True)
class UncertainStatement:
    """A statement that may be wrong.

    Attributes:
        subject: name of the thing that it is about.
        relation: its words.
        object: name of the other thing, or the value.
        kinds: of subject and object; None for a value.
        confidence: 0 to 1.
        rule: what read its most certain sentence.
        evidence: its sentences, most certain first.
    """

    subject: str
    relation: str
    object: str
    kinds: tuple[Kind, Kind | None]
    confidence: float
    rule: str
    evidence: tuple[Citation, ...]

    def __str__(self) -> str:
        return f"{self.subject} {self.relation} {self.object}"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two things that look like one.

    Attributes:
        first, second: their names, that of which more is known first.
        kind: of both.
        likeness: of their names, 0 to 1.
        why: in words.
        evidence: a sentence on each, where there is one.
    """

    first: str
    second: str
    kind: Kind
    likeness: float
    why: str
    evidence: tuple[Citation, ...]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.why}"


Doubt: TypeAlias = UncertainStatement | Duplicate


def find_doubts(
    graph: TalkGraph,
    *,
    corrections: Iterable[Correction] = (),
    about: Iri | None = None,
    limit: int | None = 20,
) -> tuple[Doubt, ...]:
    """What is most worth a look, statements and likely duplicates in turn.

    Args:
        graph: the whole graph.
        corrections: what was decided already, and is not asked again.
        about: IRI of a thing, to ask about it alone, whatever is certain.
        limit: how many at most; None for all.

    Returns:
        The least certain statements and the likeliest duplicates first.
    """
    decided = _decided(corrections)
    statements = [doubt for doubt in _statements(graph, about) if _key(doubt) not in decided]
    duplicates = [doubt for doubt in _duplicates(graph, about) if _key(doubt) not in decided]
    in_turn = chain.from_iterable(zip_longest(statements, duplicates))
    return tuple(doubt for doubt in in_turn if doubt is not None)[:limit]


def _statements(graph: TalkGraph, about: Iri | None) -> Iterator[UncertainStatement]:
    asked = [
        statement
        for statement in graph.statements
        if statement.quotes
        and statement.confidence < _SURE
        and statement.subject in graph.things
        and (about is None or about in {statement.subject, statement.object})
    ]
    for statement in sorted(asked, key=lambda each: (each.confidence, each.subject, each.predicate)):
        yield _uncertain(graph, statement)


def _uncertain(graph: TalkGraph, statement: Statement) -> UncertainStatement:
    subject, target = graph.things[statement.subject], statement.object
    other = graph.things.get(target) if isinstance(target, Iri) else None
    return UncertainStatement(
        subject=subject.name,
        relation=relations()[statement.predicate].label,
        object=other.name if other else str(target),
        kinds=(subject.kind, other.kind if other else None),
        confidence=statement.confidence,
        rule=statement.quotes[0].rule,
        evidence=citations(graph, [statement]),
    )


def _duplicates(graph: TalkGraph, about: Iri | None) -> Iterator[Duplicate]:
    for alike in alike_things(graph):
        if about is None or about in {alike.first.iri, alike.second.iri}:
            evidence = _sentence(graph, alike.first) + _sentence(graph, alike.second)
            yield Duplicate(
                alike.first.name, alike.second.name, alike.first.kind, alike.likeness, alike.why, evidence
            )


def _sentence(graph: TalkGraph, thing: Thing) -> tuple[Citation, ...]:
    statements = graph.outgoing.get(thing.iri) or graph.incoming.get(thing.iri, ())
    return citations(graph, statements)[:1]


def _decided(corrections: Iterable[Correction]) -> frozenset[tuple[str, ...]]:
    """The keys of what was decided: statements by their words, pairs by their names."""
    found: set[tuple[str, ...]] = set()
    for correction in corrections:
        edit = correction.edit
        if isinstance(edit, Reject | Confirm):
            pattern = edit.statement
            ends = (fold(pattern.subject), fold(pattern.object))
            for predicate, turned in pattern.readings:
                first, second = ends[::-1] if turned else ends
                found.add((first, relations()[predicate].label, second))
        elif isinstance(edit, Merge | KeepApart):
            names = sorted(edit.things.folded())
            found |= {(one, other) for one in names for other in names if one < other}
    return frozenset(found)


def _key(doubt: Doubt) -> tuple[str, ...]:
    if isinstance(doubt, Duplicate):
        one, other = sorted((fold(doubt.first), fold(doubt.second)))
        return one, other
    return fold(doubt.subject), doubt.relation, fold(doubt.object)
