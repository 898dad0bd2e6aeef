"""What extraction costs beside the models that it reads with, in one run.

    python benchmarks/extraction_speed.py [FOLDER]      default: corpus/

Reads the recaps of a folder, then in turn, three times each: ``nlp.pipe`` of
the base model as it is installed over their texts; the encoder's network over
their word pieces; talkgraph's whole extraction over the recaps, to the claims. Prints the best
times and their ratios, and what its parts take, each as a share of ``nlp.pipe``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from talkgraph.extraction import LANGUAGES, Extractor
from talkgraph.extraction.analysis import analyse
from talkgraph.extraction.encoder import encode
from talkgraph.extraction.products import one_thread
from talkgraph.extraction.windows import pieces_of, windows_of
from talkgraph.extraction.wordpieces import load_word_pieces
from talkgraph.sources import find_recaps, read_recaps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from talkgraph.model import Document

ROUNDS = 3
LEAST = 0.01  # of nlp.pipe; what takes less is not shown


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """How long the best of some rounds takes."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in work():
            pass
        taken.append(time.perf_counter() - begun)
    return min(taken)


def parts(extractor: Extractor, documents: Sequence[Document]) -> dict[str, float]:
    """How long the best of some rounds takes in the base pipeline and in each component."""
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        with one_thread():
            begun = time.perf_counter()
            docs = list(analyse(extractor.base, documents))
            taken.setdefault("base pipeline", []).append(time.perf_counter() - begun)
            for name, component in extractor.components.pipeline:
                begun = time.perf_counter()
                for doc in docs:
                    component(doc)
                taken.setdefault(name.removeprefix("talkgraph_"), []).append(time.perf_counter() - begun)
    return {name: min(seconds) for name, seconds in taken.items()}


def main(folder: Path) -> None:
    """Measure and print."""
    files = find_recaps([folder])
    documents = [d for file in files for d in read_recaps(file) if d.language in LANGUAGES]
    texts = [block_text for d in documents for block_text in d.text.split("\n\n")]
    extractor = Extractor()
    plain = spacy.load(extractor.model)
    docs = analyse(extractor.base, documents)
    pieces = [p for doc in docs for p in pieces_of(doc, windows_of(doc), load_word_pieces("en"))]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(documents)} recaps, {words:,} words, {sum(len(p.ids) for p in pieces):,} word pieces")

    pipe = seconds(lambda: plain.pipe(texts))
    network = seconds(lambda: map(encode, pieces))
    whole = seconds(lambda: extractor.extract_all(documents))
    print(f"nlp.pipe of {extractor.model}: {pipe:.2f} s ({words / pipe:,.0f} words a second)")
    print(f"the encoder's network alone: {network:.2f} s")
    print(f"talkgraph, to the claims: {whole:.2f} s ({words / whole:,.0f} words a second)")
    print(f"ratio {whole / pipe:.2f}; beside both models {whole / (pipe + network):.2f}")
    shares = {name: part / pipe for name, part in parts(extractor, documents).items()}
    print("; ".join(f"{name} {share:.2f}" for name, share in shares.items() if share >= LEAST))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus"))
