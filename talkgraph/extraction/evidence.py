"""The sentence that a claim rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.model import BlockKind, Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["evidence_at", "sentence_around"]

_LONGEST = 1500  # characters; a quote is there to be read


def sentence_around(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens of the sentence or sentences that hold a stretch of tokens."""
    first, last = start, max(start + 1, end)
    while first > 0 and not doc[first].is_sent_start:
        first -= 1
    while last < len(doc) and not doc[last].is_sent_start:
        last += 1
    return first, last


def evidence_at(doc: Doc, start: int, end: int) -> Evidence:
    """The whole sentence around a stretch of tokens, as evidence.

    Headings, items and metadata are quoted as their block. The quote has no
    white space at its edges, and its offsets are those of the recap's text.
    """
    first, last = sentence_around(doc, start, end)
    recap = recap_of(doc)
    low = doc[first].idx
    high = doc[last - 1].idx + len(doc[last - 1])
    block = recap.block_at(doc[start].idx)
    if block is not None:
        low, high = max(low, block.start), min(high, block.end)
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE, BlockKind.METADATA}:
            low, high = block.start, block.end
    if high - low > _LONGEST:
        at = doc[start].idx
        low, high = max(low, at - _LONGEST // 2), min(high, at + _LONGEST // 2)
    words = recap.text[low:high]
    low += len(words) - len(words.lstrip())
    words = words.strip()
    return Evidence(low, low + len(words), words)
