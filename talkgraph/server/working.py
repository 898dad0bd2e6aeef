"""Jobs done one at a time, in a thread that steps back behind others when a job is long.

Oxigraph's answers must be let go by the thread that got them. So one thread
does the jobs, and it alone collects garbage; Python would do it in any.
"""

from __future__ import annotations

import gc
import os
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["JobThread"]

_AT_FULL_SPEED = 0.2  # seconds of a processor after which a job steps back
_LOOK = 0.05  # seconds between two looks at what it has used
_NICENESS = 10
_SWEEP = 100  # jobs after which garbage is collected

Asked = TypeVar("Asked")
Done = TypeVar("Done")


class JobThread(Generic[Asked, Done]):
    """Does jobs, one after the other.

    A thread that has stepped back stays back, as Linux has it for all but
    root; another one takes its place when its job is done.

    Args:
        work: does one job; it must not raise.
    """

    def __init__(self, work: Callable[[Asked], Done]) -> None:
        self._work = work
        self._thread: _Worker[Asked, Done] | None = None
        gc.collect()
        gc.freeze()  # what is there now stays
        gc.disable()

    def do(self, asked: Asked) -> Done:
        """The outcome of one job."""
        thread = self._thread or _Worker(self._work)
        self._thread = thread
        used = thread.processor_time()
        thread.asked.put(asked)
        while True:
            try:
                done = thread.done.get(timeout=None if thread.stepped_back else _LOOK)
            except Empty:
                if thread.processor_time() - used > _AT_FULL_SPEED:
                    thread.step_back()
            else:
                if thread.stepped_back:
                    self.end()
                return done

    def end(self) -> None:
        """Ends the thread, after it has let everything go."""
        if self._thread is not None:
            self._thread.asked.put(None)
            self._thread.join()
            self._thread = None


class _Worker(Thread, Generic[Asked, Done]):
    def __init__(self, work: Callable[[Asked], Done]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self.asked: SimpleQueue[Asked | None] = SimpleQueue()
        self.done: SimpleQueue[Done] = SimpleQueue()
        self.stepped_back = False
        self.start()

    def run(self) -> None:
        count = 0
        while (asked := self.asked.get()) is not None:
            self.done.put(self._work(asked))
            count += 1
            if count % _SWEEP == 0:
                gc.collect()
        gc.collect()

    def processor_time(self) -> float:
        """Seconds of a processor that it has used, however long it had to wait for one."""
        return time.clock_gettime(time.pthread_getcpuclockid(self.ident or 0))

    def step_back(self) -> None:
        """Lets everything else on the machine go first."""
        self.stepped_back = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.native_id or 0, _NICENESS)
