"""The document's structure carried over to spaCy: which block each token stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from talkgraph.extraction.remembering import remembered
from talkgraph.extraction.words import words_of
from talkgraph.model import Block, BlockKind, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["block_of_each_token", "blocks_of", "recap_of", "register"]

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


def register() -> None:
    """Declare the custom attribute ``doc._.recap``; safe to call again."""
    from spacy.tokens import Doc

    if not Doc.has_extension("recap"):
        Doc.set_extension("recap", default=None)


def recap_of(doc: Doc) -> Document:
    """The recap that a parsed document was made of.

    A ``Doc`` that was made without talkgraph's analysis counts as one of plain
    text: paragraphs between blank lines.
    """
    return remembered(doc, "recap", _recap)


def _recap(doc: Doc) -> Document:
    register()
    if doc._.recap is None:
        blocks = tuple(
            Block(found.start(), found.start() + len(found[0].rstrip()), BlockKind.PARAGRAPH)
            for found in _PARAGRAPH.finditer(doc.text)
        )
        doc._.recap = Document(source="text", text=doc.text, blocks=blocks)
    recap: Document = doc._.recap
    return recap


def blocks_of(doc: Doc) -> list[tuple[Block, int, int]]:
    """The blocks of a parsed document, each with its first token and the one after its last."""
    return remembered(doc, "blocks", _blocks)


def _blocks(doc: Doc) -> list[tuple[Block, int, int]]:
    starts = words_of(doc).starts
    out, token = [], 0
    for block in recap_of(doc).blocks:
        first = token = bisect_left(starts, block.start, token)
        token = bisect_left(starts, block.end, token)
        out.append((block, first, token))
    return out


def block_of_each_token(doc: Doc) -> list[str]:
    """The kind of block that each token stands in, empty outside of blocks."""
    return remembered(doc, "kinds of blocks", _kinds)


def _kinds(doc: Doc) -> list[str]:
    kinds = [""] * len(doc)
    for block, first, last in blocks_of(doc):
        kinds[first:last] = [str(block.kind)] * (last - first)
    return kinds
