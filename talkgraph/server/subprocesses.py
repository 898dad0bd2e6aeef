"""One worker as the server sees it: a process that is written to and read from."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from talkgraph.errors import StoreError
from talkgraph.server.framing import pack, receive_message
from talkgraph.server.replies import Reply

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

    from talkgraph.server.settings import Settings

__all__ = ["LostWorkerError", "Worker"]


class LostWorkerError(Exception):
    """The process ended before it replied."""


class Worker:
    """A process that has a store open. ``start`` makes one.

    Attributes:
        generation: name of the graph that it has open.
    """

    def __init__(self, process: Process, generation: str) -> None:
        self._process = process
        self.generation = generation

    @classmethod
    async def start(cls, settings: Settings) -> Worker:
        """Starts a process and waits until it has the store open.

        Raises:
            StoreError: it cannot open the store.
            LostWorkerError: it ended before that.
        """
        told = {
            "store": str(settings.store),
            "limits": asdict(settings.limits),
            "own": str(settings.own) if settings.own else None,
            "min_confidence": settings.min_confidence,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "talkgraph.server.worker",
            json.dumps(told),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
        worker = cls(process, "")
        try:
            head, _ = await worker._receive()
        except BaseException:
            await worker.end()
            raise
        if "failed" in head:
            await process.wait()
            raise StoreError(str(settings.store), head["failed"].removeprefix(f"{settings.store}: "))
        worker.generation = head["generation"]
        return worker

    @property
    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.returncode is None

    async def ask(self, job: str, arguments: Mapping[str, Any]) -> Reply:
        """The reply to one job.

        Raises:
            LostWorkerError: the process ended before it replied.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(pack({"job": job, "arguments": dict(arguments)}))
            await self._process.stdin.drain()
        except ConnectionError:
            raise LostWorkerError from None
        return Reply.of(*await self._receive())

    async def end(self) -> None:
        """Ends the process now, whatever it does, and waits until it is gone."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        try:
            return await receive_message(self._process.stdout)
        except asyncio.IncompleteReadError:
            raise LostWorkerError from None
