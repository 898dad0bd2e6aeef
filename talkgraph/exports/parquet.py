"""The graph as four Parquet tables, for data frames and databases of columns."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

from talkgraph.errors import MissingExtraError
from talkgraph.graph import project, years
from talkgraph.model import Iri, prefixes, relations, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph import TalkGraph
    from talkgraph.store import Store

__all__ = ["parquet_tables"]

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?object ?quote ?recap ?start ?end ?confidence ?rule WHERE {
  GRAPH ?recap {
    ?claim a tg:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
           tg:confidence ?confidence ; tg:rule ?rule ; oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end .
  }
}
"""


def parquet_tables(store: Store) -> Iterator[tuple[str, bytes]]:
    """``things.parquet``, ``statements.parquet``, ``claims.parquet`` and ``recaps.parquet``.

    Things are named by their IRIs, predicates as in ``schema:performer``. A
    statement or claim has its other end in ``object`` where that is a thing,
    in ``value`` where it is not. Claims are all that were read, also those
    that are too uncertain to make a statement.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    if not _is_installed():
        raise MissingExtraError("pyarrow", "tables")
    graph = project(store)
    yield "things.parquet", _things(graph)
    yield "statements.parquet", _statements(graph)
    yield "claims.parquet", _claims(store)
    yield "recaps.parquet", _recaps(graph)


def _is_installed() -> bool:
    try:
        for name in ("pyarrow", "pyarrow.parquet"):
            import_module(name)
    except ImportError:
        return False
    return True


def _things(graph: TalkGraph) -> bytes:
    import pyarrow as pa

    year_of = years(graph)
    texts = pa.list_(pa.string())
    return _table(
        {
            "iri": pa.string(),
            "kind": pa.string(),
            "name": pa.string(),
            "alternate_names": texts,
            "urls": texts,
            "year": pa.int16(),
        },
        (
            (
                thing.iri.value,
                thing.kind.value,
                thing.name,
                list(thing.alternate_names),
                list(thing.urls),
                year_of.get(thing.iri),
            )
            for thing in graph.things.values()
        ),
    )


def _statements(graph: TalkGraph) -> bytes:
    import pyarrow as pa

    return _table(
        {
            "subject": pa.string(),
            "predicate": pa.string(),
            "object": pa.string(),
            "value": pa.string(),
            "confidence": pa.float64(),
            "quotes": pa.int32(),
            "derived": pa.bool_(),
        },
        (
            (
                statement.subject.value,
                statement.predicate.value,
                *_end(statement.object),
                statement.confidence,
                len(statement.quotes),
                relations()[statement.predicate].derived,
            )
            for statement in graph.statements
        ),
    )


def _claims(store: Store) -> bytes:
    import pyarrow as pa
    import pyoxigraph as ox

    rows: Any = store.graph.query(_CLAIMS, prefixes=dict(prefixes()))
    return _table(
        {
            "claim": pa.string(),
            "subject": pa.string(),
            "predicate": pa.string(),
            "object": pa.string(),
            "value": pa.string(),
            "quote": pa.string(),
            "recap": pa.string(),
            "start": pa.int32(),
            "end": pa.int32(),
            "confidence": pa.float64(),
            "rule": pa.string(),
        },
        sorted(
            (
                (
                    claim.value,
                    subject.value,
                    shorten(predicate.value),
                    *_end(Iri(target.value) if isinstance(target, ox.NamedNode) else target.value),
                    quote.value,
                    recap.value,
                    int(start.value),
                    int(end.value),
                    float(confidence.value),
                    rule.value,
                )
                for (
                    claim,
                    subject,
                    predicate,
                    target,
                    quote,
                    recap,
                    start,
                    end,
                    confidence,
                    rule,
                ) in map(tuple, rows)
            ),
            key=lambda row: str(row[0]),
        ),
    )


def _recaps(graph: TalkGraph) -> bytes:
    import pyarrow as pa

    return _table(
        {
            "iri": pa.string(),
            "title": pa.string(),
            "source": pa.string(),
            "address": pa.string(),
            "published": pa.date32(),
        },
        (
            (recap.iri.value, recap.title, recap.source, recap.address, _date(recap.published))
            for recap in graph.recaps.values()
        ),
    )


def _end(end: Iri | str) -> tuple[str | None, str | None]:
    """The thing, or the value."""
    return (end.value, None) if isinstance(end, Iri) else (None, end)


def _date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _table(types: Mapping[str, Any], rows: Iterable[tuple[object, ...]]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    arrays = [pa.array(column, type_) for column, type_ in zip(columns, types.values(), strict=True)]
    output = BytesIO()
    parquet.write_table(pa.table(arrays, names=list(types)), output, compression="zstd")
    return output.getvalue()
