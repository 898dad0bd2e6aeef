"""One trial: a function in a process of its own, with a limit of time and one of memory.

The process is forked, so that what is loaded already, such as the models, is
there at once, and the memory that is told is what the trial itself took.
"""

from __future__ import annotations

import os
import pickle  # between this process and its own child only
import resource
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

from talkgraph.errors import TalkgraphError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Outcome", "tried", "verdict_of"]

_MIB = 1024 * 1024
_ADDRESSES = 6 * 1024 * _MIB  # a runaway ends here, whatever else is limited


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a trial.

    Attributes:
        verdict: what the function gave, ``refused: …`` for one of our errors, ``CRASH …``,
            ``HANG`` or ``KILLED``.
        seconds: of a processor that it took; of the clock where it was stopped.
        memory: MiB of memory that it took at most, beyond what was there before.
    """

    verdict: str
    seconds: float
    memory: float

    @property
    def is_bad(self) -> bool:
        """Whether it broke a promise."""
        return self.verdict.startswith(("CRASH", "HANG", "KILLED"))


def verdict_of(run: Callable[[], str]) -> str:
    """What a function gives, or the kind of error that it ends in."""
    try:
        return run()
    except TalkgraphError as error:
        if len(str(error)) > 2_000 or "\n" in str(error):
            return f"CRASH: a message of {len(str(error))} characters: {str(error)[:80]!r}"
        return f"refused: {type(error).__name__}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        where = traceback.extract_tb(error.__traceback__)[-1]
        return (
            f"CRASH {type(error).__name__}: {str(error)[:120]} ({Path(where.filename).name}:{where.lineno})"
        )


def tried(run: Callable[[], str], *, seconds: float = 300.0) -> Outcome:
    """Runs a function in a forked process and tells what came of it."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(run, writing)
    os.close(writing)
    data = b""
    is_late = False
    while True:
        left = begun + seconds - time.monotonic()
        if left <= 0 or not select([reading], [], [], left)[0]:
            is_late = True
            os.kill(child, signal.SIGKILL)
            break
        chunk = os.read(reading, 65536)
        if not chunk:
            break
        data += chunk
    os.close(reading)
    _, status = os.waitpid(child, 0)
    took = time.monotonic() - begun
    if is_late:
        return Outcome("HANG", took, 0.0)
    if not data:
        return Outcome(f"KILLED by signal {os.WTERMSIG(status)}", took, 0.0)
    verdict, took, memory = pickle.loads(data)
    return Outcome(verdict, took, memory)


def _work(run: Callable[[], str], writing: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins here
        before = _memory("VmRSS")
        begun = time.process_time()
        verdict = verdict_of(run)
        took = time.process_time() - begun
        os.write(writing, pickle.dumps((verdict, took, max(0.0, _memory("VmHWM") - before))))
    finally:
        os._exit(0)


def _memory(name: str) -> float:
    """MiB of this process, by the kernel's own count."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
