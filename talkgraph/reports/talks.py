"""The report ``talks``: every talk of the graph, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import item, linked, of_kind, talks_in_order
from talkgraph.reports.layout import Report
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import talks_section

if TYPE_CHECKING:
    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Item, TalkEntry

__all__ = ["TalkList", "list_talks", "talks_of"]


@dataclass(frozen=True, slots=True)
class TalkList:
    """Talks in the order in which they were given.

    Attributes:
        event: the event or series whose talks were asked for, if any.
        typed: what was asked for, where a typo in it was passed over.
        year: the year whose talks were asked for, if any.
        total: how many there are, listed or not.
        talks: by date, event and place in the programme; those without a date come last.
    """

    event: Item | None
    typed: str | None
    year: int | None
    total: int
    talks: tuple[TalkEntry, ...]

    def report(self) -> Report:
        """One line a talk."""
        where = f" at {self.event.name}" if self.event else ""
        when = f" in {self.year}" if self.year is not None else ""
        listed = len(self.talks)
        return Report(
            title=f"Talks{where}{when}",
            sections=(talks_section("", self.talks, f"The graph holds no talk{where}{when}."),),
            notes=(
                *(reading_notes(self.typed, self.event.name) if self.event else ()),
                *((f"The first {listed} of {self.total}.",) if listed < self.total else ()),
            ),
        )


def list_talks(
    graph: TalkGraph, *, event: Iri | str | None = None, year: int | None = None, limit: int | None = None
) -> TalkList:
    """All talks of a graph, or those of an event, a series or a year.

    Args:
        graph: the graph.
        event: an event or a series of events: its IRI, or a name of it; a small typo is passed over.
        year: the year of the event.
        limit: how many are listed at most; None for all.

    Raises:
        NotFoundError: there is no such event; it carries near names.
    """
    reading = read_name(graph, event, kinds=(Kind.EVENT, Kind.SERIES)) if event is not None else None
    occasion = reading.thing if reading else None
    iris = talks_of(graph, occasion.iri) if occasion else of_kind(graph, Kind.TALK)
    talks = [
        talk
        for talk in talks_in_order(graph, iris)
        if year is None or (talk.date is not None and talk.date.startswith(f"{year:04d}-"))
    ]
    return TalkList(
        event=item(graph, occasion.iri) if occasion else None,
        typed=reading.typed if reading else None,
        year=year,
        total=len(talks),
        talks=tuple(talks[:limit]),
    )


def talks_of(graph: TalkGraph, occasion: Iri) -> tuple[Iri, ...]:
    """The talks of an event, or of all editions of a series, in the order of their IRIs."""
    found: set[Iri] = set()
    waiting, seen = [occasion], {occasion}
    while waiting:
        for part, _ in linked(graph, waiting.pop(), Predicate.SUPER_EVENT, inverse=True):
            if graph.things[part].kind is Kind.TALK:
                found.add(part)
            elif part not in seen:
                seen.add(part)
                waiting.append(part)
    return tuple(sorted(found))
