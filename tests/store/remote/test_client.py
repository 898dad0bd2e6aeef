"""What a store on the network may answer, by a server that answers as it is told."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import QueryError, RemoteStoreError, TalkgraphError
from talkgraph.store import Endpoint, open_store
from talkgraph.store.remote import RemoteGraph, SparqlClient

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PLAIN, PAGE = ({"Content-Type": name} for name in ("text/plain", "text/html"))
JSON = "application/sparql-results+json"
EMPTY = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


@contextmanager
def answering(status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Iterator[Endpoint]:
    """A server that gives the same answer to all."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Endpoint(f"http://127.0.0.1:{server.server_port}/sparql")
        finally:
            server.shutdown()
            thread.join()


def asked(endpoint: Endpoint) -> None:
    for _ in RemoteGraph(SparqlClient(endpoint)).quads_for_pattern(None, None, None):
        pass


@pytest.mark.parametrize(
    ("status", "body", "headers", "error", "words"),
    [
        (
            400,
            b"no such function",
            PLAIN,
            QueryError,
            "does not understand it: no such",
        ),
        (
            400,
            b"<h1>Bad</h1>",
            PAGE,
            QueryError,
            "does not understand it: Bad Request",
        ),
        (401, b"", {}, RemoteStoreError, r"refuses \(401\): set TALKGRAPH_USER"),
        (403, b"", {}, RemoteStoreError, r"refuses \(403\)"),
        (302, b"", {"Location": "http://example.org/"}, RemoteStoreError, "sends on to http://example.org/"),
        (404, b"", {}, RemoteStoreError, "answers 404: Not Found"),
        (500, b"out of\nmemory", {}, RemoteStoreError, "answers 500: out of memory"),
        (200, b"{", {"Content-Type": JSON}, RemoteStoreError, "its answer cannot be read"),
        (200, b"<html>hello", {}, RemoteStoreError, "its answer cannot be read"),
        (200, EMPTY, {"X-SPARQL-MaxRows": "10000"}, QueryError, r"cuts answers short \(10000 rows\)"),
        (200, EMPTY, {"X-Talkgraph-Truncated": "rows=5"}, QueryError, r"cuts answers short \(5 rows\)"),
    ],
)
def test_what_is_wrong_is_one_line_that_says_so(
    status: int, body: bytes, headers: Mapping[str, str], error: type[TalkgraphError], words: str
) -> None:
    with answering(status, body, headers) as endpoint, pytest.raises(error, match=words) as caught:
        asked(endpoint)
    assert len(str(caught.value).splitlines()) == 1


def test_what_holds_no_graph_says_what_to_do() -> None:
    with (
        answering(200, EMPTY) as endpoint,
        pytest.raises(TalkgraphError, match="talkgraph push puts one there"),
    ):
        open_store(endpoint)


def test_a_query_that_is_none_is_not_sent() -> None:
    graph = RemoteGraph(SparqlClient(Endpoint("http://127.0.0.1:1/")))
    with pytest.raises(SyntaxError):
        graph.query("SELECT ?s { ?s ?p }")
