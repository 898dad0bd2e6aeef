"""The server's own endpoint as the store of another reader, and a server of a store on the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import project
from talkgraph.pushing import push
from talkgraph.server import Settings
from talkgraph.store import Endpoint, Store, open_store
from tests.server.conftest import Running, running
from tests.stores import oxigraph

if TYPE_CHECKING:
    from pathlib import Path


def test_the_servers_endpoint_is_a_store_to_read(example_server: Running, example_store: Store) -> None:
    there = open_store(f"{example_server.address}sparql")
    assert there.base == example_store.base
    assert project(there) == project(example_store)


def test_a_store_on_the_network_is_served(example_store: Store, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as foreign:
        push(example_store, foreign.query, updates=foreign.update)
        with running(Settings(Endpoint(foreign.query))) as server:
            assert server.generation() == example_store.generation
            assert "Juan Benet" in server.client.get("id/person/juan-benet").text
            found = server.query('ASK { ?p schema:name "Juan Benet" }').json()
            assert found["boolean"] is True
            explored = server.client.get("explore")
            assert explored.status_code == 200
