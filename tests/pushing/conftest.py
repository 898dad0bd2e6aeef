"""The stores that a graph is pushed into, each started once a session and emptied for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.store import Endpoint
from talkgraph.store.remote import SparqlClient
from tests.stores import Foreign, oxigraph, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", params=["oxigraph", "oxigraph with one graph of all", "virtuoso"])
def running_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Foreign]:
    """A store of another program."""
    folder = tmp_path_factory.mktemp("foreign")
    if request.param == "virtuoso":
        with virtuoso(folder) as running:
            yield running
    else:
        options = ["--union-default-graph"] if request.param != "oxigraph" else []
        with oxigraph(folder, *options) as running:
            yield running


@pytest.fixture
def foreign(running_store: Foreign, monkeypatch: pytest.MonkeyPatch) -> Foreign:
    """The same, empty, with the password for it at hand."""
    monkeypatch.setenv("TALKGRAPH_USER", "dba")
    monkeypatch.setenv("TALKGRAPH_PASSWORD", "dba")
    client = SparqlClient(Endpoint(running_store.query), updates=Endpoint(running_store.update))
    client.update("CLEAR DEFAULT" if running_store.name == "oxigraph" else "CLEAR GRAPH <urn:none>")
    own = b"https://w3id.org/talkgraph/"
    listed = client.query(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", accept="text/csv"
    ).splitlines()
    for line in listed[1:]:
        iri = line.strip(b'"\r')
        if iri.startswith((own, b"https://example.org/")):
            client.update(f"CLEAR GRAPH <{iri.decode()}>")
    return running_store
