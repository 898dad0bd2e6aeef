"""What the claims of all recaps say together, by shuffles: ``store.statements.merge`` a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.model import Iri, Kind, Literal, Predicate, relations
from talkgraph.resolution import ResolvedThing
from talkgraph.store.quads import as_lines, merged_facts
from talkgraph.store.statements import Merged, derive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.store.statements import MergedStatement

__all__ = ["statement_lines"]

_OF_TALKS = frozenset({Predicate.PERFORMER, Predicate.SUPER_EVENT, Predicate.ABOUT})


def statement_lines(things: Any, certain: Any, stated: Any, parts: int) -> Any:
    """The default graph but for the recaps: an RDD of N-Quads lines.

    Args:
        things: an RDD of IRI and kind and name of every thing.
        certain: an RDD of the IRIs of those that some claim says to be of their kind.
        stated: an RDD of statements about them, each once.
        parts: into how many parts the work is divided.
    """
    there = _reached(certain.map(lambda iri: (iri, None)), stated, parts)
    held = things.join(there, parts).mapValues(lambda pair: pair[0])
    by_subject = stated.keyBy(lambda statement: statement[0].value)
    of_there = by_subject.join(there, parts).mapValues(lambda pair: pair[0])
    talks = of_there.filter(lambda pair: pair[1][1] in _OF_TALKS).groupByKey(parts)
    derived = talks.values().flatMap(lambda group: derive(set(group)))
    everything = of_there.union(derived.keyBy(lambda statement: statement[0].value))
    return held.leftOuterJoin(everything.groupByKey(parts), parts).flatMap(_lines)


def _lines(row: tuple[str, tuple[tuple[str, str], Iterable[MergedStatement] | None]]) -> Iterator[bytes]:
    iri, ((kind, name), statements) = row
    thing = ResolvedThing(Iri(iri), Kind(kind), name)
    said = frozenset(statements or ()) | {(thing.iri, Predicate.NAME, Literal(name))}
    yield from as_lines(merged_facts(Merged({thing.iri: thing}, said)))


def _reached(certain: Any, stated: Any, parts: int) -> Any:
    """Things, and those that statements about them lead to, from one to the next; as pairs with None."""
    doubtful = stated.flatMap(_edges).map(lambda edge: (edge[1], edge[0])).subtractByKey(certain, parts)
    edges = doubtful.map(lambda edge: (edge[1], edge[0])).distinct(parts).cache()
    there = certain
    while True:
        ends = edges.join(there, parts).map(lambda row: (row[1][0], None)).distinct(parts)
        new = ends.subtractByKey(there, parts).cache()
        if new.isEmpty():
            return there
        there = there.union(new).coalesce(parts).cache()


def _edges(statement: MergedStatement) -> Iterator[tuple[str, str]]:
    subject, predicate, target = statement
    if isinstance(target, Iri):
        yield subject.value, target.value
        if relations()[predicate].symmetric:
            yield target.value, subject.value
