"""The cheapest way from one thing of a graph to another, found without looking at the rest of it."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf, log
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Iri
from talkgraph.reports.wording import weighing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from talkgraph.graph.values import Statement, TalkGraph

__all__ = ["Tie", "Walks"]

_STEP = 1000.0  # more than a way can cost, so that the number of steps decides
_LEAST_CERTAIN = 0.1


class Tie(NamedTuple):
    """A statement that leads from a thing to another.

    Attributes:
        end: where it leads.
        cost: of the step.
        statement: which.
    """

    end: Iri
    cost: float
    statement: Statement


class Walks:
    """The ways through a graph. What was looked at once is kept.

    A step costs what ``data/reports/ties.toml`` says of its relation, divided
    by its confidence, and half the logarithm of the number of statements about
    either end.

    Args:
        graph: the graph.
    """

    def __init__(self, graph: TalkGraph) -> None:
        self._graph = graph
        self._costs = weighing("ties")["cost"]
        self._ties: dict[Iri, Sequence[Tie]] = {}

    def tie(self, start: Iri, end: Iri) -> Tie:
        """The cheapest statement between two things that are tied to each other."""
        return next(tie for tie in self._from(start) if tie.end == end)

    def cheapest(
        self,
        start: Iri,
        end: Iri,
        *,
        without: Collection[Iri] = (),
        directly: bool = True,
        by_steps: bool = False,
    ) -> list[Iri] | None:
        """The things on the cheapest way between two different things, both included; None if there is none.

        Goes from both ends at once, always on where the way so far is cheaper
        (Dijkstra's algorithm). Of equally cheap ways it is the same in every run.

        Args:
            start: IRI of the first thing.
            end: IRI of the second.
            without: IRIs of things that it must not lead through.
            directly: whether it may lead from one to the other in one step.
            by_steps: whether the way of fewest steps is wanted, and of these the cheapest.
        """
        known = {start: 0.0}, {end: 0.0}
        before: tuple[dict[Iri, Iri], dict[Iri, Iri]] = ({}, {})
        waiting = [(0.0, start.value, start)], [(0.0, end.value, end)]
        done: set[tuple[int, Iri]] = set()
        best, meeting = inf, None
        while waiting[0] and waiting[1] and waiting[0][0][0] + waiting[1][0][0] < best:
            side = int(waiting[1][0][0] < waiting[0][0][0])
            cost, _, here = heappop(waiting[side])
            if (side, here) in done:
                continue
            done.add((side, here))
            for tie in self._from(here):
                there = tie.end
                if there in without or (not directly and {here, there} == {start, end}):
                    continue
                total = cost + tie.cost + (_STEP if by_steps else 0.0)
                if total < known[side].get(there, inf):
                    known[side][there], before[side][there] = total, here
                    heappush(waiting[side], (total, there.value, there))
                    whole = total + known[1 - side].get(there, inf)
                    if whole < best:
                        best, meeting = whole, there
        return (
            None
            if meeting is None
            else [*reversed(_back(before[0], meeting)), *_back(before[1], meeting)[1:]]
        )

    def _from(self, start: Iri) -> Sequence[Tie]:
        """The cheapest tie to each thing that a thing is tied to, by its IRI."""
        found = self._ties.get(start)
        if found is None:
            cheapest: dict[Iri, Tie] = {}
            hub = self._hub(start)
            for end, statement in self._statements(start):
                cost = self._costs[statement.predicate.value] / max(statement.confidence, _LEAST_CERTAIN)
                tie = Tie(end, cost + hub + self._hub(end), statement)
                if end not in cheapest or _order(tie) < _order(cheapest[end]):
                    cheapest[end] = tie
            found = self._ties[start] = sorted(cheapest.values(), key=lambda tie: tie.end.value)
        return found

    def _statements(self, thing: Iri) -> Sequence[tuple[Iri, Statement]]:
        ends = [
            *((each.object, each) for each in self._graph.outgoing.get(thing, ())),
            *((each.subject, each) for each in self._graph.incoming.get(thing, ())),
        ]
        return [
            (end, statement)
            for end, statement in ends
            if statement.predicate.value in self._costs
            and isinstance(end, Iri)
            and end != thing
            and end in self._graph.things
        ]

    def _hub(self, thing: Iri) -> float:
        said = len(self._graph.outgoing.get(thing, ())) + len(self._graph.incoming.get(thing, ()))
        return log(said + 1) / 2


def _order(tie: Tie) -> tuple[float, str, str]:
    return tie.cost, tie.statement.predicate.value, tie.statement.subject.value


def _back(before: dict[Iri, Iri], thing: Iri) -> list[Iri]:
    """From a thing back to where the walk began."""
    way = [thing]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way
