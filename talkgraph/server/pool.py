"""The workers: started, given requests, replaced when slow, killed at the limit.

A request is worked on by one process alone. One that takes longer than a
moment steps back behind the others (``worker``); after a while it counts as
slow, and another process takes its place here; at the limit of time it is
killed. So a runaway query neither blocks nor slows those that come after it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import TYPE_CHECKING, Any

from talkgraph.errors import StoreError
from talkgraph.server.replies import Problem, Reply
from talkgraph.server.subprocesses import LostWorkerError, Worker

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping

    from talkgraph.server.settings import Settings

__all__ = ["Pool"]

logger = logging.getLogger(__name__)

_LOOK_AGAIN = 0.25  # seconds between two looks at the store's current generation
_AT_ONCE = 0.05  # seconds within which a lost worker is not the request's fault
_RETRY = 2.0  # seconds after a generation could not be opened


class Pool:
    """Workers for one store.

    Args:
        settings: the store and the limits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limits = settings.limits
        self._idle: deque[Worker] = deque()
        self._working: set[Worker] = set()
        self._slow: set[Worker] = set()
        self._lost: set[Worker] = set()  # gone, or still at a request that nobody waits for
        self._starts: set[asyncio.Task[None]] = set()
        self._ends: set[asyncio.Task[None]] = set()
        self._ready = asyncio.Condition()
        self._requests = 0
        self._starting = 0
        self._generation = ""
        self._closed = False

    @property
    def generation(self) -> str:
        """The name of the graph that is answered from."""
        return self._generation

    async def start(self) -> None:
        """Starts the workers.

        Raises:
            StoreError: the store cannot be opened.
        """
        first = await Worker.start(self._settings)
        self._generation = first.generation
        self._idle.append(first)
        self._fill()
        self._keep(self._starts, self._watch_generation())

    async def close(self) -> None:
        """Ends all workers."""
        self._closed = True
        for task in self._starts:
            task.cancel()
        await asyncio.gather(*self._starts, return_exceptions=True)
        for worker in [*self._idle, *self._working]:
            self._end(worker)
        self._idle.clear()
        await asyncio.gather(*self._ends)

    async def ask(self, job: str, arguments: Mapping[str, Any]) -> Reply:
        """The reply of a job, or what stopped it.

        Args:
            job: its name in ``jobs``.
            arguments: plain values.
        """
        accept = arguments.get("accept")
        if self._requests >= self._limits.requests:
            words = (
                f"{self._limits.requests:,} requests wait already, which is the limit; try again in a moment"
            )
            return Problem(503, words, limit=f"requests={self._limits.requests}").reply(accept)
        self._requests += 1
        try:
            return await self._ask_some(job, arguments)
        except LostWorkerError:
            words = (
                "the process that worked on it ended; "
                f"it may have needed more than the limit of {self._limits.memory:,} bytes of memory"
            )
            return Problem(503, words, limit=f"memory={self._limits.memory}").reply(accept)
        finally:
            self._requests -= 1

    async def _ask_some(self, job: str, arguments: Mapping[str, Any], *, again: bool = True) -> Reply:
        """The reply of a worker; of another one where the first was gone before it was asked.

        Raises:
            LostWorkerError: it ended before it replied.
        """
        worker = await self._take()
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            return await self._ask(worker, job, arguments)
        except LostWorkerError:
            self._lost.add(worker)
            if not again or clock() - started > _AT_ONCE:
                raise
        finally:
            await self._give_back(worker)
        return await self._ask_some(job, arguments, again=False)

    async def _ask(self, worker: Worker, job: str, arguments: Mapping[str, Any]) -> Reply:
        asked = asyncio.create_task(worker.ask(job, arguments))
        try:
            await asyncio.wait([asked], timeout=min(self._limits.patience, self._limits.seconds))
            if not asked.done():
                self._slow.add(worker)
                self._fill()
                await asyncio.wait([asked], timeout=max(0, self._limits.seconds - self._limits.patience))
            if asked.done():
                return asked.result()
        finally:
            if not asked.done():  # too slow, or nobody waits for it any more
                asked.cancel()
                self._lost.add(worker)
        words = f"stopped after {self._limits.seconds:g} seconds, which is the limit; ask for less"
        return Problem(504, words, limit=f"seconds={self._limits.seconds:g}").reply(arguments.get("accept"))

    async def _take(self) -> Worker:
        """A worker that is free; waits for one."""
        async with self._ready:
            while True:
                await self._ready.wait_for(lambda: self._idle)
                worker = self._idle.popleft()
                if worker.is_alive:
                    self._working.add(worker)
                    return worker
                self._fill()

    async def _give_back(self, worker: Worker) -> None:
        self._working.discard(worker)
        self._slow.discard(worker)
        is_lost = worker in self._lost
        self._lost.discard(worker)
        is_current = worker.generation == self._generation
        is_needed = len(self._idle) < self._limits.workers and not self._closed
        if worker.is_alive and is_current and is_needed and not is_lost:
            self._idle.append(worker)
        else:
            self._end(worker)
        self._fill()
        async with self._ready:
            self._ready.notify()

    def _end(self, worker: Worker) -> None:
        self._keep(self._ends, worker.end())

    @staticmethod
    def _keep(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def _fill(self) -> None:
        """Starts workers until there are as many as there should be, slow ones aside."""
        if self._closed:
            return
        slow = min(len(self._slow), self._limits.slow)
        there = len(self._idle) + len(self._working) + self._starting
        for _ in range(self._limits.workers + slow - there):
            self._starting += 1
            self._keep(self._starts, self._add())

    async def _add(self) -> None:
        try:
            worker = await Worker.start(self._settings)
        except (StoreError, LostWorkerError, OSError) as error:
            logger.warning("no further worker could be started: %s", error)
            await asyncio.sleep(_RETRY)
            self._starting -= 1
            self._fill()
            return
        self._starting -= 1
        self._idle.append(worker)
        async with self._ready:
            self._ready.notify()

    async def _watch_generation(self) -> None:
        """Goes over to a rebuilt store: new workers are there before the old ones go."""
        seen = await asyncio.to_thread(self._settings.current)  # a store on the network may be slow to tell
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            current = await asyncio.to_thread(self._settings.current)
            if current in {seen, None}:
                continue
            try:
                worker = await Worker.start(self._settings)
            except (StoreError, LostWorkerError, OSError) as error:
                logger.warning("the rebuilt store cannot be opened yet: %s", error)
                await asyncio.sleep(_RETRY)
                continue
            seen = current
            await self._replace_all(worker)

    async def _replace_all(self, worker: Worker) -> None:
        self._generation = worker.generation
        old = [each for each in self._idle if each.generation != worker.generation]
        self._idle = deque(each for each in self._idle if each.generation == worker.generation)
        self._idle.appendleft(worker)
        for each in old:
            self._end(each)
        self._fill()
        async with self._ready:
            self._ready.notify()
        logger.info("the store was rebuilt: generation %s", worker.generation)
