from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from talkgraph.extraction.evidence import evidence_at
from talkgraph.extraction.layout import register
from talkgraph.model import Block, BlockKind, Document

VOCAB = spacy.blank("en").vocab
_WORD = st.sampled_from(["Jane", "a", ".", "\n\n", " ", "\t", "«", "\u00a0", "word" * 300])


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    """Any words in any sentences and blocks; blocks and sentences need not agree."""
    words = draw(st.lists(_WORD, min_size=1, max_size=12))
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    starts = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    doc = Doc(VOCAB, words, spaces, sent_starts=[True, *starts[1:]])
    edges = sorted(draw(st.sets(st.integers(0, len(doc.text)), max_size=6)))
    blocks = tuple(Block(start, end, draw(st.sampled_from(BlockKind))) for start, end in pairwise(edges))
    register()
    doc._.recap = Document(source="any", text=doc.text, blocks=blocks)
    return doc


@settings(max_examples=150)
@given(documents(), st.data())
def test_a_quote_is_what_stands_at_its_offsets(doc: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(start, len(doc)))
    found = evidence_at(doc, start, end)

    assert doc.text[found.start : found.end] == found.quote
    assert found.quote == found.quote.strip()
    assert len(found.quote) <= 1500
    assert 0 <= found.start <= found.end <= len(doc.text)


def sentences(kind: BlockKind) -> Doc:
    words = ["Jane", "spoke", ".", "Bob", "sang", ".", "\n\n", "More"]
    doc = Doc(
        VOCAB,
        words,
        [True, False, True, True, False, False, False, False],
        sent_starts=[1, 0, 0, 1, 0, 0, 0, 1],
    )
    register()
    end = doc.text.index("\n")
    blocks = (Block(0, end, kind), Block(end + 2, len(doc.text), BlockKind.PARAGRAPH))
    doc._.recap = Document(source="any", text=doc.text, blocks=blocks)
    return doc


def test_a_paragraph_is_quoted_sentence_by_sentence() -> None:
    doc = sentences(BlockKind.PARAGRAPH)

    assert evidence_at(doc, 4, 5).quote == "Bob sang."
    assert evidence_at(doc, 1, 5).quote == "Jane spoke. Bob sang."


def test_a_heading_is_quoted_whole() -> None:
    assert evidence_at(sentences(BlockKind.HEADING), 4, 5).quote == "Jane spoke. Bob sang."


def test_a_quote_ends_with_its_block() -> None:
    doc = sentences(BlockKind.ITEM)
    doc[7].is_sent_start = False

    assert evidence_at(doc, 5, 6).quote == "Bob sang."
    assert evidence_at(doc, 7, 8).quote == "More"
