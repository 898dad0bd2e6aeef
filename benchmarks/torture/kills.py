"""Builds that are killed: at any time, and before any of their calls of the file system."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from torture.processes import digest, look, start
from torture.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from torture.processes import Process
    from torture.stage import Stage

__all__ = ["killed_anytime", "killed_before_calls", "killed_first_build"]

_SEED = 20160425
_CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}


def killed_anytime(stage: Stage, times: int = 200) -> Tally:
    """Kills at random times, while a reader has the old graph open."""
    tally = Tally("build killed at a random time")
    chooser = random.Random(_SEED)
    while tally.tried < times:
        after = chooser.uniform(0, stage.seconds)
        store = stage.copy()
        reader = _Reader(store)
        build = stage.build(store)
        time.sleep(after)
        build.kill()
        ended = build.wait()
        where = f"kill {tally.tried} after {after:.3f} s"
        tally.saw(ended)
        if not reader.sees_the_same():
            tally.complain(f"{where}: a reader lost the graph that it had open")
        if ended.status == -signal.SIGKILL:  # else it was done before
            tally.tried += 1
            _then(stage, tally, store, where, {"old", "new"})
    return tally.done()


def killed_before_calls(stage: Stage) -> Tally:
    """Kills before each call that opens, makes, renames or removes a file of the store."""
    return _before_calls(stage, Tally("build killed before each call of the file system"), stage.copy)


def killed_first_build(stage: Stage) -> Tally:
    """The same where there was no store."""

    def nothing() -> Path:
        store = stage.folder / "tried.db"
        shutil.rmtree(store, ignore_errors=True)
        return store

    return _before_calls(stage, Tally("first build killed before each call of the file system"), nothing)


def _before_calls(stage: Stage, tally: Tally, prepare: Callable[[], Path]) -> Tally:
    good = {"old", "new"} if tally.fault.startswith("build") else {"none yet", "new"}
    number = 0
    while True:
        number += 1
        store = prepare()
        ended = stage.build(store, first=_killer(store, number)).wait()
        if ended.status != -signal.SIGKILL:
            tally.saw(ended)
            return tally.done()
        tally.tried += 1
        _then(stage, tally, store, f"call {number}", good)


def _then(stage: Stage, tally: Tally, store: Path, where: str, good: set[str]) -> None:
    """Looks at what a killed build left, and builds again."""
    seen, ended = look(store, names=stage.graphs)
    tally.saw(ended)
    tally.expect(
        f"{seen} graph" if seen in {"old", "new"} else seen, {f"{one} graph" for one in good} | good, where
    )
    again = stage.build(store).wait()
    tally.saw(again)
    seen, _ = look(store, names=stage.graphs)
    if (again.status, seen) != (0, "new"):
        tally.complain(f"{where}: the next build gave {again.status}, {seen}: {again.err}")
    left = [path.name for path in (store / "generations").iterdir()]
    if len(left) != 1:
        tally.complain(f"{where}: left over: {left}")


def _killer(store: Path, number: int) -> Callable[[], None]:
    """Kills its process before it touches the store's files for the nth time."""

    def first() -> None:
        left = number
        begin = str(store)

        def watch(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            if event in _CALLS and any(
                isinstance(a, str | os.PathLike) and str(a).startswith(begin) for a in args
            ):
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)

    return first


class _Reader:
    """A process that has a store open, and looks at it once more when it is told to."""

    def __init__(self, store: Path) -> None:
        self._go = Path(tempfile.mkdtemp(prefix="torture-"))
        self._process: Process = start(lambda: _read_twice(store, self._go))
        while not (self._go / "opened").exists():
            time.sleep(0.002)

    def sees_the_same(self) -> bool:
        (self._go / "again").touch()
        ended = self._process.wait()
        shutil.rmtree(self._go)
        return ended.status == 0


def _read_twice(store: Path, go: Path) -> int:
    import io

    from talkgraph.exports import export
    from talkgraph.store import open_store

    before = digest(store)
    opened = open_store(store)
    (go / "opened").touch()
    while not (go / "again").exists():
        time.sleep(0.005)
    import hashlib

    out = io.BytesIO()
    export(opened, "nquads", out)
    return 0 if hashlib.sha256(out.getvalue()).hexdigest() == before else 1
