"""How long a build takes that has little to do: one recap more, another text of one, one less.

    python benchmarks/rebuilding.py [--recaps N] [--size SHARE] [--corrections N] [--folder FOLDER]

Makes up so many recaps, with claims that are made up too instead of extracted,
each of a SHARE of a usual one, and so many corrections of the names that recaps
use most; builds a store of them in a temporary folder, or in FOLDER, where a
store that is there already is used; and prints for each build how long it took,
how long a processor was at it, and how long its parts took. Start-up and
extraction are not in it. At the end a store is built of the same recaps from
nothing: the graphs must be the same.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import time
from collections import defaultdict
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any

from madeup import MadeUp, write_corrections, write_recap, write_recaps

import talkgraph.extraction
from talkgraph.builder import build, building, reading, renewing
from talkgraph.store import StoreFolder, generations, open_store
from talkgraph.store.sums import GraphSum
from talkgraph.updating import updating

if TYPE_CHECKING:
    from talkgraph.builder import BuildOutcome

PARTS = {
    "finding files": (building._Build, "find"),
    "hashing files": (building._Build, "_content"),
    "reading files": (reading, "read_recaps"),
    "making up claims": (MadeUp, "read"),
    "keeping claims": (StoreFolder, "save_claims"),
    "taking claims back": (StoreFolder, "load_claims"),
    "outlining all": (renewing, "fill"),
    "writing all": (generations, "load_lines"),
    "copying outlines": (shutil, "copyfile"),
    "following the change": (updating._Work, "resolve"),
    "telling the quads": (updating._Work, "change"),
    "writing the quads": (generations, "apply_change"),
    "making it durable": (generations, "fsync_tree"),
    "telling the outcome": (renewing, "_told"),
    "remembering recaps": (StoreFolder, "write_manifest"),
}
_passed: dict[str, float] = defaultdict(float)


def watch(what: str, place: Any, name: str) -> None:
    """Sums up how long a function takes."""
    real = getattr(place, name)

    def timed(*args: Any, **settings: Any) -> Any:
        begun = time.perf_counter()
        try:
            return real(*args, **settings)
        finally:
            _passed[what] += time.perf_counter() - begun

    setattr(place, name, timed)


def measure(what: str, posts: Path, store: Path) -> BuildOutcome:
    """Build, and print what took how long."""
    _passed.clear()
    begun, worked = time.perf_counter(), time.process_time()
    outcome = build([posts], store=store)
    passed, worked = time.perf_counter() - begun, time.process_time() - worked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<24}{passed:8.2f} s, {worked:7.2f} s of a processor, {memory:6,.0f} MB at most so far")
    for part in PARTS:
        if _passed[part] >= 0.01:
            print(f"  {part:<22}{_passed[part]:8.2f} s")
    return outcome


def main(recaps: int, size: float, corrections: int, folder: Path) -> None:
    """Measure and print."""
    setattr(talkgraph.extraction, "Extractor", lambda: MadeUp(size))  # noqa: B010 - mypy knows better
    for what, (place, name) in PARTS.items():
        watch(what, place, name)
    posts, store = folder / "posts", folder / "talkgraph.db"
    if not store.exists():
        write_recaps(posts, recaps)
        write_corrections(posts, corrections)
        measure("from nothing", posts, store)
    print(f"{len(open_store(store).graph):,} quads")
    first = measure("nothing new", posts, store)
    write_recap(posts, recaps)
    measure("one recap more", posts, store)
    write_recap(posts, recaps // 2, edition=2)
    changed = measure("one recap changed", posts, store)
    (posts / write_recap(posts, recaps)).unlink()
    measure("one recap less", posts, store)
    write_recap(posts, recaps // 2)
    last = measure("as it was at first", posts, store)
    assert last.generation == first.generation != changed.generation
    measure("from nothing", posts, folder / "again.db")
    assert summed(store) == summed(folder / "again.db")
    print("the same graph as from nothing")


def summed(store: Path) -> GraphSum:
    """A sum over all that a store holds."""
    import pyoxigraph as ox

    with NamedTemporaryFile() as file:
        open_store(store).graph.dump(file.name, ox.RdfFormat.N_QUADS)
        return GraphSum().plus(file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--recaps", type=int, default=2000)
    parser.add_argument("--size", type=float, default=1.0, help="share of a usual recap that each is")
    parser.add_argument("--corrections", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        main(given.recaps, given.size, given.corrections, given.folder or Path(temporary))
