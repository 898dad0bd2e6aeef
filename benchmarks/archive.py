"""What a large archive costs: its whole build, the memory while it is read, and one recap more.

    python benchmarks/archive.py FOLDER RECAP STORE [JOBS]      default: as many jobs as cores

Builds a folder into a new store and prints how long it takes, and the memory
of the building process as files go by. Then adds a recap, a file given alone,
with ``talkgraph build``, and prints what part of the whole build that takes.
Then the same recap under thirty other names, one build each, in a process that
has its extractor loaded and has read with it: Oxigraph merges files of the store
now and then, so that a few take longer. And how long it takes to find the files
of the folder. A store that is there already is not built anew.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

_ADD_MORE = """
import sys, time
from pathlib import Path
from talkgraph import Extractor
from talkgraph.builder import build
from talkgraph.sources import find_recaps, read_recaps
if __name__ == "__main__":
    extractor = Extractor()
    first, *others = map(Path, sys.argv[2:])
    for file in find_recaps([first]):
        for document in read_recaps(file):
            extractor.read(document)
    for path in others:
        begun = time.perf_counter()
        build([path], store=sys.argv[1], extractor=extractor)
        print(time.perf_counter() - begun)
"""
MORE = 30
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


def run(*words: object) -> tuple[float, str]:
    """How long Python takes from its start to its end, and what it prints."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout


def add(recap: Path, store: Path, whole: float | None) -> None:
    """Adds a recap by itself, then thirty more, and prints what that takes."""

    def part(seconds: float) -> str:
        return f"{seconds:.2f} s" + (f", 1/{whole / seconds:.0f}" if whole is not None else "")

    taken, _ = run("-m", "talkgraph", "build", recap, "--store", store, "--quiet")
    print(f"one recap more, from the start of talkgraph build to its end: {part(taken)}")
    with TemporaryDirectory() as folder:
        others = [Path(folder) / f"{number:02}-{recap.name}" for number in range(MORE)]
        for other in others:
            other.write_bytes(recap.read_bytes())
        _, printed = run("-c", _ADD_MORE, store, recap, *others)
    each = [float(line) for line in printed.splitlines()]
    print(
        f"{MORE} more, one at a time, where the extractor is loaded: median {part(median(each))}; "
        f"mean {part(mean(each))}; least {min(each):.2f} s, most {max(each):.2f} s"
    )


def main(folder: Path, recap: Path, store: Path, jobs: int) -> None:
    """Measure and print."""
    from talkgraph.sources import find_recaps

    add(recap, store, None if store.exists() else build_whole(folder, store, jobs))
    begun = time.perf_counter()
    found = find_recaps([folder])
    print(f"to find the {len(found):,} files of the folder: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    given = sys.argv[4] if len(sys.argv) > 4 else str(os.cpu_count() or 1)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(given))
