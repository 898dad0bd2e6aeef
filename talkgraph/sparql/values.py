"""What a query answers, as plain Python values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.model import Iri, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["Bindings", "Cell", "Dataset", "Triples", "cell", "cells", "term_text"]

Cell: TypeAlias = Iri | str | int | float | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Bindings:
    """The answer of a SELECT query.

    Attributes:
        variables: names of the columns, without question marks.
        rows: one value a variable; None where it is unbound.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE query, sorted.

    Attributes:
        rows: subject, predicate and object.
    """

    rows: tuple[tuple[Cell, Cell, Cell], ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of (SPARQL 1.1 Protocol, section 2.1.4).

    Attributes:
        default: IRIs of the graphs that together are the default graph.
        named: IRIs of the graphs that ``GRAPH`` reads. Where both are empty, the
            dataset is that of the query, or the store's own.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def _boolean(text: str) -> bool:
    return {"true": True, "1": True, "false": False, "0": False}[text]


_READERS: Mapping[str, Callable[[str], Cell]] = {
    expand("xsd:integer"): int,
    expand("xsd:decimal"): Decimal,
    expand("xsd:double"): float,
    expand("xsd:float"): float,
    expand("xsd:boolean"): _boolean,
    expand("xsd:date"): date.fromisoformat,
}


@lru_cache(maxsize=4096)
def _iri(value: str) -> Iri:
    """An IRI; the rows of an answer repeat them, and so do answers."""
    return Iri(value)


def cell(term: Any) -> Cell:
    """The Python value of a pyoxigraph term.

    IRIs become ``Iri``, numbers, booleans and dates their Python types, and
    everything else the text of it; a blank node is text that begins with ``_:``.
    """
    ((value,),) = cells([[term]])
    return value


def cells(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Cell, ...], ...]:
    """The same for rows of terms; there may be very many."""
    import pyoxigraph as ox

    node, literal = ox.NamedNode, ox.Literal
    out = []
    for row in rows:
        values: list[Cell] = []
        for term in row:
            kind = type(term)  # half the time of a match by class
            if kind is node:
                values.append(_iri(term.value))
            elif kind is literal:
                value = term.value
                read = _READERS.get(term.datatype.value)
                try:
                    values.append(value if read is None else read(value))
                except (ValueError, KeyError, InvalidOperation):
                    values.append(value)
            else:
                values.append(None if term is None else str(term))
        out.append(tuple(values))
    return tuple(out)


def term_text(value: Cell) -> str:
    """A Python value as SPARQL spells it, safe to put into a query; None is ``UNDEF``, for a VALUES.

    Raises:
        ValueError: it is an IRI that is none.

    >>> term_text("IPFS"), term_text(2016), term_text(Iri("https://example.org/a")), term_text(None)
    ('"IPFS"', '2016', '<https://example.org/a>', 'UNDEF')
    """
    import pyoxigraph as ox

    match value:
        case None:
            return "UNDEF"
        case Iri():
            return str(ox.NamedNode(value.value))
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return str(ox.Literal(value.isoformat(), datatype=ox.NamedNode(expand("xsd:date"))))
        case Decimal() | float():
            return str(ox.Literal(str(value), datatype=ox.NamedNode(expand("xsd:decimal"))))
        case _:
            return str(ox.Literal(str(value)))
