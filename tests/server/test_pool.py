"""Runaway queries, lost processes, rebuilt stores."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from talkgraph.store import write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talkgraph.store import Store
    from tests.server.conftest import Running

# Every triple with every other, four times over: hours, even on a small graph.
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
PEOPLE = "SELECT ?s { ?s a schema:Person }"


def _workers() -> set[int]:
    """The process ids of all workers that this process has started."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    lines = listed.stdout.splitlines()
    return {int(line.split()[0]) for line in lines if "talkgraph.server.worker" in line}


@pytest.fixture
def served(serving: Callable[..., Running], example_store: Store) -> Callable[..., tuple[Running, set[int]]]:
    """Serves the example with limits of one's own; gives the process ids of the workers, too."""

    def start(**limits: Any) -> tuple[Running, set[int]]:
        before = _workers()
        return serving(example_store.folder, **limits), _workers() - before

    return start


def _wait_until_gone(workers: set[int]) -> None:
    deadline = time.monotonic() + 60
    while workers & _workers() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not workers & _workers()


def test_a_runaway_query_is_stopped_and_the_limit_named(
    serving: Callable[..., Running], example_store: Store
) -> None:
    server = serving(example_store.folder, seconds=1.5, patience=0.2, workers=1)
    response = server.query(RUNAWAY)
    assert response.status_code == 504
    assert response.json()["error"] == {
        "message": "stopped after 1.5 seconds, which is the limit; ask for less",
        "limit": "seconds=1.5",
    }
    assert response.headers["x-talkgraph-limit"] == "seconds=1.5"
    assert server.query(PEOPLE).status_code == 200


def test_the_process_of_a_stopped_query_is_gone(
    served: Callable[..., tuple[Running, set[int]]],
) -> None:
    server, workers = served(seconds=0.5, patience=0.1, workers=1)
    server.query(RUNAWAY)
    _wait_until_gone(workers)


def test_others_are_answered_while_a_query_runs_away(
    serving: Callable[..., Running], example_store: Store
) -> None:
    server = serving(example_store.folder, seconds=60, patience=0.2, workers=1, slow=1)
    with ThreadPoolExecutor() as pool:
        runaway = pool.submit(server.client.get, "sparql", params={"query": RUNAWAY}, timeout=2)
        answers = [server.query(PEOPLE).status_code for _ in range(5)]
        assert answers == [200] * 5
        assert not runaway.done() or runaway.exception() is not None
        assert runaway.exception() is not None  # its client gave up


def test_a_client_that_goes_away_takes_its_query_with_it(
    served: Callable[..., tuple[Running, set[int]]],
) -> None:
    server, workers = served(seconds=600, patience=300, workers=1)
    with pytest.raises(httpx2.ReadTimeout):
        server.client.get("sparql", params={"query": RUNAWAY}, timeout=0.5)
    _wait_until_gone(workers)
    assert server.query(PEOPLE).status_code == 200


def test_requests_above_the_limit_are_turned_away(
    serving: Callable[..., Running], example_store: Store
) -> None:
    server = serving(example_store.folder, seconds=3, requests=2, workers=1, patience=3)
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(r.status_code for r in pool.map(server.query, [RUNAWAY] * 6))
    assert statuses.count(503) >= 3
    assert set(statuses) == {503, 504}


def test_a_lost_worker_is_replaced(served: Callable[..., tuple[Running, set[int]]]) -> None:
    server, workers = served(workers=2)
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    _wait_until_gone(workers)
    assert [server.query(PEOPLE).status_code for _ in range(4)] == [200] * 4


def test_a_worker_that_dies_at_work_is_said(served: Callable[..., tuple[Running, set[int]]]) -> None:
    server, workers = served(workers=1, seconds=60)

    def kill() -> None:
        for worker in workers:
            os.kill(worker, signal.SIGKILL)

    timer = threading.Timer(1.0, kill)
    timer.start()
    response = server.query(RUNAWAY)
    timer.join()
    assert response.status_code == 503
    assert "the process that worked on it ended" in response.text
    assert server.query(PEOPLE).status_code == 200


def test_a_query_that_needs_too_much_memory_ends_alone(
    served: Callable[..., tuple[Running, set[int]]],
) -> None:
    server, _ = served(workers=1, seconds=120, memory=300 * 1024 * 1024)
    response = server.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?i")
    assert response.status_code == 503
    assert response.headers["x-talkgraph-limit"] == "memory=314572800"
    assert server.query(PEOPLE).status_code == 200


def test_a_rebuilt_store_is_served_without_one_failed_request(
    serving: Callable[..., Running], tmp_path: Path
) -> None:
    folder = tmp_path / "talkgraph.db"
    recaps, resolution = example_recaps(), example_resolution()
    write_store(recaps[:1], replace(resolution, things=resolution.things), folder)
    server = serving(folder, workers=2)
    first = server.generation()
    statuses: list[int] = []
    counts: list[int] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            response = server.query("SELECT ?r { ?r a tg:Recap }")
            statuses.append(response.status_code)
            counts.append(len(response.json()["results"]["bindings"]))

    with ThreadPoolExecutor() as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        for round_ in range(3):
            write_store(recaps[: 2 - round_ % 2], resolution, folder)
            generation = (folder / "CURRENT").read_text().strip()
            deadline = time.monotonic() + 60
            while server.generation() != generation and time.monotonic() < deadline:
                time.sleep(0.05)
            assert server.generation() == generation
        done.set()
        for each in asking:
            each.result()
    assert set(statuses) == {200}
    assert set(counts) == {1, 2}
    assert server.generation() != first
