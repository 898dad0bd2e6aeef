"""SPARQL updates that replace units, some at a time.

https://www.w3.org/TR/sparql11-update/
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.model import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkgraph.pushing.units import Unit
    from talkgraph.store.remote import Held

__all__ = ["Batch", "batches", "described", "forget"]

_SHA = f"<{prefixes()['schema']}sha256>"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some units, to be sent together.

    Attributes:
        units: the units.
        updates: what replaces them in a store, one request each, in this order. To
            send some or all of them again makes no difference.
    """

    units: tuple[Unit, ...]
    updates: tuple[str, ...]


def batches(units: Iterable[Unit], held: Held, *, size: int) -> Iterator[Batch]:
    """Units in batches.

    Args:
        units: what is to be sent.
        held: where the graph lies in the store.
        size: triples in one request at most.
    """
    waiting: list[Unit] = []
    triples = 0
    for unit in units:
        if waiting and triples + len(unit) > size:
            yield _batch(waiting, held, size)
            waiting, triples = [], 0
        waiting.append(unit)
        triples += len(unit)
    if waiting:
        yield _batch(waiting, held, size)


def _batch(units: Sequence[Unit], held: Held, size: int) -> Batch:
    statements = [(line, held.statements) for unit in units for line in unit.triples]
    claims = [(line, unit.iri) for unit in units for line in unit.within]
    noted = [(_note(unit), held.about) for unit in units]
    updates = [forget([unit.iri for unit in units], held)]
    lines = iter([*statements, *claims, *noted])  # the notes last: what is noted is there as a whole
    while some := list(islice(lines, size)):
        updates.append(_insert(some))
    return Batch(tuple(units), tuple(updates))


def forget(iris: Sequence[str], held: Held) -> str:
    """The update that removes units, noted or not."""
    listed = " ".join(f"<{iri}>" for iri in iris)
    about = "?unit ?p ?o"
    return " ;\n".join(
        [
            _delete(f"GRAPH <{held.about}> {{ ?unit {_SHA} ?o }}", listed),
            _delete(_in(about, held.statements), listed),
            _delete("GRAPH ?unit { ?s ?p ?o }", listed),
        ]
    )


def _delete(pattern: str, listed: str) -> str:
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES ?unit {{ {listed} }} {pattern} }}"


def _in(pattern: str, graph: str | None) -> str:
    return pattern if graph is None else f"GRAPH <{graph}> {{ {pattern} }}"


def _insert(lines: Sequence[tuple[str, str | None]]) -> str:
    """The update that adds triples to their graphs."""
    of_graph: dict[str | None, list[str]] = {}
    for line, graph in lines:
        of_graph.setdefault(graph, []).append(line)
    inside = "\n".join(_in("\n".join(some), graph) for graph, some in of_graph.items())
    return f"INSERT DATA {{\n{inside}\n}}"


def _note(unit: Unit) -> str:
    return f'<{unit.iri}> {_SHA} "{unit.digest}" .'


def described(held: Held, description: str) -> str:
    """The update that says what the store holds, in place of what it said before."""
    remove = f"DELETE WHERE {{ GRAPH <{held.about}> {{ <{held.about}> ?p ?o }} }}"
    return f"{remove} ;\nINSERT DATA {{ GRAPH <{held.about}> {{\n{description}\n}} }}"
