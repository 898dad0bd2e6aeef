"""The sentence that a claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.extraction.words import words_of
from talkgraph.model import BlockKind, Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["evidence_at"]

_LONGEST = 1500  # characters; a quote is there to be read


def evidence_at(doc: Doc, start: int, end: int) -> Evidence:
    """The whole sentence around a stretch of tokens, as evidence.

    Headings, items and metadata are quoted as their block. The quote has no
    white space at its edges, and its offsets are those of the recap's text.
    """
    words = words_of(doc)
    first, last = words.sentence_around(start, end)
    recap = recap_of(doc)
    low, high = words.starts[first], words.ends[last - 1]
    block = recap.block_at(words.starts[start])
    if block is not None:
        low, high = max(low, block.start), min(high, block.end)
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.METADATA}:
            low, high = block.start, block.end
    if high - low > _LONGEST:
        at = words.starts[start]
        low, high = max(low, at - _LONGEST // 2), min(high, at + _LONGEST // 2)
    quote = recap.text[low:high]
    low += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Evidence(low, low + len(quote), quote)
