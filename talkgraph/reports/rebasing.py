"""Two graphs whose IRIs begin with different bases, brought under one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.graph.values import TalkGraph
from talkgraph.model import Iri

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["base_of", "rebased"]


def base_of(graph: TalkGraph) -> str | None:
    """What the IRIs of a graph's recaps begin with; None for a graph without recaps."""
    found = Counter(iri.value.rpartition("recap/")[0] for iri in graph.recaps if "recap/" in iri.value)
    return min(found, key=lambda base: (-found[base], base), default=None)


def rebased(graph: TalkGraph, old: str, new: str) -> TalkGraph:
    """A graph whose IRIs begin with another base; those that began with none stay.

    >>> rebased(TalkGraph(), "https://example.org/", "urn:talks:") == TalkGraph()
    True
    """

    def moved(iri: Iri) -> Iri:
        local = iri.value.removeprefix(old)
        return Iri(new + local) if local != iri.value else iri

    return TalkGraph(
        things=MappingProxyType(
            {moved(iri): replace(it, iri=moved(iri)) for iri, it in graph.things.items()}
        ),
        statements=tuple(
            replace(
                each,
                subject=moved(each.subject),
                object=_moved_end(each.object, moved),
                quotes=tuple(replace(quote, recap=moved(quote.recap)) for quote in each.quotes),
            )
            for each in graph.statements
        ),
        recaps=MappingProxyType(
            {moved(iri): replace(it, iri=moved(iri)) for iri, it in graph.recaps.items()}
        ),
        unread=MappingProxyType({moved(iri): words for iri, words in graph.unread.items()}),
    )


def _moved_end(end: Iri | str, moved: Callable[[Iri], Iri]) -> Iri | str:
    return moved(end) if isinstance(end, Iri) else end
