"""What the name tagger sees of each token, as columns of hashed strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.layout import block_of_each_token
from talkgraph.extraction.lexicon import hits_of, load_lexicon
from talkgraph.extraction.remembering import remembered
from talkgraph.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

    from talkgraph.extraction.lexicon import Hit

__all__ = ["COLUMNS", "columns_of", "encode"]

COLUMNS = ("norm", "prefix", "suffix", "shape", "tag", "lexicon", "word", "block")
"""Names of the columns, in order."""


def columns_of(doc: Doc) -> np.ndarray:
    """The feature hashes of ``encode``, kept with the document: the encoder and the tagger both read them."""
    return remembered(doc, "columns", encode)


def encode(doc: Doc) -> np.ndarray:
    """Feature hashes of a parsed document.

    Args:
        doc: parsed by a spaCy pipeline that sets tags.

    Returns:
        Array of shape (tokens, columns), dtype uint64.
    """
    import numpy as np
    from spacy.strings import hash_string  # type: ignore[attr-defined]

    lexicon = load_lexicon()
    known = [""] * len(doc)
    for hit in hits_of(doc):
        for i in range(hit.start, hit.end):
            known[i] = _lexical(hit, first=i == hit.start)
    blocks = block_of_each_token(doc)
    rows = []
    for token in doc:
        word = token.lower_
        rows.append(
            (
                token.norm_,
                token.text[:3],
                token.text[-3:],
                token.shape_,
                token.tag_,
                known[token.i],
                _common(word, token.text, lexicon.given_names, lexicon.ordinary_words)
                + ("^" if token.is_sent_start else ""),
                blocks[token.i],
            )
        )
    flat = [hash_string(f"{name}={value}") for row in rows for name, value in zip(COLUMNS, row, strict=True)]
    return np.array(flat, dtype="uint64").reshape(len(doc), len(COLUMNS))


def _lexical(hit: Hit, *, first: bool) -> str:
    kinds = "".join(sorted({entry.kind[0] for entry in hit.entries}))
    technology = hit.stands_for(Kind.TECHNOLOGY)
    both = "+" if technology is not None and technology.organization else ""
    return f"{'B' if first else 'I'}{'' if hit.exact else 'l'}{kinds}{both}{'?' if hit.ordinary else ''}"


def _common(word: str, text: str, given: object, ordinary: object) -> str:
    marks = ""
    if text[:1].isupper() and word in given:  # type: ignore[operator]
        marks += "g?" if given[word] else "g"  # type: ignore[index]
    if word in ordinary:  # type: ignore[operator]
        marks += "o"
    return marks
