"""Requests of any kind to a running server: an answer, or a 4xx that says why; the server lives on."""

from __future__ import annotations

import http.client
import random
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hostile.conftest import torture

if TYPE_CHECKING:
    from tests.server.conftest import Running

MUTANTS = torture("mutants")
HEADERS = ["Accept", "Content-Type", "Accept-Encoding", "If-None-Match", "Host", "Origin", "Range", "Cookie"]
VALUES = [
    "text/html",
    "text/csv;q=nan",
    "*/*;q=9e999",
    "application/sparql-query",
    "application/sparql-query; charset=utf-7",
    "application/x-www-form-urlencoded",
    "application/sparql-update",
    "multipart/form-data; boundary=",
    "a" * 4_000,
    ',;="\\',
    "bytes=9-1",
    "evil.example",
    "é",
]
PATHS = [
    "sparql",
    "",
    "q/talks",
    "q/who-talked-about.csv",
    "find",
    "ask",
    "explore",
    "explore/part",
    "static/x",
]
NAMES = ["query", "update", "default-graph-uri", "format", "topic", "since", "text", "kinds", "question"]


def ask(server: Running, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """A request as it stands, which a client would tidy up."""
    address = urlsplit(server.address)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    connection.putrequest(method, target, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value.encode("latin-1"))
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    return response.status, answer


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "BREW"]),
    path=st.sampled_from(PATHS),
    headers=st.dictionaries(st.sampled_from(HEADERS), st.sampled_from(VALUES), max_size=3),
    pairs=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=20)), max_size=3),
    body=st.one_of(st.binary(max_size=60), st.integers(0, 5_000)),
)
def test_no_request_is_the_server_s_fault(
    example_server: Running,
    method: str,
    path: str,
    headers: dict[str, str],
    pairs: list[tuple[str, str]],
    body: bytes | int,
) -> None:
    encoded = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    data = next(MUTANTS.queries(body)).encode("utf-8", "replace") if isinstance(body, int) else body
    status, answer = ask(example_server, method, f"/{path}?{encoded}", headers, data)
    assert status < 500, (method, path, headers, encoded, data, answer)
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "ASK " + "{" * 100_000,
        "ASK { FILTER(" + "!" * 100_000 + "true) }",
        "SELECT * { " + "?service ?p ?o . " * 5_000 + "}",
    ],
    ids=["parentheses", "braces", "signs", "service"],
)
def test_a_query_too_deep_is_the_client_s_fault_and_costs_no_process(
    example_server: Running, query: str
) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    status, answer = ask(example_server, "POST", "/sparql", headers, query.encode())
    assert (status, b"limit" in answer or b"nested" in answer) == (400, True)
    assert example_server.query("ASK {}").json()["boolean"] is True


def test_a_body_above_the_limit_is_refused(example_server: Running) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    status, _ = ask(example_server, "POST", "/sparql", headers, b"#" * (1024 * 1024 + 1))
    assert status == 413


def test_random_queries_are_answered_or_refused(example_server: Running) -> None:
    queries, chance = MUTANTS.queries(7), random.Random(7)
    for _ in range(40):
        accept = chance.choice(["application/sparql-results+json", "text/csv", "text/turtle", "text/html"])
        response = example_server.query(next(queries), accept)
        assert response.status_code < 500, response.text
