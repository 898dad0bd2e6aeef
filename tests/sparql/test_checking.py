"""What is refused before it runs, and what is said of a query that cannot be read."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import ForbiddenQueryError, QueryError
from talkgraph.sparql import query
from talkgraph.sparql.lexing import fill, first_keyword, undeclared_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.store import Store


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An endpoint on this machine, and the requests that reached it."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

        do_POST = do_GET  # noqa: N815 - the library's names

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", requests
    server.shutdown()
    thread.join()
    server.server_close()


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "select * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT WHERE { ?s ?p ?o } # SERVICE\nLIMIT 1",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICESILENT: { ?s ?p ?o } }",
    "SELECT * { ?s schema:name ?n OPTIONAL { ?s ?p 1SERVICE<URL>{ ?s ?p ?o } } }",
    "SELECT * { # \rSERVICE <URL> { ?s ?p ?o } \n}",
    "SELECT * { VALUES ?x { <URL> } ?s ?p ?o FILTER(?s<?o)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { ?s ?p \"'\" SERVICE <URL> { ?s ?p '\"' } }",
]


@pytest.mark.parametrize("text", SERVICES)
def test_no_request_leaves_the_process(
    example_store: Store, listener: tuple[str, list[str]], text: str
) -> None:
    address, requests = listener
    harmless = text.startswith("CONSTRUCT")
    if harmless:
        query(example_store, text)
    else:
        with pytest.raises(QueryError):
            query(example_store, text.replace("URL", address))
    assert requests == []


def test_the_listener_would_hear_a_request(listener: tuple[str, list[str]]) -> None:
    import pyoxigraph as ox

    address, requests = listener
    with pytest.raises(OSError, match="404"):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
    assert requests


def test_service_is_named_with_its_place(example_store: Store) -> None:
    with pytest.raises(ForbiddenQueryError, match="line 2, column 3: SERVICE would send a request") as caught:
        query(example_store, "ASK {\n  SERVICE <x:y> { ?s ?p ?o } }")
    assert (caught.value.line, caught.value.column) == (2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service schema:name 'IPFS' }",
        "SELECT * { ?s schema:name 'SERVICE <x:y> {}' }",
        "SELECT * { ?s schema:serviceType <https://example.org/service> } # SERVICE",
    ],
)
def test_the_word_service_is_allowed_elsewhere(example_store: Store, text: str) -> None:
    query(example_store, text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:s> <x:p> <x:o> }",
        "prefix ex: <x:> delete where { ?s ?p ?o }",
        "# SELECT\nLOAD <https://example.org/>",
        "CLEAR ALL",
        "DROP GRAPH <x:g>",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(example_store: Store, text: str) -> None:
    before = len(example_store.graph)
    with pytest.raises(ForbiddenQueryError, match="would change the graph"):
        query(example_store, text)
    assert len(example_store.graph) == before


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("SELECT * {\n  ?s ex:name ?n\n}", 2, 6, "the prefix ex: is not declared"),
        ("SELECT * { ?s ?p ?o }\nLIMIT ten", 2, 1, "not understood from 'LIMIT ten' on"),
        ("SELECT * { ?s ?p ?o", 1, 20, "it ends too early"),
        ("SELEC * { ?s ?p ?o }", 1, 1, "not understood from 'SELEC * { ?s ?p ?o }' on"),
        ("SELECT * { ?é ?p 'ééé' } ORDER ?é", 1, 26, "not understood from 'ORDER ?é' on"),
    ],
)
def test_a_syntax_error_has_its_place(
    example_store: Store, text: str, line: int, column: int, reason: str
) -> None:
    with pytest.raises(QueryError) as caught:
        query(example_store, text)
    assert (caught.value.line, caught.value.column, caught.value.reason) == (line, column, reason)


@pytest.mark.parametrize("text", ["", "  \n", "# SELECT", "PREFIX ex: <x:>"])
def test_an_empty_query_says_what_is_needed(example_store: Store, text: str) -> None:
    with pytest.raises(QueryError, match="there is no query in it"):
        query(example_store, text)


def test_parameters_are_filled_only_where_a_variable_may_stand() -> None:
    text = """SELECT * { ?s <x:$a> "$a", '''$a''' ; ?x $ab $a } # $a"""
    assert fill(text, {"a": "1"}) == """SELECT * { ?s <x:$a> "$a", '''$a''' ; ?x $ab 1 } # $a"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PREFIX ex: <x:> SELECT * { ex:a schema:b _:c }", None),
        ("SELECT * { :a ?p ?o }", ("", 11)),
        ('SELECT * { ?a ?p \'ex:b\', <ex:b>, """ex:b""" } # ex:b', None),
        ("SELECT * { ?a foaf:name ?b } # PREFIX foaf: <x:>", ("foaf", 14)),
    ],
)
def test_prefixes_count_where_they_are_used(text: str, found: tuple[str, int] | None) -> None:
    assert undeclared_prefix(text, {"schema"}) == found


@pytest.mark.parametrize(
    ("text", "word"),
    [("BASE <x:> select *", "SELECT"), ("# ASK\r\nASK {}", "ASK"), ("", ""), ("{}", "")],
)
def test_the_first_keyword(text: str, word: str) -> None:
    assert first_keyword(text) == word
