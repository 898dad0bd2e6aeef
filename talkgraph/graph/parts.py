"""The surroundings of some things, read from a store without the rest of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.graph.facts import Facts, descriptive, ordered_statements
from talkgraph.graph.quoting import quotes_about
from talkgraph.graph.values import TalkGraph
from talkgraph.model import Iri, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph.facts import StatementKey
    from talkgraph.store import QuadSource, Store

__all__ = ["GraphPart", "project_part"]


@dataclass(frozen=True, slots=True)
class GraphPart:
    """Some things with all that is said of them.

    Attributes:
        graph: the things, what they are connected with, the statements between
            them, and the recaps that are quoted.
        complete: the things all of whose statements are in it.
        degrees: for each thing, how many statements connect it to another one
            in the whole store.
    """

    graph: TalkGraph
    complete: frozenset[Iri]
    degrees: Mapping[Iri, int]


def project_part(
    store: Store, things: Iterable[Iri], *, depth: int = 1, most: int = 2000, between: bool = False
) -> GraphPart:
    """Reads some things, their statements with quotes, and their neighbours.

    Args:
        store: an open store.
        things: IRIs; those that the store lacks are left out.
        depth: how many steps around them are read; things that are fewer steps away are complete.
        most: beyond so many things, no further step is taken.
        between: whether statements between two of the neighbours come along.
    """
    dataset = store.graph
    facts, complete = Facts(), set[Iri]()
    ring = sorted({thing for thing in things if _is_there(dataset, thing)})
    reached = set(ring)
    for _ in range(max(1, depth)):
        facts.add(chain.from_iterable(_triples(dataset, thing) for thing in ring))
        complete |= set(ring)
        ends = {end for subject, _, target in facts.statements for end in (subject, target)}
        ring = sorted(end for end in ends - reached if isinstance(end, Iri))
        reached |= set(ring)
        if len(reached) > most:
            break
    for thing in ring:
        facts.add(_described(dataset, thing))
    quotes = dict(quotes_about(dataset, complete))
    if between:
        inner = set(_between(dataset, ring, reached)) - facts.statements
        facts.statements |= inner
        quotes |= quotes_about(dataset, {subject for subject, _, _ in inner}, ends=("rdf:subject",))
    cited = {quote.recap for key in facts.statements for quote in quotes.get(key, ())}
    for recap in sorted(cited):
        facts.add(_described(dataset, recap))
    graph = TalkGraph(
        things=facts.things(),
        statements=ordered_statements(facts.statements, quotes),
        recaps=facts.recaps(),
    )
    degrees = {iri: _degree(dataset, iri) for iri in graph.things}
    return GraphPart(graph, frozenset(complete), MappingProxyType(degrees))


def _between(dataset: QuadSource, ring: Iterable[Iri], reached: set[Iri]) -> Iterator[StatementKey]:
    """The statements of a ring that stay within what was reached."""
    for thing in ring:
        facts = Facts()
        facts.add(_outgoing(dataset, thing))
        yield from (key for key in facts.statements if key[2] in reached)


def _is_there(dataset: QuadSource, thing: Iri) -> bool:
    facts = Facts()
    facts.add(_described(dataset, thing))
    return facts.kinds.get(thing, Kind.RECAP) is not Kind.RECAP


def _described(dataset: QuadSource, thing: Iri) -> Iterator[tuple[Any, Any, Any]]:
    """Class, names and addresses of a thing or a recap."""
    return (triple for triple in _outgoing(dataset, thing) if triple[1].value in descriptive())


def _triples(dataset: QuadSource, thing: Iri) -> Iterator[tuple[Any, Any, Any]]:
    """All triples of the default graph with the thing as subject or object."""
    import pyoxigraph as ox

    yield from _outgoing(dataset, thing)
    for quad in dataset.quads_for_pattern(None, None, ox.NamedNode(thing.value), ox.DefaultGraph()):
        yield quad.subject, quad.predicate, quad.object


def _outgoing(dataset: QuadSource, thing: Iri) -> Iterator[tuple[Any, Any, Any]]:
    import pyoxigraph as ox

    for quad in dataset.quads_for_pattern(ox.NamedNode(thing.value), None, None, ox.DefaultGraph()):
        yield quad.subject, quad.predicate, quad.object


def _degree(dataset: QuadSource, thing: Iri) -> int:
    facts = Facts()
    facts.add(_triples(dataset, thing))
    return sum(isinstance(target, Iri) for _, _, target in facts.statements)
