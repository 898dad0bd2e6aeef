"""How the cost of a graph grows with its recaps, and what writing it costs beside loading it.

    python benchmarks/growth.py STORE [NUMBER...]     default: 1000 2000 5000 10000 20000

STORE is one that ``talkgraph build`` made of at least so many recaps. For each
number, a process of its own makes the graph of that many of them anew from the
kept claims, to the last file; another writes the same N-Quads as a store, and a
third loads them with ``pyoxigraph.Store.bulk_load`` alone. Prints seconds and
the most memory of each, what writing takes beside bulk loading, and the slope:
the exponent of the growth from each size to the next.
Reading and extraction is work on one recap at a time, and is not in it.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

NUMBERS = (1000, 2000, 5000, 10_000, 20_000)


def make(store: Path, number: int, folder: Path) -> dict[str, float]:
    """Makes the graph of some recaps of a store in another folder."""
    from talkgraph.builder.outcome import why_nothing
    from talkgraph.builder.renewing import renew_anew
    from talkgraph.corrections import CorrectionsInForce
    from talkgraph.model import DEFAULT_BASE
    from talkgraph.store import DEFAULT_MIN_CONFIDENCE, Settings, StoreFolder
    from talkgraph.updating import Known

    source = StoreFolder(store)
    entries = source.noted_manifest()
    wanted = dict(sorted(entries.items())[:: max(1, len(entries) // number)][:number])

    def known(name: str) -> Known | None:
        recap = source.load_claims(wanted[name].claims)
        return None if recap is None else Known(recap, wanted[name].claims, why_nothing(recap))

    target = StoreFolder(folder / "db")
    begun = time.perf_counter()
    with target.lock():
        settings = Settings(DEFAULT_BASE, DEFAULT_MIN_CONFIDENCE)
        made = renew_anew(target, wanted, known, settings, CorrectionsInForce(()))
    assert made is not None
    return {"seconds": time.perf_counter() - begun, "things": made.things, "recaps": len(wanted)}


def load(folder: Path) -> dict[str, float]:
    """Loads the N-Quads of that graph with Oxigraph alone."""
    import pyoxigraph as ox

    store = ox.Store(str(folder / "loaded"))
    begun = time.perf_counter()
    store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return {"seconds": time.perf_counter() - begun}


def write(folder: Path) -> dict[str, float]:
    """Writes and loads the same N-Quads as a store, whole with hashes, seals and all on the disk."""
    from talkgraph.model import DEFAULT_BASE
    from talkgraph.store import DEFAULT_MIN_CONFIDENCE, StoreFolder

    target = StoreFolder(folder / "written.db")
    begun = time.perf_counter()
    with target.lock(), (folder / "graph.nq").open("rb") as lines:
        target.add_generation(lines, base=DEFAULT_BASE, min_confidence=DEFAULT_MIN_CONFIDENCE)
    return {"seconds": time.perf_counter() - begun}


def dump(folder: Path) -> dict[str, float]:
    """Writes the N-Quads of the graph to a file."""
    import pyoxigraph as ox

    from talkgraph.store import open_store

    store = open_store(folder / "db")
    store.graph.dump(str(folder / "graph.nq"), ox.RdfFormat.N_QUADS)
    return {"quads": len(store.graph)}


def apart(*words: str) -> dict[str, Any]:
    """Runs one of these in a process of its own; with the most memory that it took, in MB."""
    run = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=True)
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def main(store: Path, numbers: tuple[int, ...]) -> None:
    """Measure and print."""
    columns = ("recaps", "things", "quads", "made s", "MB", "written s", "MB", "bulk load s", "MB", "written")
    print(f"| {' | '.join(columns)} |\n|{'--:|' * len(columns)}")
    rows = []
    for number in numbers:
        with TemporaryDirectory(dir=store.parent) as folder:
            made = apart("make", str(store), str(number), folder)
            quads = apart("dump", folder)["quads"]
            written = apart("write", folder)
            loaded = apart("load", folder)
        rows.append((made["recaps"], made["seconds"], quads))
        sizes = f"{made['recaps']:,} | {made['things']:,} | {quads:,}"
        own, line_by_line, bare = (
            f"{each['seconds']:.1f} | {each['memory']:,}" for each in (made, written, loaded)
        )
        ratio = f"{written['seconds'] / loaded['seconds']:.2f}"
        print(f"| {sizes} | {own} | {line_by_line} | {bare} | {ratio} |", flush=True)
    for (before, took, held), (after, takes, holds) in pairwise(rows):
        slope = math.log(takes / took) / math.log(holds / held)
        print(f"from {before:,} to {after:,} recaps: seconds grow as quads to the {slope:.2f}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", at, number, folder]:
            answer = make(Path(at), int(number), Path(folder))
        case ["dump", folder]:
            answer = dump(Path(folder))
        case ["write", folder]:
            answer = write(Path(folder))
        case ["load", folder]:
            answer = load(Path(folder))
        case [at, *numbers]:
            main(Path(at), tuple(map(int, numbers)) or NUMBERS)
            sys.exit()
        case _:
            sys.exit(__doc__)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**answer, "memory": memory}))
