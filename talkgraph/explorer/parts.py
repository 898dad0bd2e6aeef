"""What the page is given of a graph: all of it, or a part with what is known of the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.explorer.looks import kind_looks, relation_words
from talkgraph.explorer.selection import degrees, links, overview
from talkgraph.graph.networks import years

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri, Kind, Predicate

__all__ = ["Part", "Totals", "totals", "whole"]


@dataclass(frozen=True)
class Part:
    """Some things and statements of a graph.

    Attributes:
        graph: those things and statements.
        degrees: how many links each of the things has in the whole graph.
        complete: the things all of whose statements are in the part; None for all.
        order: things of the part, best for an overview first; empty where the
            part is for no overview.
        years: the year of each thing of the part that has one.
    """

    graph: TalkGraph
    degrees: Mapping[Iri, int]
    complete: Collection[Iri] | None = None
    order: tuple[Iri, ...] = ()
    years: Mapping[Iri, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Totals:
    """What the page says of the whole graph, however little of it it holds.

    Attributes:
        things: how many there are.
        kinds: how many of each kind.
        relations: how many links of each relation.
        years: the first and the last year of an event; None without any.
    """

    things: int
    kinds: Mapping[Kind, int]
    relations: Mapping[Predicate, int]
    years: tuple[int, int] | None = None

    def content(self) -> dict[str, Any]:
        """The same as plain values, kinds and relations in the order of the legend."""
        return {
            "things": self.things,
            "kinds": {kind.value: self.kinds[kind] for kind in kind_looks() if self.kinds.get(kind)},
            "relations": {
                predicate.value: self.relations[predicate]
                for predicate in relation_words()
                if self.relations.get(predicate)
            },
            "years": self.years,
        }


def whole(graph: TalkGraph) -> Part:
    """A graph as the one part that there is of it."""
    return Part(graph, degrees=degrees(graph), order=overview(graph), years=years(graph))


def totals(graph: TalkGraph) -> Totals:
    """What there is in a graph."""
    year_of = years(graph).values()
    return Totals(
        things=len(graph.things),
        kinds=Counter(thing.kind for thing in graph.things.values()),
        relations=Counter(link.predicate for link in links(graph)),
        years=(min(year_of), max(year_of)) if year_of else None,
    )
