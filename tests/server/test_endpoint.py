"""The endpoint as clients see it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from tests.examples import iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.store import Store
    from tests.server.conftest import Running

NAMES = "SELECT ?name { ?s a schema:Person ; schema:name ?name } ORDER BY ?name"
GRAPH = f"CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <{iri('technology/ipfs')}> }} ?s ?p ?o }}"


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("*/*", "application/sparql-results+json", b'{"head":{"vars":["name"]}'),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv", b"name\r\nAlice Martin\r\nJuan Benet"),
        ("text/tab-separated-values", "text/tab-separated-values", b'?name\n"Alice Martin"'),
    ],
)
def test_a_table_comes_in_every_format(
    example_server: Running, accept: str, media: str, begins: bytes
) -> None:
    response = example_server.query(NAMES, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media
    assert response.headers["vary"] == "Accept"
    assert response.content.startswith(begins)


@pytest.mark.parametrize(
    "accept",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_a_graph_comes_in_every_format(example_server: Running, example_store: Store, accept: str) -> None:
    response = example_server.query(GRAPH, accept)
    assert response.headers["content-type"].partition(";")[0] == accept
    format_ = ox.RdfFormat.from_media_type(accept)
    assert format_ is not None
    read = {quad.triple for quad in ox.parse(response.content, format=format_)}
    ipfs = ox.NamedNode(str(iri("technology/ipfs")))
    stated = example_store.graph.quads_for_pattern(ipfs, None, None, ox.DefaultGraph())
    assert read == {quad.triple for quad in stated}


def test_a_format_may_stand_in_the_address(example_server: Running) -> None:
    response = example_server.client.get("sparql", params={"query": NAMES, "format": "csv"})
    assert response.headers["content-type"].startswith("text/csv")
    wrong = example_server.client.get("sparql", params={"query": NAMES, "format": "ttl"})
    assert (wrong.status_code, "there are json, xml, csv, tsv" in wrong.text) == (406, True)


def test_what_cannot_be_had_is_406(example_server: Running) -> None:
    response = example_server.query(NAMES, "image/png")
    assert response.status_code == 406
    assert "application/sparql-results+json" in response.text


def test_head_has_no_body(example_server: Running) -> None:
    response = example_server.client.head("sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.content) == (200, b"")


def test_options_and_other_methods_say_what_is_taken(example_server: Running) -> None:
    options = example_server.client.options("sparql")
    assert (options.status_code, "POST" in options.headers["allow"]) == (204, True)
    delete = example_server.client.delete("sparql")
    assert (delete.status_code, "GET" in delete.headers["allow"]) == (405, True)


def test_a_syntax_error_has_line_and_column(example_server: Running) -> None:
    text = example_server.query("SELECT * {\n ?s ?p ?o } LIMT 3", "text/csv")
    assert text.status_code == 400
    assert text.headers["content-type"].startswith("text/plain")
    assert text.text == "query, line 2, column 13: not understood from 'LIMT 3' on\n"
    error = example_server.query("SELECT * {\n ?s ?p ?o } LIMT 3").json()["error"]
    assert (error["line"], error["column"]) == (2, 13)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "SELECT * { OPTIONAL { SERVICE SILENT <http://localhost:1/> { ?s ?p ?o } } }",
        "ASK { FILTER EXISTS { SERVICE ?where { ?s ?p ?o } } }",
        "LOAD <http://localhost:1/>",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
    ],
)
def test_what_reaches_out_or_changes_is_forbidden(example_server: Running, query: str) -> None:
    response = example_server.query(query)
    assert response.status_code == 403


def test_cors_is_off(example_server: Running) -> None:
    response = example_server.client.get(
        "sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"}
    )
    assert "access-control-allow-origin" not in response.headers


def test_cors_is_on_if_asked_for(serving: Callable[..., Running], example_store: Store) -> None:
    server = serving(example_store.folder, cors=True)
    response = server.client.get(
        "sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"}
    )
    assert response.headers["access-control-allow-origin"] == "*"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = server.client.options("sparql", headers=asked)
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_only_known_names_are_answered_to(serving: Callable[..., Running], example_store: Store) -> None:
    server = serving(example_store.folder, hosts=("127.0.0.1",))
    assert server.query("ASK {}").status_code == 200
    other = server.client.get("sparql", params={"query": "ASK {}"}, headers={"Host": "rebound.example"})
    assert other.status_code == 400


def test_rows_are_cut_at_the_limit_and_that_is_said(
    serving: Callable[..., Running], example_store: Store
) -> None:
    server = serving(example_store.folder, rows=2)
    everything = "SELECT ?s ?p ?o { ?s ?p ?o }"
    for accept in ("application/json", "text/csv", "application/xml", "text/tab-separated-values"):
        cut = server.query(everything, accept)
        assert cut.headers["x-talkgraph-truncated"] == "rows=2"
    assert len(server.query(everything).json()["results"]["bindings"]) == 2
    whole = server.query(f"{everything} LIMIT 1")
    assert "x-talkgraph-truncated" not in whole.headers
    triples = server.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples")
    assert (len(triples.text.splitlines()), triples.headers["x-talkgraph-truncated"]) == (2, "rows=2")


def test_a_body_above_the_limit_is_refused(serving: Callable[..., Running], example_store: Store) -> None:
    server = serving(example_store.folder, body=100)
    query = "ASK {}" + " " * 100
    response = server.client.post(
        "sparql", content=query, headers={"Content-Type": "application/sparql-query"}
    )
    assert response.status_code == 413
    assert "above the limit of 100 bytes" in response.text


def test_an_answer_above_the_limit_is_refused(serving: Callable[..., Running], example_store: Store) -> None:
    server = serving(example_store.folder, answer=200)
    for query, accept in (
        ("SELECT * { ?s ?p ?o }", "text/csv"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "text/turtle"),
    ):
        response = server.query(query, accept)
        assert response.status_code == 413
        assert "above the limit of 200 bytes" in response.text


def test_the_service_describes_itself(example_server: Running, example_store: Store) -> None:
    response = example_server.client.get("sparql", headers={"Accept": "text/turtle"})
    dataset = ox.Store()
    dataset.load(response.content, format=ox.RdfFormat.TURTLE, base_iri=example_server.address)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> "
    endpoint = ox.NamedNode(f"{example_server.address}sparql")
    kind = f"{endpoint} a sd:Service ; sd:endpoint {endpoint} ; sd:supportedLanguage sd:SPARQL11Query"
    assert dataset.query(f"{sd} ASK {{ {kind} }}")
    counted: Any = dataset.query(f"{sd}{void} SELECT ?n {{ ?d sd:defaultGraph/void:triples ?n }}")
    (row,) = counted
    stated = sum(1 for _ in example_store.graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert int(row["n"].value) == stated
    assert dataset.query(f'{sh} ASK {{ {endpoint} sh:declare [ sh:prefix "tg" ; sh:namespace ?n ] }}')
    examples: Any = dataset.query(f"{sh} SELECT * {{ ?q a sh:SPARQLExecutable ; sh:select ?t }}")
    assert len(list(examples)) >= 15
    assert response.headers["vary"] == "Accept"


def test_every_example_of_the_description_can_be_asked(example_server: Running) -> None:
    described = example_server.client.get("sparql", headers={"Accept": "application/n-triples"})
    select = ox.NamedNode("http://www.w3.org/ns/shacl#select")
    texts = [
        t.object.value
        for t in ox.parse(described.content, format=ox.RdfFormat.N_TRIPLES)
        if t.predicate == select
    ]
    for text in texts:
        response = example_server.query(text)
        assert response.status_code == 200, text


def test_a_browser_is_led_to_the_query_page(example_server: Running) -> None:
    response = example_server.client.get("sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "./")


def test_errors_are_one_object(example_server: Running) -> None:
    response = example_server.client.get(
        "sparql", params={"query": "SELECT"}, headers={"Accept": "application/json"}
    )
    assert set(json.loads(response.content)) == {"error"}
