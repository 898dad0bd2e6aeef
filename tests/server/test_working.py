from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from talkgraph.server.working import JobThread

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _garbage_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_jobs_are_done_in_turn_by_one_thread() -> None:
    jobs: JobThread[int, tuple[int, int]] = JobThread(lambda number: (number * 2, threading.get_ident()))
    done = [jobs.do(number) for number in range(250)]
    jobs.end()
    assert [value for value, _ in done] == [number * 2 for number in range(250)]
    assert len({thread for _, thread in done}) == 1
    assert done[0][1] != threading.get_ident()


def test_a_long_job_steps_back_and_the_next_one_does_not() -> None:
    def work(seconds: float) -> int:
        until = time.thread_time() + seconds
        while time.thread_time() < until:
            pass
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    jobs: JobThread[float, int] = JobThread(work)
    usual = jobs.do(0.0)
    assert jobs.do(0.8) == usual + 10
    assert jobs.do(0.0) == usual
    jobs.end()


def test_a_job_that_only_waits_does_not_step_back() -> None:
    def work(seconds: float) -> int:
        time.sleep(seconds)
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    jobs: JobThread[float, int] = JobThread(work)
    assert jobs.do(0.6) == jobs.do(0.0)
    jobs.end()


LEAKING = """
import pyoxigraph as ox
from talkgraph.server.working import JobThread
store = ox.Store()

def work(number):
    cycle = [store.query("SELECT * { ?s ?p ?o }")]
    cycle.append(cycle)
    return number

jobs = JobThread(work)
for number in range(350):
    jobs.do(number)
    [[] for _ in range(2000)]
jobs.end()
"""


def test_answers_of_oxigraph_are_let_go_by_the_thread_that_got_them() -> None:
    done = subprocess.run([sys.executable, "-c", LEAKING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
