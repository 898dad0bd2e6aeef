"""Hostile input: what every front makes of it, how long that takes and how much memory.

    python benchmarks/torture/inputs.py                 # ten minutes of random input after the cases
    python benchmarks/torture/inputs.py --seconds 60
    python benchmarks/torture/inputs.py --only Markdown

Every case runs in a process of its own, with limits of time and memory; the
table goes to the standard output, and the exit status is 1 if a promise was
broken. Times are of a processor, and memory is what came on top of what was
loaded before.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from talkgraph.builder import build
from talkgraph.extraction import Extractor
from talkgraph.graph import index_store
from talkgraph.questions import ask
from talkgraph.sources import SourceFile, read_recaps
from talkgraph.sparql import query, saved_queries
from talkgraph.store import open_store
from torture.cases import CASES
from torture.mutants import mutants, queries, questions
from torture.trials import Outcome, tried, verdict_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

It = TypeVar("It")
CHECKOUT = Path(__file__).resolve().parents[2]
LARGE = 5_000_000  # bytes, read with a raised limit
SMALL = 20_000  # bytes, near what recaps have
MOST = 8 * 1024 * 1024
BATCH = 100  # random inputs in one process


@dataclass
class Row:
    """One line of the table.

    Attributes:
        name: what was tried.
        tried: how many inputs.
        verdicts: what became of how many.
        seconds, memory: the worst.
    """

    name: str
    tried: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    memory: float = 0.0

    def add(self, outcome: Outcome, verdicts: Counter[str] | None = None) -> None:
        """Count one outcome, or those of a batch."""
        found = verdicts or Counter({outcome.verdict: 1})
        self.tried += sum(found.values())
        self.verdicts.update(found)
        self.seconds = max(self.seconds, outcome.seconds)
        self.memory = max(self.memory, outcome.memory)

    def line(self) -> str:
        """It as Markdown."""
        told = ", ".join(f"{verdict} {count}" for verdict, count in sorted(self.verdicts.items()))
        if self.tried == 1:
            told = next(iter(self.verdicts))
        return f"| {self.name} | {self.tried:,} | {told} | {self.seconds:.1f} | {self.memory:.0f} |"

    @property
    def is_bad(self) -> bool:
        """Whether a promise was broken."""
        return any(verdict.startswith(("CRASH", "HANG", "KILLED")) for verdict in self.verdicts)


def read(path: Path) -> str:
    """Reads a file of any size up to ``MOST``."""
    read_recaps(SourceFile(path, path.name), max_bytes=MOST)
    return "read"


def claims(extractor: Extractor, path: Path) -> str:
    """Reads a file and draws claims, as a build does."""
    for document in read_recaps(SourceFile(path, path.name), max_bytes=MOST):
        extractor.read(document)
    return "read"


def cases(folder: Path, extractor: Extractor, only: str) -> Iterator[Row]:
    """The hostile files, large ones and smaller ones, all the way to claims."""
    for case in CASES:
        if only not in case.name:
            continue
        for size in (LARGE, SMALL):
            path = folder / f"case{case.suffix}"
            path.write_bytes(case.make(size))
            row = Row(f"{case.name}, {size / 1e6:g} MB")
            row.add(tried(partial(claims, extractor, path)))
            yield row


def fuzzed(name: str, *, inputs: Iterator[It], run: Callable[[It], str], seconds: float) -> Row:
    """Random inputs in batches, for so many seconds of a processor."""
    row, used = Row(name), 0.0
    while used < seconds:
        batch = [next(inputs) for _ in range(BATCH)]
        outcome = tried(partial(_batch, run, batch), seconds=900.0)
        counts: Counter[str] = Counter()
        if not outcome.is_bad:
            parts = (part.rsplit(" ×", 1) for part in outcome.verdict.split("; "))
            counts.update({verdict: int(count) for verdict, count in parts})
        row.add(outcome, counts)
        used += max(outcome.seconds, 0.1)
    return row


def _batch(run: Callable[[It], str], batch: list[It]) -> str:
    found = Counter(verdict_of(partial(run, one)) for one in batch)
    return "; ".join(f"{verdict.replace(';', ',')} ×{count}" for verdict, count in sorted(found.items()))


def main() -> int:
    """Runs all and prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600.0, help="of random input, all fronts together")
    parser.add_argument("--only", default="", help="a part of the names of cases")
    options = parser.parse_args()
    print("| input | tried | what happened | worst time, s of a processor | most memory, MB |")
    print("|---|--:|---|--:|--:|", flush=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build([CHECKOUT / "corpus"], store=folder / "talkgraph.db")
        extractor = Extractor()
        warm = folder / "warm.txt"
        warm.write_text("Jane Doe, who works at Algolia, spoke about Redux in Paris.", encoding="utf-8")
        claims(extractor, warm)
        store = open_store(folder / "talkgraph.db")
        names = index_store(store)
        saved = [each.text.replace("$", "?") for each in saved_queries().values()]
        for row in cases(folder, extractor, options.only):
            rows.append(row)
            print(row.line(), flush=True)

        def written(one: tuple[str, bytes]) -> Path:
            path = folder / f"mutant{one[0]}"
            path.write_bytes(one[1])
            return path

        def read_one(one: tuple[str, bytes]) -> str:
            return read(written(one))

        def draw_one(one: tuple[str, bytes]) -> str:
            return claims(extractor, written(one))

        def answer(text: str) -> str:
            query(store, text)
            return "answered"

        def told(text: str) -> str:
            ask(store, text, names=names)
            return "answered"

        share = options.seconds / 4
        fronts = {
            "mutants of recaps, read": partial(fuzzed, inputs=mutants(CHECKOUT, 1), run=read_one),
            "mutants of recaps, claims": partial(fuzzed, inputs=mutants(CHECKOUT, 2), run=draw_one),
            "random queries": partial(fuzzed, inputs=queries(3, saved), run=answer),
            "random questions": partial(fuzzed, inputs=questions(4), run=told),
        }
        for title, front in fronts.items():
            if options.only in title:
                row = front(title, seconds=share)
                rows.append(row)
                print(row.line(), flush=True)
    return 1 if any(row.is_bad for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
