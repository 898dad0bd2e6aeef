from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.extraction.layout import block_of_each_token, blocks_of, recap_of
from talkgraph.model import BlockKind
from talkgraph.sources import read_markdown

NLP = spacy.blank("en")


def test_a_doc_made_elsewhere_is_plain_text_in_paragraphs() -> None:
    text = "  One line\nand another. \n\n\nSecond.\n \n"
    recap = recap_of(NLP(text))

    assert recap.text == text
    assert [recap.words(block) for block in recap.blocks] == ["One line\nand another.", "Second."]
    assert {block.kind for block in recap.blocks} == {BlockKind.PARAGRAPH}


@settings(max_examples=50)
@given(st.text(alphabet="ab \n\t\u00a0", max_size=40))
def test_its_paragraphs_hold_all_its_words(text: str) -> None:
    recap = recap_of(NLP.make_doc(text))
    covered = {i for block in recap.blocks for i in range(block.start, block.end)}

    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered
    for block in recap.blocks:
        words = recap.words(block)
        assert words == words.strip() != ""
        assert "\n\n" not in words


def test_blocks_have_their_tokens() -> None:
    document = read_markdown("# Evening\n\nHello you.\n\n- one\n", "recap.md")
    doc = NLP(document.text)
    doc._.recap = document

    assert [(str(b.kind), doc[i:j].text.strip()) for b, i, j in blocks_of(doc)] == [
        ("title", "Evening"),
        ("paragraph", "Hello you."),
        ("item", "one"),
    ]
    kinds = block_of_each_token(doc)
    assert [kind for kind in kinds if kind] == ["title", "paragraph", "paragraph", "paragraph", "item"]
    assert len(kinds) == len(doc)


def test_nothing_of_nothing() -> None:
    doc = NLP("")

    assert blocks_of(doc) == []
    assert block_of_each_token(doc) == []
