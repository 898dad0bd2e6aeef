"""Addresses that no page links to: none reads a file, none is the server's fault."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.server.conftest import Running


def raw(server: Running, target: bytes, accept: str = "*/*") -> tuple[int, bytes]:
    """Asks for an address as it stands: a client would tidy it up."""
    address = urlsplit(server.address)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
    connection._validate_path = lambda url: None  # type: ignore[attr-defined]
    connection.putrequest("GET", target.decode("ascii"), skip_accept_encoding=True)
    connection.putheader("Accept", accept)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


@pytest.mark.parametrize(
    "target",
    [
        "/a%20b",
        "/%00",
        "/technology/ipfs%00",
        "/%3Cx%3E",
        "/recap/%3E%20%7B%7D",
        "/claim/x/%22",
        "/%ff%fe",
        "/%ed%a0%80",
        "/..",
        "/../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/%2e%2e/%2e%2e/errors.py",
        "/static/..%2f..%2ferrors.py",
        "//evil.example/",
        "/technology//ipfs",
        "/technology/ipfs/",
        "/technology/" + "a" * 20_000,
        "/q/%00",
        "/q/..",
        "/q/a%2Fb",
        "/explore/none",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/trig"])
def test_an_odd_address_is_not_found(example_server: Running, target: str, accept: str) -> None:
    status, _ = raw(example_server, target.encode(), accept)
    assert status == 404


def test_a_path_that_climbs_reads_no_file(example_server: Running) -> None:
    for target in (b"/static/../../errors.py", b"/static/%2e%2e/%2e%2e/errors.py"):
        assert b"TalkgraphError" not in raw(example_server, target)[1]


PIECES = st.one_of(
    st.sampled_from(
        [
            "technology",
            "ipfs",
            "recap",
            "claim",
            "q",
            "talks.csv",
            "find",
            "explore",
            "part",
            "overview",
            "..",
            "",
            "%00",
            "%2f",
            "%ff",
            "static",
        ]
    ),
    st.text(max_size=20).map(lambda text: quote(text.encode("utf-8", "surrogatepass"), safe="")),
    st.binary(max_size=8).map(quote),
)
NAMES = st.one_of(
    st.sampled_from(["text", "thing", "depth", "top", "format", "kinds", "topic", "since", "query", "event"]),
    st.text(max_size=5).map(lambda text: quote(text, errors="replace")),
)
VALUES = st.one_of(
    PIECES,
    st.sampled_from(
        ["9" * 5000, "-1", "1e9", "%EF%BC%91", "a+" * 4000, "ttl", "csv", "Technology|", "%3E%20%7B"]
    ),
    st.integers().map(str),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(PIECES, max_size=4),
    parameters=st.lists(st.tuples(NAMES, VALUES), max_size=3),
    accept=st.sampled_from(["text/html", "text/turtle", "application/json", "text/csv;q=nan", ""]),
)
def test_nothing_that_is_asked_is_the_server_s_fault(
    example_server: Running, pieces: list[str], parameters: list[tuple[str, str]], accept: str
) -> None:
    target = "/" + "/".join(pieces) + "?" + "&".join(f"{name}={value}" for name, value in parameters)
    status, body = raw(example_server, target.encode("ascii"), accept)
    assert status < 500, (target, body)
