"""``talkgraph serve`` as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.store import Store

PATIENCE = 60.0
LINE = re.compile(r"(?P<store>.+) is served at (?P<address>http://127\.0\.0\.1:\d+/)\n")


@contextmanager
def serving(*arguments: str, cwd: Path | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Starts the command, and gives it with the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "talkgraph", "serve", "--port", "0", "--workers", "2", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        line = LINE.fullmatch(process.stdout.readline())
        assert line is not None
        yield process, line["address"]
    finally:
        process.kill()
        process.wait(PATIENCE)
        process.stdout.close()
        process.stderr.close()


def children(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it has started."""
    return [
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if (fields := _fields(stat)) and fields[1] == str(process.pid)
    ]


def _fields(stat: Path) -> list[str]:
    """State and parent, and what follows; nothing of a process that has ended meanwhile."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def is_gone(pid: int) -> bool:
    return not (Path("/proc") / str(pid)).exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux what processes there are")
@pytest.mark.parametrize(("how", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_says_where_it_is_answers_and_ends_when_told(
    example_store: Store, how: signal.Signals, status: int
) -> None:
    with serving("--store", str(example_store.folder)) as (process, address):
        with httpx2.Client(base_url=address, timeout=PATIENCE) as client:
            assert client.get("technology/ipfs").status_code == 200
            assert client.get("sparql", params={"query": "ASK {}"}).json()["boolean"]
        workers = children(process)
        assert workers
        process.send_signal(how)
        assert process.wait(PATIENCE) == status
        deadline = time.monotonic() + PATIENCE
        while not all(map(is_gone, workers)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert [pid for pid in workers if not is_gone(pid)] == []
        assert process.stdout is not None
        assert process.stderr is not None
        # After an interrupt the shell's prompt begins a line of its own.
        assert (process.stdout.read(), process.stderr.read().strip("\n")) == ("", "")


def test_an_interrupt_ends_a_busy_server_too(example_store: Store) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    with serving("--store", str(example_store.folder), "--seconds", "600") as (process, address):
        with pytest.raises(httpx2.TimeoutException):
            httpx2.get(f"{address}sparql", params={"query": endless}, timeout=1.5)
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_it_serves_own_queries_beside_the_store_under_its_title(example_store: Store, tmp_path: Path) -> None:
    (tmp_path / "talkgraph.db").symlink_to(example_store.folder)
    folder = tmp_path / "asked"
    folder.mkdir()
    (folder / "mine.rq").write_text('# title: Mine\nSELECT ("yes" AS ?word) {}')
    with serving("--queries", "asked", "--title", "Evenings", cwd=tmp_path) as (_, address):
        text = httpx2.get(f"{address}q/", timeout=PATIENCE).text
        assert "Mine" in text
        assert "Evenings" in text
        assert httpx2.get(f"{address}q/mine.csv", timeout=PATIENCE).text == "word\r\nyes\r\n"


def failed(*arguments: str, env: dict[str, str] | None = None) -> str:
    """What the command complains of, which is one line."""
    done = subprocess.run(
        [sys.executable, "-m", "talkgraph", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, **(env or {})},
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_a_store_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    message = failed("--store", str(tmp_path / "none"))
    assert message == f"talkgraph: {tmp_path}/none: no such folder; talkgraph build makes a store\n"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "file").touch()
    assert failed("--store", str(tmp_path / "other")).startswith(f"talkgraph: {tmp_path}/other: ")


def test_a_port_that_is_taken_is_one_line(example_store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = failed("--store", str(example_store.folder), "--port", str(port))
    assert message.startswith(f"talkgraph: cannot listen at 127.0.0.1, port {port}: Address already in use")


def test_a_host_that_is_not_this_machine_is_one_line(example_store: Store) -> None:
    message = failed("--store", str(example_store.folder), "--host", "192.0.2.1", "--port", "0")
    assert message.startswith("talkgraph: cannot listen at 192.0.2.1, port 0: ")


@pytest.mark.parametrize("package", ["starlette", "uvicorn"])
def test_a_missing_package_is_one_line_that_says_how_to_get_it(
    example_store: Store, tmp_path: Path, package: str
) -> None:
    (tmp_path / f"{package}.py").write_text(f"raise ImportError('no {package} here')")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    message = failed("--store", str(example_store.folder), "--port", "0", env={"PYTHONPATH": path})
    assert package in message
    assert "talkgraph[serve]" in message


@pytest.mark.parametrize(
    "arguments", [["--port", "65536"], ["--seconds", "0"], ["--rows", "0"], ["--workers", "0"]]
)
def test_a_number_that_makes_no_sense_is_wrong_usage(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "talkgraph", "serve", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert arguments[0] in done.stderr
