"""The report ``path``: how two things are connected, each step with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind
from talkgraph.reports.facts import citations, item
from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import label
from talkgraph.reports.walking import Tie, Walks
from talkgraph.reports.wording import weighing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.graph.values import TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Connection", "Step", "Way", "find_path"]

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One statement on the way from one thing to another.

    Attributes:
        start: the thing from which the step leads.
        relation: how the statement reads from there, such as ``works for`` or ``employs``.
        end: the thing to which it leads.
        evidence: the sentences that say so, most certain first.
    """

    start: Item
    relation: str
    end: Item
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One way from one thing to another.

    Attributes:
        cost: the less, the more telling it is: rare things and plain relations cost little.
        shortest: whether no way has fewer steps.
        steps: from the first thing to the second.
    """

    cost: float
    shortest: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """How two things are connected.

    Attributes:
        start: the first thing.
        end: the second.
        typed: how each was typed, where a typo in it was passed over.
        ways: the most telling first, the shortest always among them; besides
            talks, they share nothing in between.
    """

    start: Item
    end: Item
    typed: tuple[str | None, str | None]
    ways: tuple[Way, ...]

    def report(self) -> Report:
        """One table a way, one line a step."""
        columns = ("Step", "From", "Relation", "To")
        nothing = f"The graph connects {self.start.name} and {self.end.name} in no way."
        if self.start.iri == self.end.iri:
            nothing = f"{self.start.name} and {self.end.name} are the same."
        sections = tuple(
            Section(
                _title(number, way),
                columns,
                tuple(
                    Row((index, step.start.name, step.relation, step.end.name), step.evidence)
                    for index, step in enumerate(way.steps, start=1)
                ),
            )
            for number, way in enumerate(self.ways, start=1)
        )
        return Report(
            title=f"From {self.start.name} to {self.end.name}",
            sections=sections or (Section("", columns, (), nothing),),
            notes=(
                *reading_notes(self.typed[0], self.start.name),
                *reading_notes(self.typed[1], self.end.name),
            ),
        )


def _title(number: int, way: Way) -> str:
    steps = f"{len(way.steps)} step{'s' if len(way.steps) > 1 else ''}"
    return f"Way {number}, {steps}{', the shortest' if way.shortest else ''}"


def find_path(graph: TalkGraph, start: Iri | str, end: Iri | str) -> Connection:
    """How two things are connected: the most telling ways and the shortest one.

    A way is telling if the things on it have few statements, and if its
    relations say much and are certain; see ``data/reports/ties.toml``.
    Relations that only follow from others are not walked. After each way the
    things on it are left out, all but talks, so that the next one leads past
    them: these ways are distinct, but need not be the next best of all.

    Args:
        graph: the graph.
        start: the first thing: its IRI, or a name of it; a small typo is passed over.
        end: the second, likewise.

    Raises:
        NotFoundError: one of them is not there; it carries near names.
    """
    readings = read_name(graph, start), read_name(graph, end)
    first, last = (reading.thing.iri for reading in readings)
    return Connection(
        start=item(graph, first),
        end=item(graph, last),
        typed=(readings[0].typed, readings[1].typed),
        ways=tuple(_ways(graph, first, last)) if first != last else (),
    )


def _ways(graph: TalkGraph, first: Iri, last: Iri) -> list[Way]:
    """The cheapest ways, each past the things of those before, and the one of fewest steps among them."""
    walks = Walks(graph)
    best = walks.cheapest(first, last)
    if best is None:
        return []
    shortest = walks.cheapest(first, last, by_steps=True) or best
    found = [shortest] if len(shortest) < len(best) else []
    passed: set[Iri] = set()
    directly = True
    while best is not None and len(found) < weighing("ties")["path"]["ways"]:
        if best not in found:
            found.append(best)
        between = best[1:-1]
        passed.update([each for each in between if graph.things[each].kind is not Kind.TALK] or between)
        directly = directly and bool(between)
        best = walks.cheapest(first, last, without=passed, directly=directly)
    ways = [_way(graph, walks, each, is_shortest=len(each) == len(shortest)) for each in found]
    return sorted(ways, key=lambda way: (way.cost, [step.end.iri for step in way.steps]))


def _way(graph: TalkGraph, walks: Walks, things: Sequence[Iri], *, is_shortest: bool) -> Way:
    ties = [(start, walks.tie(start, end)) for start, end in pairwise(things)]
    return Way(
        cost=round(sum(tie.cost for _, tie in ties), _DIGITS),
        shortest=is_shortest,
        steps=tuple(_step(graph, start, tie) for start, tie in ties),
    )


def _step(graph: TalkGraph, start: Iri, tie: Tie) -> Step:
    return Step(
        start=item(graph, start),
        relation=label(tie.statement.predicate, inverse=tie.statement.subject != start),
        end=item(graph, tie.end),
        evidence=citations(graph, [tie.statement]),
    )
