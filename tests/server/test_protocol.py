from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.server.protocol import SparqlRequest, read_request
from talkgraph.server.replies import Problem

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


def test_a_query_comes_in_the_address() -> None:
    asked = read_request("GET", b"query=ASK+%7B%7D&named-graph-uri=x%3Aa&named-graph-uri=x%3Ab&format=csv")
    assert asked == SparqlRequest("ASK {}", (), ("x:a", "x:b"), "csv")


def test_a_query_comes_in_a_form() -> None:
    body = b"query=ASK+%7B%7D&default-graph-uri=x%3Aa"
    assert read_request("POST", b"", f"{FORM}; charset=utf-8", body) == SparqlRequest("ASK {}", ("x:a",))


def test_a_query_comes_as_the_body() -> None:
    asked = read_request("POST", b"default-graph-uri=x%3Aa", DIRECT, "ASK { ?s ?p 'é' }".encode())
    assert asked == SparqlRequest("ASK { ?s ?p 'é' }", ("x:a",))


def test_no_query_asks_for_the_description() -> None:
    assert read_request("GET", b"") == SparqlRequest(None)


@pytest.mark.parametrize(
    ("method", "string", "content_type", "body", "status", "words"),
    [
        ("GET", b"query=a&query=b", None, b"", 400, "has 2 queries; send one"),
        ("POST", b"", FORM, b"", 400, "has no query"),
        ("POST", b"query=a", DIRECT, b"b", 400, "has 2 queries"),
        ("POST", b"", None, b"ASK {}", 415, "Content-Type says nothing"),
        ("POST", b"", "text/plain", b"ASK {}", 415, "Content-Type is text/plain"),
        ("POST", b"", f"{DIRECT};charset=UTF-16", b"ASK {}", 415, "is sent in UTF-8"),
        ("POST", b"", DIRECT, b"\xff\xfe", 400, "not UTF-8"),
        ("GET", b"query=%FF", None, b"", 400, "not UTF-8"),
        ("GET", b"update=DROP+ALL", None, b"", 403, "read-only"),
        ("POST", b"", FORM, b"update=DROP+ALL", 403, "read-only"),
        ("POST", b"", "application/sparql-update", b"DROP ALL", 403, "read-only"),
    ],
)
def test_what_is_wrong_is_said(
    method: str, string: bytes, content_type: str | None, body: bytes, status: int, words: str
) -> None:
    wrong = read_request(method, string, content_type, body)
    assert isinstance(wrong, Problem)
    assert wrong.status == status
    assert words in wrong.message


@given(st.text(), st.lists(st.text()))
def test_what_is_sent_is_what_is_asked(query: str, graphs: list[str]) -> None:
    query, graphs = (
        query.encode("utf-8", "ignore").decode(),
        [g.encode("utf-8", "ignore").decode() for g in graphs],
    )
    string = urlencode([("query", query), *(("default-graph-uri", graph) for graph in graphs)]).encode()
    assert read_request("GET", string) == SparqlRequest(query, tuple(graphs))
    assert read_request("POST", b"", FORM, string) == SparqlRequest(query, tuple(graphs))


@given(st.sampled_from(["GET", "POST"]), st.binary(max_size=80), st.text(max_size=40), st.binary(max_size=80))
def test_any_request_gives_a_query_or_a_problem(method: str, string: bytes, media: str, body: bytes) -> None:
    read_request(method, string, media, body)
