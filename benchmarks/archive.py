"""What a large archive costs: its whole build, the memory while it is read, and one recap more.

    python benchmarks/archive.py FOLDER RECAP OTHER STORE [JOBS]      default: as many jobs as cores

Builds a folder into a new store and prints how long it takes, and the memory
of the building process as files go by. Then adds a recap, given alone, in a
process of its own from the start of Python to its end, and prints what part of
the whole build that takes. Then another recap, in a process that has its
extractor loaded and has read with it. And how long it takes to find the files
of the folder.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path

_ADD = """
import sys, time
from talkgraph.builder import build
if __name__ == "__main__":
    begun = time.perf_counter()
    build([sys.argv[1]], store=sys.argv[2])
    print(time.perf_counter() - begun)
"""
_ADD_LOADED = """
import sys, time
from pathlib import Path
from talkgraph import Extractor
from talkgraph.builder import build
from talkgraph.sources import find_recaps, read_recaps
if __name__ == "__main__":
    extractor = Extractor()
    for file in find_recaps([Path(sys.argv[1])]):
        for document in read_recaps(file):
            extractor.read(document)
    begun = time.perf_counter()
    build([sys.argv[1]], store=sys.argv[2], extractor=extractor)
    print(time.perf_counter() - begun)
"""
SAMPLES = 12
EVERY = 5.0  # seconds


def memory() -> int:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1_000_000


def build_whole(folder: Path, store: Path, jobs: int) -> float:
    """Builds the folder, and prints what that takes."""
    from talkgraph.builder import build

    files, seen, done = [0], [(0, memory())], threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            seen.append((files[0], memory()))

    def progress(_: str, number: int, __: int) -> None:
        files[0] = number

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    begun = time.perf_counter()
    made = build([folder], store=store, progress=progress, jobs=jobs)
    took = time.perf_counter() - begun
    done.set()
    print(
        f"{len(made.recaps):,} recaps, {made.things:,} things, generation {made.generation}\n"
        f"built in {took:.0f} s by {jobs} processes; most memory: "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB, "
        f"of each that reads {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1000} MB"
    )
    reading = [sample for sample in seen if sample[0] < files[0]]
    shown = ", ".join(f"{mb} ({at:,})" for at, mb in reading[:: max(1, len(reading) // SAMPLES)])
    print(f"memory of the process that builds, MB, by files read: {shown}", flush=True)
    return took


def add(recap: Path, store: Path, script: str = _ADD) -> tuple[float, float]:
    """Seconds to add a recap: from the start of Python to its end, and of the build in it."""
    begun = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-c", script, str(recap), str(store)],
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - begun, float(run.stdout)


def main(folder: Path, recap: Path, other: Path, store: Path, jobs: int) -> None:
    """Measure and print."""
    from talkgraph.sources import find_recaps

    whole = build_whole(folder, store, jobs)
    everything, inside = add(recap, store)
    print(
        f"one recap more: {everything:.2f} s from the start of Python to its end, 1/{whole / everything:.0f}"
    )
    print(f"of them in build(): {inside:.2f} s")
    _, loaded = add(other, store, _ADD_LOADED)
    print(f"another, where the extractor is loaded: {loaded:.2f} s, 1/{whole / loaded:.0f}")
    begun = time.perf_counter()
    found = find_recaps([folder])
    print(f"to find the {len(found):,} files of the folder: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    given = sys.argv[5] if len(sys.argv) > 5 else str(os.cpu_count() or 1)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), int(given))
