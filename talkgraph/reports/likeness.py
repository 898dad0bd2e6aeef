"""Speakers who are like each other: what they spoke about, made and use, their companies and events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import backwards, citations, item, walk
from talkgraph.reports.wording import listed, weighing, wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.facts import Step
    from talkgraph.reports.values import Citation, Item

__all__ = ["SimilarSpeaker", "similar_speakers"]

_DIGITS = 4

# From a person to the things of each role.
_PATHS: Mapping[str, tuple[Step, ...]] = {
    "subject": ((Predicate.PERFORMER, True), (Predicate.ABOUT, False)),
    "made": ((Predicate.CREATED, False),),
    "uses": ((Predicate.USES, False),),
    "company": ((Predicate.WORKS_FOR, False),),
    "event": ((Predicate.PERFORMER, True), (Predicate.SUPER_EVENT, False)),
}


@dataclass(frozen=True, slots=True)
class SimilarSpeaker:
    """A person who is like another one.

    Attributes:
        person: who.
        score: the sum of what both have in common, each thing the more the rarer it is.
        reasons: in words, the weightiest first.
        evidence: sentences on both people, most certain first.
    """

    person: Item
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[Citation, ...] = ()


def similar_speakers(graph: TalkGraph, person: Iri) -> tuple[SimilarSpeaker, ...]:
    """The people who have most in common with a person, by score, then name, then IRI.

    Args:
        graph: the graph.
        person: IRI of the person.
    """
    numbers = weighing("speakers")
    people = sum(thing.kind is Kind.PERSON for thing in graph.things.values())
    scores: dict[Iri, float] = defaultdict(float)
    alone: set[Iri] = set()
    shared: dict[Iri, dict[str, list[tuple[float, Iri]]]] = defaultdict(lambda: defaultdict(list))
    for role, path in _PATHS.items():
        for thing in sorted({end for end, _ in walk(graph, person, path)}):
            sharing = {
                end for end, _ in walk(graph, thing, backwards(path)) if graph.things[end].kind is Kind.PERSON
            }
            rarity = log((people + 1) / max(1, len(sharing)))
            kind = numbers["kinds"].get(graph.things[thing].kind.value, 1.0)
            weight = numbers["roles"][role]["weight"] * kind * rarity
            for other in sharing - {person}:
                scores[other] += weight
                shared[other][role].append((-weight, thing))
                if numbers["roles"][role]["alone"]:
                    alone.add(other)
    best = sorted(
        alone,
        key=lambda other: (-round(scores[other], _DIGITS), graph.things[other].name.casefold(), other),
    )
    return tuple(
        _similar(graph, person, other, round(scores[other], _DIGITS), shared[other])
        for other in best[: numbers["similar"]]
    )


def _similar(
    graph: TalkGraph, person: Iri, other: Iri, score: float, shared: Mapping[str, list[tuple[float, Iri]]]
) -> SimilarSpeaker:
    by_weight = sorted(shared, key=lambda role: (sum(weight for weight, _ in shared[role]), role))
    reasons: list[str] = []
    statements: list[Statement] = []
    for role in by_weight:
        things = [thing for _, thing in sorted(shared[role])]
        named = listed([graph.things[thing].name for thing in things])
        reasons.append(wording("similar")[role].format(names=named))
        wanted = set(things)
        for each in (person, other):
            for end, steps in walk(graph, each, _PATHS[role]):
                if end in wanted:
                    statements.extend(steps)
    return SimilarSpeaker(item(graph, other), score, tuple(reasons), citations(graph, statements))
