"""The stage of all faults: recaps, a store of them as they were, and the graphs that are right."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from torture.processes import call, digest, start
from torture.recaps import NEW, OLD, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from torture.processes import Ended, Process

__all__ = ["Stage", "set_up"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where faults are tried.

    Attributes:
        folder: everything lies in it.
        posts: recaps, as they are now.
        old: a store of the recaps as they were.
        new: a store of the recaps as they are.
        graphs: hashes and names of both graphs.
        seconds: how long a build of ``posts`` into a copy of ``old`` takes.
    """

    folder: Path
    posts: Path
    old: Path
    new: Path
    graphs: tuple[tuple[str, str], ...]
    seconds: float

    def copy(self, of: Path | None = None, to: Path | None = None) -> Path:
        """A fresh copy of a store, ``old`` unless another is given."""
        store = to or self.folder / "tried.db"
        shutil.rmtree(store, ignore_errors=True)
        shutil.copytree(of or self.old, store)
        return store

    def build(self, store: Path, first: Callable[[], None] | None = None) -> Process:
        """Begins a build of the recaps as they are now."""
        return call("build", str(self.posts), "--store", str(store), "--quiet", first=first)


def set_up(folder: Path) -> Stage:
    """Makes the stage, with the graphs each built from nothing."""
    posts = folder / "posts"
    found = []
    for name, recaps in (("old", OLD), ("new", NEW)):
        lay_out(posts, recaps)
        store = folder / f"{name}.db"
        ended = call("build", str(posts), "--store", str(store), "--quiet").wait()
        assert ended.status == 0, ended
        found.append((hash_of(store), name))
    stage = Stage(folder, posts, folder / "old.db", folder / "new.db", tuple(found), 0.0)
    times = sorted(_timed(stage).seconds for _ in range(7))
    return Stage(folder, posts, stage.old, stage.new, stage.graphs, times[3])


def hash_of(store: Path) -> str:
    """The hash of a store's graph, computed in a fork."""

    def work() -> None:
        print(digest(store))

    ended = start(work).wait()
    assert ended.status == 0, ended
    return ended.out[0]


def _timed(stage: Stage) -> Ended:
    return stage.build(stage.copy()).wait()
