"""A running server."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from talkgraph.server import Limits, Settings, create_app
from talkgraph.server.running import listening_socket
from tests.questions.world import world_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from talkgraph.store import Store

PATIENCE = 60.0  # seconds: the machine may be busy with other things


@dataclass(frozen=True)
class Running:
    """A server that answers.

    Attributes:
        address: of the server, with a slash at its end.
        client: for requests to it.
        generation: gives the name of the graph that it answers from.
    """

    address: str
    client: httpx2.Client
    generation: Callable[[], str]

    def query(self, text: str, accept: str = "application/sparql-results+json") -> httpx2.Response:
        return self.client.get("sparql", params={"query": text}, headers={"Accept": accept})


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Serves in a thread of this process, as ``serve`` does in a process of its own."""
    import uvicorn

    app = create_app(settings)
    listening = listening_socket("127.0.0.1", 0)
    config = uvicorn.Config(app, lifespan="on", log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    deadline = time.monotonic() + PATIENCE
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.started
    try:
        with httpx2.Client(base_url=address, timeout=PATIENCE) as client:
            yield Running(address, client, lambda: app.state.pool.generation)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


@pytest.fixture(scope="session")
def example_server(example_store: Store) -> Iterator[Running]:
    """The example's store, served."""
    with running(Settings(example_store.folder)) as server:
        yield server


@pytest.fixture(scope="session")
def world_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The store of the world of ``tests/questions``, served."""
    store = world_store(tmp_path_factory.mktemp("world") / "talkgraph.db")
    with running(Settings(store.folder)) as server:
        yield server


@pytest.fixture
def serving() -> Iterator[Callable[..., Running]]:
    """Serves a store with limits of one's own."""
    with ExitStack() as stack:

        def start(store: Path, *, cors: bool = False, hosts: tuple[str, ...] = (), **limits: Any) -> Running:
            settings = Settings(store, cors=cors, hosts=hosts, limits=Limits(**limits))
            return stack.enter_context(running(settings))

        yield start
