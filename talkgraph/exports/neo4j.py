"""The graph as the two tables that ``neo4j-admin database import`` reads.

Source: the Neo4j Operations Manual, "Import", sections "CSV file header
format", "Property data types" and "CSV file delimiters and quoting".
"""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from talkgraph.graph import project, years
from talkgraph.model import Iri, Kind, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkgraph.graph import Recap, Statement, TalkGraph, Thing
    from talkgraph.store import Store

__all__ = ["neo4j_tables"]

_NODES = (
    "iri:ID",
    "name",
    ":LABEL",
    "aliases:string[]",
    "urls:string[]",
    "date:date",
    "year:int",
    "attendance:int",
)
_RELATIONSHIPS = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "confidence:double",
    "quotes:int",
    "quote",
    "recap",
    "recap_iri",
    "date:date",
    "derived:boolean",
)
_ARRAY = ";"  # the importer's own delimiter of arrays; nothing can be escaped in them
# The importer takes a line break for the end of a record unless it is told not to.
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def neo4j_tables(store: Store) -> Iterator[tuple[str, bytes]]:
    """The things as ``nodes.csv``, the statements between them as ``relationships.csv``.

    A relationship has the most certain of its sentences, with the recap that
    it stands in and its date. Dates and numbers of people are properties of
    their events. Line breaks in texts become spaces, and semicolons in
    aliases become commas.
    """
    graph = project(store)
    yield "nodes.csv", _table(_NODES, _node_rows(graph))
    yield "relationships.csv", _table(_RELATIONSHIPS, _relationship_rows(graph))


def _node_rows(graph: TalkGraph) -> Iterator[Sequence[object]]:
    year_of = years(graph)
    for iri, thing in graph.things.items():
        attendance = _best(graph, thing, Predicate.ATTENDANCE)
        yield (
            iri,
            thing.name,
            thing.kind.value,
            _array(thing.alternate_names),
            _array(thing.urls),
            _date(_best(graph, thing, Predicate.START_DATE)),
            year_of.get(iri, ""),
            attendance if attendance.isascii() and attendance.isdecimal() else "",
        )


def _relationship_rows(graph: TalkGraph) -> Iterator[Sequence[object]]:
    for statement in graph.statements:
        target = statement.object
        if isinstance(target, Iri) and statement.subject in graph.things and target in graph.things:
            quote = statement.quotes[0] if statement.quotes else None
            recap = graph.recaps.get(quote.recap) if quote else None
            yield (
                statement.subject,
                target,
                _type(statement.predicate),
                f"{statement.confidence:g}",
                len(statement.quotes),
                quote.text if quote else "",
                *_described(recap),
                "true" if relations()[statement.predicate].derived else "false",
            )


def _described(recap: Recap | None) -> tuple[object, ...]:
    return (recap.title, recap.iri, _date(recap.published or "")) if recap else ("", "", "")


def _type(predicate: Predicate) -> str:
    """The name of a predicate as Neo4j's users write it.

    >>> _type(Predicate.FORMERLY_WORKED_FOR)
    'FORMERLY_WORKED_FOR'
    """
    return _CAPITAL.sub("_", predicate.value.rpartition(":")[2]).upper()


def _best(graph: TalkGraph, thing: Thing, predicate: Predicate) -> str:
    """The most certain value that is stated of an event; empty if there is none."""
    if thing.kind is not Kind.EVENT:
        return ""
    found: list[Statement] = [
        statement for statement in graph.outgoing.get(thing.iri, ()) if statement.predicate is predicate
    ]
    best = min(found, key=lambda each: (-each.confidence, str(each.object)), default=None)
    return str(best.object) if best else ""


def _date(text: str) -> str:
    """A whole ISO date, which is all that the importer takes for one; else nothing."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == len("2016-04-25") else ""
    except ValueError:
        return ""


def _array(texts: Iterable[str]) -> str:
    return _ARRAY.join(text.replace(_ARRAY, ",") for text in texts)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    output = StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_BREAKS.sub(" ", str(cell)) for cell in row] for row in rows)
    return output.getvalue().encode()
