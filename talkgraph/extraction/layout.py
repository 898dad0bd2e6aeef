"""The document's structure carried over to spaCy: which block each token stands in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    recap = recap_of(doc)
    out, token = [], 0
    for block in recap.blocks:
        while token < len(doc) and doc[token].idx < block.start:
            token += 1
        first = token
        while token < len(doc) and doc[token].idx < block.end:
            token += 1
        out.append((block, first, token))
    return out


def block_of_each_token(doc: Doc) -> list[str]:
    """The kind of block that each token stands in, empty outside of blocks."""
    kinds = [""] * len(doc)
    for block, first, last in blocks_of(doc):
        for i in range(first, last):
            kinds[i] = str(block.kind)
    return kinds
