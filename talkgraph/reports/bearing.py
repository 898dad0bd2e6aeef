"""What the things of talks count: how strongly a talk has one, how rare it is, what connects it."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from talkgraph.model import relations
from talkgraph.reports.facts import linked
from talkgraph.reports.traits import TalkTraits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.traits import Trait
    from talkgraph.reports.weights import Weights

__all__ = ["Bearers", "Way", "WeighedTraits"]


class Bearers(NamedTuple):
    """Talks by their numbers, ascending, each with a weight."""

    talks: NDArray[np.int64]
    weights: NDArray[np.float64]


Way: TypeAlias = "tuple[Iri, Statement, float]"
"""From a thing of a talk over a statement to another thing, and what that counts."""


class WeighedTraits:
    """The traits of all talks with their weights, each found when it is first asked for.

    Args:
        graph: the graph.
        numbers: of all talks.
        weights: what counts how much.
    """

    def __init__(self, graph: TalkGraph, numbers: Mapping[Iri, int], weights: Weights) -> None:
        self._graph = graph
        self._numbers = numbers
        self._weights = weights
        self._traits = TalkTraits(graph, mentioned=weights.mentioned)
        self.rarest = log(len(numbers) + 1)
        self._bearers: dict[Iri, Bearers] = {}
        self._rarities: dict[Iri, float] = {}
        self._connections: dict[Iri, Sequence[tuple[Iri, Statement, float]]] = {}
        self._ways: tuple[Iri, Mapping[Iri, Sequence[Way]]] | None = None

    def of(self, talk: Iri) -> Mapping[Iri, Trait]:
        """The traits of a talk by the thing."""
        return self._traits.of(talk)

    def strength(self, trait: Trait) -> float:
        """How strongly a talk has a thing."""
        return self._weights.roles[trait.role] * trait.confidence

    def rarity(self, thing: Iri) -> float:
        """What a thing counts: the more, the fewer talks have it, and the less if its kind is vague."""
        found = self._rarities.get(thing)
        if found is None:
            kind = self._weights.kinds.get(self._graph.things[thing].kind, 1.0)
            found = kind * (self.rarest - log(len(self._traits.bearers(thing))))
            self._rarities[thing] = found
        return found

    def bearers(self, thing: Iri) -> Bearers:
        """The talks that have a thing, and how strongly."""
        found = self._bearers.get(thing)
        if found is None:
            found = self._bearers[thing] = _bearers(
                {
                    self._numbers[talk]: self.strength(trait)
                    for talk, trait in self._traits.bearers(thing).items()
                }
            )
        return found

    def ways(self, talk: Iri) -> Mapping[Iri, Sequence[Way]]:
        """By thing that a talk lacks and that some talk has, the ways that lead there from its own."""
        known = self._ways
        if known is None or known[0] != talk:
            own = self.of(talk)
            found: dict[Iri, list[Way]] = {}
            for thing, trait in own.items():
                strength = self.strength(trait)
                for end, statement, weight in self._connected(thing):
                    if end not in own:
                        found.setdefault(end, []).append((thing, statement, strength * weight))
            known = self._ways = (talk, found)
        return known[1]

    def _connected(self, thing: Iri) -> Sequence[tuple[Iri, Statement, float]]:
        """The things of talks that are connected with a thing, and what that counts."""
        found = self._connections.get(thing)
        if found is None:
            found = self._connections[thing] = [
                (end, statement, self._link_weight(thing, end, statement))
                for predicate in self._weights.links
                for inverse in (False, True)
                if not (inverse and relations()[predicate].symmetric)
                for end, statement in linked(self._graph, thing, predicate, inverse=inverse)
                if end != thing and self._traits.bearers(end)
            ]
        return found

    def prepare(self) -> None:
        """Finds everything at once, for those who ask for many talks."""
        self._traits.prepare()
        for thing in self._traits.things():
            self.bearers(thing)
            self._connected(thing)

    def _link_weight(self, thing: Iri, end: Iri, statement: Statement) -> float:
        weight = self._weights.links[statement.predicate] * statement.confidence
        return weight * min(self.rarity(thing), self.rarity(end))


def _bearers(weights: Mapping[int, float]) -> Bearers:
    import numpy as np

    return Bearers(
        np.fromiter(weights.keys(), dtype=np.int64, count=len(weights)),
        np.fromiter(weights.values(), dtype=np.float64, count=len(weights)),
    )
