"""A SPARQL query answered in the media type that the client wants, within limits."""

from __future__ import annotations

import io
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.errors import ForbiddenQueryError, QueryError
from talkgraph.model import prefixes
from talkgraph.server.media import choose, media_types
from talkgraph.server.replies import Problem, Reply, problem
from talkgraph.sparql import Dataset, answer, first_keyword, limited
from talkgraph.store import turtle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyoxigraph as ox

    from talkgraph.server.limits import Limits
    from talkgraph.server.media import MediaType
    from talkgraph.sparql import Cell
    from talkgraph.store import Store

__all__ = ["answer_query", "graph_body", "offered"]

_TABLES = frozenset({"SELECT", "ASK"})
_FORMS = _TABLES | {"CONSTRUCT", "DESCRIBE"}
_FEWEST_BYTES = 2  # that a row takes in any format


def offered(text: str) -> Sequence[MediaType]:
    """The media types that a query can be answered in."""
    return media_types("results" if first_keyword(text) in _TABLES else "graphs")


def answer_query(
    store: Store,
    text: str,
    *,
    accept: str | None = None,
    ending: str | None = None,
    dataset: Dataset = Dataset(),  # noqa: B008 - it is frozen
    parameters: Mapping[str, Cell] = MappingProxyType({}),
    limits: Limits,
) -> Reply:
    """Asks a store, and spells the answer.

    Args:
        store: an open store.
        text: a SPARQL query.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        dataset: the graphs to ask, in place of those that the query names.
        parameters: values for ``$name`` in the text, by name.
        limits: how much may be answered.
    """
    media = _media(text, accept, ending)
    if isinstance(media, Problem):
        return media.reply(accept)
    is_select = first_keyword(text) == "SELECT"
    try:
        found = answer(
            store,
            limited(text, limits.rows) if is_select else text,
            written=text,
            parameters=parameters,
            dataset=dataset,
        )
        body, cut = _spelt(found, media, limits, store.base)
    except ForbiddenQueryError as error:
        return problem(error, 403).reply(accept)
    except QueryError as error:
        return problem(error, 400).reply(accept)
    except _TooLargeError:
        words = f"the answer is above the limit of {limits.answer:,} bytes; ask for less, with LIMIT"
        return Problem(413, words, limit=f"answer={limits.answer}").reply(accept)
    headers = {"Vary": "Accept"}
    if cut:
        headers["X-Talkgraph-Truncated"] = f"rows={limits.rows}"
    return Reply(body, media.name, headers=MappingProxyType(headers))


def _media(text: str, accept: str | None, ending: str | None) -> MediaType | Problem:
    """What to answer in, or why that cannot be."""
    known = offered(text)
    if first_keyword(text) not in _FORMS:  # what is wrong with it is worth more than in what format
        return known[0]
    names = ", ".join(media.name for media in known)
    if ending is not None:
        found = next((media for media in known if ending in {media.ending, media.name, *media.also}), None)
        endings = ", ".join(media.ending for media in known)
        return found or Problem(406, f"no format {ending!r} for this query; there are {endings}")
    chosen = choose(accept, known)
    return chosen or Problem(
        406, f"this query can be answered in {names}; none of them is in Accept: {accept}"
    )


def _spelt(found: Any, media: MediaType, limits: Limits, base: str) -> tuple[bytes, bool]:
    """The answer's bytes, and whether the limit of rows was reached."""
    import pyoxigraph as ox

    if isinstance(found, ox.QueryTriples):
        triples = list(islice(_failing_as_query(found), limits.rows + 1))
        return graph_body(triples[: limits.rows], media, base=base, most=limits.answer), len(
            triples
        ) > limits.rows
    format_ = getattr(ox.QueryResultsFormat, media.format)
    output = _Bounded(limits.answer)
    try:
        found.serialize(output, format=format_)
    except (OSError, RuntimeError) as error:
        if output.is_full:
            raise _TooLargeError from None
        raise QueryError(f"it failed: {error}") from error
    body = output.getvalue()
    if isinstance(found, ox.QueryBoolean) or len(body) < _FEWEST_BYTES * limits.rows:
        return body, False
    return body, _rows(body, media) >= limits.rows


def _rows(body: bytes, media: MediaType) -> int:
    """How many rows a table has."""
    import csv

    import pyoxigraph as ox

    if media.format == "CSV":  # which cannot be read back into terms
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    found: Any = ox.parse_query_results(body, getattr(ox.QueryResultsFormat, media.format))
    return sum(1 for _ in found)


def _failing_as_query(found: ox.QueryTriples) -> Any:
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise QueryError(f"it failed: {error}") from error


def graph_body(triples: Sequence[ox.Triple], media: MediaType, *, base: str, most: int) -> bytes:
    """Triples in a format.

    Args:
        triples: in any order.
        media: one of the types of graphs.
        base: what the IRIs of things begin with.
        most: bytes that it may have.
    """
    import pyoxigraph as ox

    if media.format == "TURTLE":
        data = turtle(triples, base=base)
    else:
        format_ = getattr(ox.RdfFormat, media.format)
        names = dict(prefixes()) if format_ != ox.RdfFormat.N_TRIPLES else None
        data = ox.serialize(sorted(triples, key=str), format=format_, prefixes=names) or b""
    if len(data) > most:
        raise _TooLargeError
    return data


class _TooLargeError(Exception):
    """The answer is above the limit of bytes."""


class _Bounded(io.BytesIO):
    """A buffer that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.is_full = False

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._most:
            self.is_full = True
            raise OSError("the answer is too large")
        return super().write(data)
