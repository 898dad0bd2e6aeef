"""A graph in units that are sent and replaced as a whole.

A unit is all that a graph says of one subject of its default graph, and, for
a recap, all that stands in the recap's named graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    import pyoxigraph as ox

    from talkgraph.store import QuadSource

__all__ = ["Unit", "units_of"]

_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Unit:
    """All that a graph says of one thing or recap.

    Attributes:
        iri: of the thing or recap.
        triples: of the default graph with it as subject, as N-Triples without line breaks, sorted.
        within: of the named graph that is called like it, likewise.
    """

    iri: str
    triples: tuple[str, ...]
    within: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of all triples."""
        said = "\n".join((*self.triples, "", *self.within))
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

    def __len__(self) -> int:
        return len(self.triples) + len(self.within)


def units_of(graph: QuadSource, among: Container[str] | None = None) -> Iterator[Unit]:
    """The units of a graph, by their IRIs. The default graph is held in memory meanwhile.

    Args:
        graph: quads in the layout of the store.
        among: the IRIs of those that are wanted; None for all.
    """
    import pyoxigraph as ox

    everywhere = graph.quads_for_pattern(None, None, None, ox.DefaultGraph())
    named = ((_iri(quad), quad) for quad in everywhere)
    told = sorted((iri, _line(quad)) for iri, quad in named if among is None or iri in among)
    for iri, lines in groupby(told, key=lambda each: each[0]):
        within = graph.quads_for_pattern(None, None, None, ox.NamedNode(iri))
        yield Unit(iri, tuple(line for _, line in lines), tuple(sorted(map(_line, within))))


def _iri(quad: ox.Quad) -> str:
    return str(quad.subject).removeprefix("<").removesuffix(">")


def _line(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} ."
