"""The W3C's cases for the SPARQL protocol, read from their manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDFS

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2
    from rdflib.term import Node

__all__ = ["Case", "Exchange", "dataset_lines", "failures", "read_cases"]

_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_HT = Namespace("http://www.w3.org/2011/http#")
_CNT = Namespace("http://www.w3.org/2011/content#")
_UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

_RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
_CONTENT_TYPES = {
    "boolean": _RESULTS,
    "tabular": (*_RESULTS, "text/csv", "text/tab-separated-values"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


@dataclass(frozen=True)
class Exchange:
    """One request of a case, and what is expected of its response.

    Attributes:
        method, path, headers, body: of the request; the path without the endpoint's address.
        statuses: first digits of the HTTP statuses that are right.
        format: ``boolean``, ``tabular`` or ``RDF``, if the manifest says so.
        boolean: what an ASK must answer, if the manifest says so.
    """

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[int, ...]
    format: str | None
    boolean: bool | None

    @property
    def is_update(self) -> bool:
        """Whether it asks for an update that is well-formed."""
        media = dict(self.headers).get("content-type", "")
        return 2 in self.statuses and (
            media.startswith("application/sparql-update")
            or self.body.startswith((b"update=", b"using"))
            or b"update=" in self.body
        )


@dataclass(frozen=True)
class Case:
    """One case: requests one after the other."""

    name: str
    title: str
    exchanges: tuple[Exchange, ...]

    @property
    def is_update(self) -> bool:
        """Whether it is about updates that are well-formed."""
        return any(exchange.is_update for exchange in self.exchanges)


def read_cases(folder: Path) -> list[Case]:
    """All cases of the manifest, in its order."""
    graph = Graph().parse(folder / "manifest.ttl", publicID="http://manifest.example/")
    (entries,) = graph.objects(None, _MF.entries)
    return [_case(graph, entry) for entry in Collection(graph, entries)]


def dataset_lines(folder: Path) -> list[bytes]:
    """The graphs that the cases ask about, as sorted N-Quads."""
    graph = Graph().parse(folder / "manifest.ttl", publicID="http://manifest.example/")
    lines = set()
    for data in graph.objects(None, _UT.graphData):
        name = graph.value(data, RDFS.label)
        file = str(graph.value(data, _UT.graph)).rpartition("/")[2]
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            if line.strip():
                lines.add(f"{line.rstrip().removesuffix('.').rstrip()} <{name}> .\n".encode())
    return sorted(lines)


def failures(case: Case, client: httpx2.Client) -> list[str]:
    """What is wrong with the responses to a case; empty if it passes."""
    found = []
    for exchange in case.exchanges:
        response = client.request(
            exchange.method, f"sparql{exchange.path}", headers=dict(exchange.headers), content=exchange.body
        )
        found += [f"{exchange.method} {exchange.path[:40]}: {why}" for why in _wrong(exchange, response)]
    return found


def _wrong(exchange: Exchange, response: httpx2.Response) -> list[str]:
    if response.status_code // 100 not in exchange.statuses:
        return [f"status {response.status_code}: {response.text.strip()[:80]}"]
    wrong = []
    media = response.headers["content-type"].partition(";")[0]
    if exchange.format is not None and media not in _CONTENT_TYPES[exchange.format]:
        wrong.append(f"content type {media}")
    if exchange.boolean is not None and response.json()["boolean"] is not exchange.boolean:
        wrong.append(f"answered {response.json()['boolean']}")
    return wrong


def _case(graph: Graph, entry: Node) -> Case:
    action: Any = graph.value(entry, _MF.action)
    requests: Any = graph.value(action, _HT.requests)
    name = str(entry).rpartition("#")[2]
    exchanges = tuple(_exchange(graph, request) for request in Collection(graph, requests))
    return Case(name, str(graph.value(entry, _MF.name)), exchanges)


def _exchange(graph: Graph, request: Node) -> Exchange:
    response: Any = graph.value(request, _HT.resp)
    headers: Any = graph.value(request, _HT.headers)
    boolean: Any = graph.value(response, _MF.expectedBoolean)
    format_ = graph.value(response, _MF.expectedFormat)
    return Exchange(
        method=str(graph.value(request, _HT.methodName)),
        path=str(graph.value(request, _HT.absolutePath)).removeprefix("/sparql/"),
        headers=tuple(
            (str(graph.value(header, _HT.fieldName)), str(graph.value(header, _HT.fieldValue)))
            for header in (Collection(graph, headers) if headers else ())
        ),
        body=_body(graph, request),
        statuses=tuple(sorted(int(str(s)[-3]) for s in graph.objects(response, _MF.expectedStatus))),
        format=str(format_) if format_ else None,
        boolean=boolean.toPython() if boolean is not None else None,
    )


def _body(graph: Graph, request: Node) -> bytes:
    body = graph.value(request, _HT.body)
    if body is None:
        return b""
    encoding = str(graph.value(body, _CNT.characterEncoding))
    return str(graph.value(body, _CNT.chars)).encode(encoding)
