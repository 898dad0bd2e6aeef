"""A Spark cluster on this machine: a master and two workers as processes of their own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 180.0  # seconds


@dataclass
class Cluster:
    """A standalone cluster.

    Attributes:
        master: its address, as Spark names it.
        workers: the processes of its workers.
    """

    master: str
    workers: list[subprocess.Popen[bytes]]

    def kill_a_worker(self) -> None:
        """Ends a worker and its executors at once, as a machine does that loses its power."""
        os.killpg(self.workers[0].pid, signal.SIGKILL)


@pytest.fixture(scope="session", autouse=True)
def _needs_java_and_spark() -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed (pip install talkgraph[spark])")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed (Debian: apt-get install openjdk-17-jre-headless)")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master and two workers with a core each."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port, page = _free_port(), _free_port()
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    start = [str(home / "bin" / "spark-class")]
    master = f"spark://127.0.0.1:{port}"

    def run(name: str, *words: str) -> subprocess.Popen[bytes]:
        log = stack.enter_context((tmp_path / f"{name}.log").open("wb"))
        process = subprocess.Popen(
            [*start, *words],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=tmp_path,
            start_new_session=True,
        )
        stack.callback(_end, process)
        return process

    with ExitStack() as stack:
        host = ("--host", "127.0.0.1")
        ("--port", str(port), "--webui-port", str(page))
        run(
            "master",
            "org.apache.spark.deploy.master.Master",
            *host,
            "--port",
            str(port),
            "--webui-port",
            str(page),
        )
        _wait_for(tmp_path / "master.log", "I have been elected leader", 1)
        workers = [
            run(
                f"worker-{number}",
                *("org.apache.spark.deploy.worker.Worker", *host, "--cores", "1", "--memory", "1g"),
                *("--webui-port", "0", "--work-dir", str(tmp_path / f"work-{number}"), master),
            )
            for number in range(2)
        ]
        _wait_for(tmp_path / "master.log", "Registering worker", 2)
        yield Cluster(master, workers)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(log: Path, words: str, times: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while log.read_text().count(words) < times:
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
