"""What a whole build costs beside the models that it reads with, in one process and in several, in one run.

    python benchmarks/building.py [FOLDER] [NUMBER] [ROUNDS]

By default corpus/, 200 and 2; a NUMBER of 0 takes the folder as it is. Copies the recaps
of a folder until there are so many. Then, each in a process
of its own from the start of Python to its end: ``nlp.pipe`` of the base model
as it is installed over their texts; the encoder's network over
their word pieces, alone; the build in one process, and in as many as
there are cores; all of it in turn, some rounds. Prints the seconds of all rounds, and
the least with their ratios. All graphs must be the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

_PIPE = """
import sys
from pathlib import Path
import spacy
from talkgraph.extraction.analysis import DEFAULT_MODEL
from talkgraph.sources import find_recaps, read_recaps
documents = [d for file in find_recaps([Path(sys.argv[1])]) for d in read_recaps(file)]
for _ in spacy.load(DEFAULT_MODEL).pipe(text for d in documents for text in d.text.split("\\n\\n")):
    pass
"""
_NETWORK = """
import sys, time
from pathlib import Path
from talkgraph.extraction.analysis import DEFAULT_MODEL, analyse, load_model
from talkgraph.extraction.encoder import encode
from talkgraph.extraction.windows import pieces_of, windows_of
from talkgraph.extraction.wordpieces import load_word_pieces
from talkgraph.sources import find_recaps, read_recaps
documents = [d for file in find_recaps([Path(sys.argv[1])]) for d in read_recaps(file)]
taken = 0.0
for doc in analyse(load_model(DEFAULT_MODEL), documents):
    for pieces in pieces_of(doc, windows_of(doc), load_word_pieces("en")):
        begun = time.perf_counter()
        encode(pieces)
        taken += time.perf_counter() - begun
print(taken)
"""


def seconds(*words: str) -> tuple[float, str]:
    """How long Python takes from its start to its end, and what it prints."""
    begun = time.perf_counter()
    run = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, run.stdout


def built(posts: Path, store: Path, jobs: int) -> tuple[float, str]:
    """How long a build takes, and the name of its graph."""
    taken, _ = seconds("-m", "talkgraph", "build", str(posts), "--store", str(store), "--jobs", str(jobs))
    return taken, (store / "CURRENT").read_text()


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that each took, and the names of the two graphs."""

    pipe: float
    network: float
    one: float
    all_cores: float
    graphs: tuple[str, str]


def measured(folder: Path, posts: Path, cores: int) -> Round:
    """One round; its stores are gone afterwards."""
    pipe, _ = seconds("-c", _PIPE, str(posts))
    network = float(seconds("-c", _NETWORK, str(posts))[1])
    one, first = built(posts, folder / "one.db", 1)
    all_cores, second = built(posts, folder / "all.db", cores)
    for store in ("one.db", "all.db"):
        shutil.rmtree(folder / store)
    return Round(pipe, network, one, all_cores, (first, second))


def main(source: Path, number: int, rounds_wanted: int) -> None:
    """Measure and print."""
    from talkgraph.sources import find_recaps, read_recaps

    with TemporaryDirectory() as name:
        folder = Path(name)
        posts = folder / "posts" if number else source.resolve()
        if number:
            posts.mkdir()
            files = [file for file in find_recaps([source]) if any(read_recaps(file))]
            for at, each in zip(range(number), cycle(files), strict=False):
                (posts / f"{at:05}-{each.path.name}").write_bytes(each.path.read_bytes())
        cores = os.cpu_count() or 1
        rounds = [measured(folder, posts, cores) for _ in range(rounds_wanted)]
    assert len({graph for taken in rounds for graph in taken.graphs}) == 1
    print(f"{number or 'all'} recaps, {cores} cores; each from the start of Python to its end")
    for taken in rounds:
        print(
            f"nlp.pipe {taken.pipe:.1f} s, network {taken.network:.1f} s, "
            f"build {taken.one:.1f} s, in {cores} processes {taken.all_cores:.1f} s"
        )
    pipe, network, one, all_cores = (
        min(getattr(taken, part) for taken in rounds) for part in ("pipe", "network", "one", "all_cores")
    )
    print(f"nlp.pipe of the base model over their texts: {pipe:.1f} s")
    print(f"the encoder's network over their word pieces: {network:.1f} s")
    print(f"build in one process: {one:.1f} s, {one / pipe:.2f} times nlp.pipe")
    print(f"beside both models: {one / (pipe + network):.2f}")
    print(f"build in {cores} processes: {all_cores:.1f} s, {all_cores / one:.2f} of one; the same graph")


if __name__ == "__main__":
    at, wanted, times = (*sys.argv[1:], *("corpus", "200", "2")[len(sys.argv) - 1 :])
    main(Path(at), int(wanted), int(times))
