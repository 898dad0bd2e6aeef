"""What extraction costs beside spaCy's own pipeline, in one run.

    python benchmarks/extraction_speed.py [FOLDER]      default: corpus/

Reads the recaps of a folder, runs ``nlp.pipe`` of the base model over their
texts, then talkgraph's whole extraction over the same recaps, three times
each in turn, and prints the best times and their ratio.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.extraction import LANGUAGES, Extractor
from talkgraph.sources import find_recaps, read_recaps

if TYPE_CHECKING:
    from talkgraph.model import Document

ROUNDS = 3


def spacy_seconds(extractor: Extractor, texts: list[str]) -> float:
    """Seconds that the base pipeline takes over the texts."""
    begun = time.perf_counter()
    for _ in extractor.base.pipe(texts):
        pass
    return time.perf_counter() - begun


def talkgraph_seconds(extractor: Extractor, documents: list[Document]) -> float:
    """Seconds that extraction takes over the recaps, to the claims."""
    begun = time.perf_counter()
    for _ in extractor.extract_all(documents):
        pass
    return time.perf_counter() - begun


def main(folder: Path) -> None:
    """Measure and print."""
    files = find_recaps([folder])
    documents = [d for file in files for d in read_recaps(file) if d.language in LANGUAGES]
    texts = [block_text for d in documents for block_text in d.text.split("\n\n")]
    extractor = Extractor()
    talkgraph_seconds(extractor, documents[:1])
    spacy = min(spacy_seconds(extractor, texts) for _ in range(ROUNDS))
    whole = min(talkgraph_seconds(extractor, documents) for _ in range(ROUNDS))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(documents)} recaps, {words:,} words")
    print(f"nlp.pipe of {extractor.model}: {spacy:.2f} s ({words / spacy:,.0f} words a second)")
    print(f"talkgraph, to the claims: {whole:.2f} s ({words / whole:,.0f} words a second)")
    print(f"ratio {whole / spacy:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("corpus"))
