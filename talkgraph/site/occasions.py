"""Events as lists show them: when, where, how many talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import linked, of_kind, targets, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.graph import TalkGraph, Thing
    from talkgraph.model import Iri

__all__ = ["Occasion", "newest_first", "occasions"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event in a list.

    Attributes:
        thing: the event.
        date: ISO date, if known; the most certain one.
        places: their names.
        talks: how many were given there.
    """

    thing: Thing
    date: str | None
    places: tuple[str, ...]
    talks: int

    @property
    def about(self) -> str:
        """Where, and how many talks, as in ``Paris · 4 talks``."""
        talks = f"{self.talks} talk{'s' if self.talks > 1 else ''}" if self.talks else ""
        return " · ".join(filter(None, (", ".join(self.places), talks)))

    @property
    def hint(self) -> str:
        """When and where, as in ``2016-04-25 · Paris``."""
        return " · ".join(filter(None, (self.date, ", ".join(self.places))))


def occasions(graph: TalkGraph) -> Mapping[Iri, Occasion]:
    """All events of a graph, the newest first, by IRI."""
    found = newest_first(_occasion(graph, event) for event in of_kind(graph, Kind.EVENT))
    return {each.thing.iri: each for each in found}


def newest_first(events: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Events by their dates, those without one last; of equal dates by name."""
    by_name = sorted(events, key=lambda each: (each.thing.name.casefold(), each.thing.iri))
    return tuple(sorted(by_name, key=lambda each: each.date or "", reverse=True))


def _occasion(graph: TalkGraph, event: Iri) -> Occasion:
    dates = values(graph, event, Predicate.START_DATE)
    talks = {
        part
        for part, _ in linked(graph, event, Predicate.SUPER_EVENT, inverse=True)
        if graph.things[part].kind is Kind.TALK
    }
    return Occasion(
        thing=graph.things[event],
        date=dates[0].text if dates else None,
        places=tuple(place.name for place in targets(graph, event, Predicate.LOCATION)),
        talks=len(talks),
    )
