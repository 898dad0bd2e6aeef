"""What the page of a thing says: its facts under headings, each with its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.explorer import kind_looks, relation_words
from talkgraph.model import Iri, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing

__all__ = ["Fact", "FactGroup", "Portrait", "portrait"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, seen from one of its ends.

    Attributes:
        other: the thing at the other end; None for a value.
        value: the value; empty for a thing.
        quotes: the sentences that make it, the most certain first; none if it
            follows from others.
        statement: the statement itself.
    """

    other: Thing | None
    value: str
    quotes: tuple[Quote, ...]
    statement: Statement = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts under one heading.

    Attributes:
        heading: in words, such as ``Talks about it``.
        facts: the best-connected things first.
        derived: whether they follow from other statements.
    """

    heading: str
    facts: tuple[Fact, ...]
    derived: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """A thing with all that is said of it.

    Attributes:
        thing: the thing.
        kind: the word for what it is.
        groups: its facts, in the order of the headings.
        recaps: those that are quoted, by IRI.
    """

    thing: Thing
    kind: str
    groups: tuple[FactGroup, ...]
    recaps: Mapping[Iri, Recap]

    @property
    def neighbours(self) -> tuple[tuple[str, Thing], ...]:
        """The things it is connected with over statements that are not derived, each with its heading."""
        found = {
            fact.other.iri: (group.heading, fact.other)
            for group in reversed(self.groups)
            if not group.derived
            for fact in reversed(group.facts)
            if fact.other is not None
        }
        return tuple(reversed(found.values()))

    @property
    def summary(self) -> str:
        """A sentence about it, for search engines and lists of results."""
        counted = (f"{group.heading}: {_named(group)}" for group in self.groups[:4] if not group.derived)
        return f"{self.thing.name} ({self.kind}). {'; '.join(counted)}".strip()


def portrait(graph: TalkGraph, thing: Iri, degrees: Mapping[Iri, int] | None = None) -> Portrait:
    """What is said of a thing.

    Args:
        graph: a graph that holds all statements about it, and its neighbours.
        thing: its IRI.
        degrees: how many statements connect each neighbour, where the graph is only a part.

    Raises:
        KeyError: the graph does not hold the thing.
    """
    it = graph.things[thing]
    rank = {predicate: place for place, predicate in enumerate(relation_words())}
    found: dict[tuple[int, str], list[tuple[Statement, Fact]]] = {}
    for statement in (*graph.outgoing.get(thing, ()), *graph.incoming.get(thing, ())):
        if statement.predicate not in rank:
            continue
        key = rank[statement.predicate], _heading(statement, it)
        found.setdefault(key, []).append((statement, _fact(graph, statement, thing)))
    weight = degrees if degrees is not None else _degrees(graph)
    groups = tuple(
        FactGroup(
            heading,
            tuple(
                sorted(
                    {fact: None for _, fact in facts},
                    key=lambda fact: (
                        (-weight.get(fact.other.iri, 0), fact.other.name) if fact.other else (0, fact.value)
                    ),
                )
            ),
            derived=all(relation_words()[statement.predicate].derived for statement, _ in facts),
        )
        for (_, heading), facts in sorted(found.items())
    )
    return Portrait(it, kind_looks()[it.kind].label, groups, graph.recaps)


def _heading(statement: Statement, thing: Thing) -> str:
    words = relation_words()[statement.predicate]
    side: Mapping[Kind | None, str] = words.outgoing if statement.subject == thing.iri else words.incoming
    return side.get(thing.kind, side[None])


def _fact(graph: TalkGraph, statement: Statement, thing: Iri) -> Fact:
    other = statement.object if statement.subject == thing else statement.subject
    if isinstance(other, Iri) and other in graph.things:
        return Fact(graph.things[other], "", statement.quotes, statement)
    return Fact(None, str(other), statement.quotes, statement)


def _degrees(graph: TalkGraph) -> Mapping[Iri, int]:
    return {iri: len(graph.outgoing.get(iri, ())) + len(graph.incoming.get(iri, ())) for iri in graph.things}


def _named(group: FactGroup) -> str:
    names = [fact.other.name if fact.other else fact.value for fact in group.facts[:5]]
    return ", ".join(names)
