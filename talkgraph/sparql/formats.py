"""Answers in the W3C's result formats, as tables, and as Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.errors import FormatError, QueryError
from talkgraph.sparql.asking import answer
from talkgraph.sparql.tables import plain_table, terminal_table, without_iris
from talkgraph.sparql.values import Bindings, cell
from talkgraph.store import turtle

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from talkgraph.sparql.values import Cell
    from talkgraph.store import Store

__all__ = ["FORMATS", "format_answer"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")


def format_answer(
    store: Store,
    text: str,
    format_: str = "table",
    *,
    parameters: Mapping[str, Cell] | None = None,
    width: int | None = None,
    named: bool = False,
) -> bytes:
    """Asks a store, and spells the answer.

    Args:
        store: an open store.
        text: a SPARQL query.
        format_: one of ``FORMATS``. A table, CSV, TSV, JSON or XML for SELECT and
            ASK; Turtle for CONSTRUCT and DESCRIBE, which is also what they get for ``table``.
        parameters: values for ``$name`` in the text, by name.
        width: columns of a terminal, to make the table for one.
        named: leaves out of a table each column ``talkIri`` that has a column ``talk`` beside it.

    Returns:
        The answer in UTF-8, ended by a line break.

    Raises:
        QueryError: the query cannot be read or run.
        ForbiddenQueryError: it would change the graph or call another server.
        FormatError: the format is unknown, or does not suit the query.
    """
    import pyoxigraph as ox

    if format_ not in FORMATS:
        raise FormatError(f"no format {format_!r} for answers; there are {', '.join(FORMATS)}")
    found = answer(store, text, parameters=parameters or {})
    try:
        if isinstance(found, ox.QueryTriples):
            data = _triples(found, format_, store.base)
        elif format_ == "turtle":
            raise FormatError("turtle is for CONSTRUCT and DESCRIBE; this query needs one of the others")
        elif format_ != "table":
            data = found.serialize(format=_results_format(format_)) or b""
        elif isinstance(found, ox.QueryBoolean):
            data = b"true" if found else b"false"
        else:
            data = _table(found, store.base, width, named=named)
    except (OSError, RuntimeError) as error:
        raise QueryError(f"it failed: {error}") from error
    return data if data.endswith(b"\n") else data + b"\n"


def _triples(found: ox.QueryTriples, format_: str, base: str) -> bytes:
    if format_ not in {"table", "turtle"}:
        raise FormatError(f"{format_} is for SELECT and ASK; this query gives triples, which need turtle")
    return turtle(found, base=base)


def _results_format(name: str) -> ox.QueryResultsFormat:
    import pyoxigraph as ox

    formats = {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
    }
    return formats[name]


def _table(found: ox.QuerySolutions, base: str, width: int | None, *, named: bool) -> bytes:
    names = tuple(variable.value for variable in found.variables)
    bindings = Bindings(names, tuple(tuple(map(cell, row)) for row in found))
    if named:
        bindings = without_iris(bindings)
    text = (
        plain_table(bindings, base=base)
        if width is None
        else terminal_table(bindings, base=base, width=width)
    )
    return text.encode()
