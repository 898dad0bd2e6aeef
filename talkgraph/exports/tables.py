"""The graph for spreadsheets and data frames."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from talkgraph.graph import project, years
from talkgraph.model import Iri, defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.graph import TalkGraph
    from talkgraph.store import Store

__all__ = ["csv_tables", "write_csv"]


def write_csv(store: Store) -> bytes:
    """The statements as one CSV table, ``edges.csv`` of ``csv_tables``."""
    return _edges(project(store))


def csv_tables(store: Store) -> Mapping[str, bytes]:
    """The graph as three CSV tables, by file name.

    ``nodes.csv`` has the things, ``edges.csv`` the statements, ``quotes.csv``
    the sentences behind them. A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    graph = project(store)
    return {"nodes.csv": _nodes(graph), "edges.csv": _edges(graph), "quotes.csv": _quotes(graph)}


def _nodes(graph: TalkGraph) -> bytes:
    year_of = years(graph)
    return _table(
        ("id", "kind", "name", "alternate_names", "urls", "year"),
        (
            (
                thing.iri,
                thing.kind,
                thing.name,
                "; ".join(thing.alternate_names),
                "; ".join(thing.urls),
                year_of.get(thing.iri, ""),
            )
            for thing in graph.things.values()
        ),
    )


def _edges(graph: TalkGraph) -> bytes:
    def row(index: int) -> tuple[object, ...]:
        statement = graph.statements[index]
        subject = graph.things[statement.subject]
        other = graph.things[statement.object] if isinstance(statement.object, Iri) else None
        return (
            index + 1,
            subject.iri,
            subject.kind,
            subject.name,
            statement.predicate,
            other.iri if other else "",
            other.kind if other else "",
            other.name if other else statement.object,
            f"{statement.confidence:g}",
            len(statement.quotes),
        )

    names = (
        "id",
        "subject",
        "subject_kind",
        "subject_name",
        "predicate",
        "object",
        "object_kind",
        "object_name",
        "confidence",
        "quotes",
    )
    return _table(names, map(row, range(len(graph.statements))))


def _quotes(graph: TalkGraph) -> bytes:
    return _table(
        ("edge", "quote", "recap", "source", "start", "end", "confidence", "rule"),
        (
            (
                index,
                quote.text,
                quote.recap,
                graph.recaps[quote.recap].source,
                quote.start,
                quote.end,
                f"{quote.confidence:g}",
                quote.rule,
            )
            for index, statement in enumerate(graph.statements, start=1)
            for quote in statement.quotes
        ),
    )


def _table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow(names)
    writer.writerows(tuple(map(_cell, row)) for row in rows)
    return output.getvalue().encode()


def _cell(value: object) -> object:
    if isinstance(value, int | float):
        return value
    return defused(str(value))
