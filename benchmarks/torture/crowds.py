"""Builds and readers at the same time."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from torture.processes import digest, look, start
from torture.recaps import NEW, OLD, lay_out
from torture.tally import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from torture.stage import Stage

__all__ = ["readers_during_builds", "two_builds"]


def two_builds(stage: Stage, times: int = 20) -> Tally:
    """Two builds of the same store at once."""
    tally = Tally("two builds at once")
    for number in range(times):
        store = stage.copy()
        builds = [stage.build(store), stage.build(store)]
        ended = [build.wait() for build in builds]
        tally.tried += 1
        tally.saw(*ended)
        waited = any("another build is at work (process" in line for one in ended for line in one.err)
        seen, _ = look(store, names=stage.graphs)
        statuses = sorted(one.status for one in ended)
        told = ", one said for whom it waits" if waited else ""
        done = {f"both done, new graph{said}" for said in ("", ", one said for whom it waits")}
        tally.expect(
            f"both done, {seen} graph{told}" if statuses == [0, 0] else f"{statuses}, {seen}",
            done,
            f"{number}",
        )
    return tally.done()


def readers_during_builds(stage: Stage, times: int = 20, readers: int = 2) -> Tally:
    """Readers that open the store again and again while it changes between two graphs."""
    tally = Tally(f"{readers} readers during {times} builds that alternate between two graphs")
    store = stage.copy()
    stop = stage.folder / "stop"
    stop.unlink(missing_ok=True)
    started = [start(lambda: _read(store, stop, dict(stage.graphs))) for _ in range(readers)]
    for number in range(times):
        lay_out(stage.posts, (NEW, OLD)[number % 2])
        ended = stage.build(store).wait()
        tally.saw(ended)
        if ended.status:
            tally.complain(f"build {number}: {ended.err}")
    stop.touch()
    longest = 0.0
    for reader in started:
        ended = reader.wait()
        tally.saw(ended)
        seen_by, opened = json.loads(ended.out[-1]) if ended.out else ({}, 0.0)
        longest = max(longest, opened)
        for seen, count in seen_by.items():
            tally.tried += count
            tally.outcomes[f"{seen} graph"] += count
            if seen not in {"old", "new"}:
                tally.complain(f"a reader saw {seen}")
    lay_out(stage.posts, NEW)
    tally.note = f"the slowest opening took {1000 * longest:.0f} ms"
    return tally.done()


def _read(store: Path, stop: Path, names: dict[str, str]) -> None:
    from talkgraph.errors import TalkgraphError
    from talkgraph.store import open_store

    seen: dict[str, int] = {}
    longest = 0.0
    while not stop.exists():
        began = time.monotonic()
        try:
            opened = open_store(store)
            longest = max(longest, time.monotonic() - began)
            del opened
            found = names.get(digest(store), "ANOTHER")
        except TalkgraphError as error:
            found = f"NONE ({error})"
        seen[found] = seen.get(found, 0) + 1
    print(json.dumps([seen, longest]))
