"""Requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), read-only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from talkgraph.server.replies import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SparqlRequest", "read_request"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: it takes queries, and no updates; talkgraph build changes the graph"


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """What a client asks.

    Attributes:
        query: the SPARQL text; None where there is none, as when the service description is asked for.
        default_graphs, named_graphs: IRIs of the graphs that make the dataset.
        ending: the short name of a format that it names in the address.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    ending: str | None = None


def read_request(
    method: str, query_string: bytes, content_type: str | None = None, body: bytes = b""
) -> SparqlRequest | Problem:
    """What a request asks, or what is wrong with it.

    Args:
        method: GET, HEAD or POST.
        query_string: what stands behind ``?`` in the address.
        content_type: of the body.
        body: the whole of it.
    """
    try:
        pairs = _pairs(query_string)
        if method != "POST":
            return _asked(pairs, required=False)
        media, _, parameters = (content_type or "").partition(";")
        media = media.strip().lower()
        if "charset=" in parameters.lower() and "utf-8" not in parameters.lower():
            return Problem(415, f"the body is in {parameters.strip()}; SPARQL is sent in UTF-8")
        if media == _UPDATE:
            return Problem(403, _READ_ONLY)
        if media == _FORM:
            return _asked([*pairs, *_pairs(body)], required=True)
        if media == _QUERY:
            return _asked([*pairs, ("query", body.decode("utf-8"))], required=True)
    except UnicodeDecodeError as error:
        return Problem(400, f"the request is not UTF-8: {error.reason} at byte {error.start}")
    what = f"is {media}" if media else "says nothing"
    return Problem(415, f"Content-Type {what}; send a query as {_QUERY}, or as query= in {_FORM}")


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Names and values of a form.

    Raises:
        UnicodeDecodeError: they are not UTF-8.
    """
    return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict")


def _asked(pairs: Sequence[tuple[str, str]], *, required: bool) -> SparqlRequest | Problem:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        return Problem(403, _READ_ONLY)
    if len(queries) > 1:
        return Problem(400, f"the request has {len(queries)} queries; send one")
    if required and not queries:
        return Problem(400, "the request has no query; send one as query=")
    endings = [value for name, value in pairs if name == "format"]
    return SparqlRequest(
        queries[0] if queries else None,
        tuple(value for name, value in pairs if name == "default-graph-uri"),
        tuple(value for name, value in pairs if name == "named-graph-uri"),
        endings[-1] if endings else None,
    )
