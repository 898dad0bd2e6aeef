from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.errors import ModelError
from talkgraph.extraction.analysis import analyse, load_model
from talkgraph.extraction.layout import blocks_of
from talkgraph.model import Block, BlockKind, Document
from talkgraph.sources import read_markdown

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

_WORDS = st.text(max_size=20) | st.sampled_from(
    [
        "Jane Doe talked.",
        "a\n\n b",
        "  ",
        "\u00a0x",
        "\U0001f600!",
        "don't",
        "Mr. Doe (Algolia): so",
        "e\u0301",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any blocks of any words, separated as canonical text is, or not at all."""
    blocks, text = [], draw(st.sampled_from(["", "", "\n"]))
    for words in draw(st.lists(_WORDS, max_size=6)):
        kind = draw(st.sampled_from(BlockKind))
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words + draw(st.sampled_from(["\n\n", "\n\n", ""]))
    return Document(source="any", text=text, blocks=tuple(blocks))


@settings(max_examples=30, deadline=None)
@given(documents())
def test_the_joined_text_is_the_canonical_text(extractor: Extractor, document: Document) -> None:
    (doc,) = analyse(extractor.base, [document])

    assert doc.text == document.text
    assert doc._.recap is document
    assert all(doc.text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_front_matter_and_code_are_not_parsed(extractor: Extractor) -> None:
    text = "---\nevent: Jane Doe met Bob in Paris. It rained.\n---\n\nHe sang.\n\n    Jane is in Paris. So.\n"
    (doc,) = analyse(extractor.base, [read_markdown(text, "recap.md")])
    kinds = {str(block.kind): doc[start:end] for block, start, end in blocks_of(doc)}

    for kind in ("metadata", "code"):
        span = kinds[kind]
        assert len(span) > 3
        assert not list(span.ents)
        assert [token.i for token in span if token.is_sent_start] == [span.start]
        assert not any(token.pos_ for token in span)
    assert [token.pos_ for token in kinds["paragraph"]] == ["PRON", "VERB", "PUNCT"]


def test_no_sentence_runs_over_a_block(extractor: Extractor) -> None:
    text = "# A title without a stop\n\nand then\n\n- one thing\n- and another\n\n## So\n\nit goes on"
    (doc,) = analyse(extractor.base, [read_markdown(text, "recap.md")])

    for _, start, end in blocks_of(doc):
        assert doc[start].is_sent_start
        assert start < end


def test_each_document_has_a_doc_in_order(extractor: Extractor) -> None:
    given_ = [Document(source=name, text=name) for name in ("one", "", "three")]

    assert [doc.text for doc in analyse(extractor.base, given_)] == ["one", "", "three"]


def test_a_bracket_and_a_colon_are_no_face(extractor: Extractor) -> None:
    (doc,) = analyse(extractor.base, [Document(source="one", text="Jane Doe (Algolia): search (8)")])

    assert [token.text for token in doc] == ["Jane", "Doe", "(", "Algolia", ")", ":", "search", "(", "8", ")"]


def test_a_model_that_is_not_installed_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed"):
        load_model("no_such_model")


def test_a_model_without_a_parser_is_a_model_error(
    extractor: Extractor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import spacy

    folder = tmp_path_factory.mktemp("model") / "blank"
    spacy.blank("en").to_disk(folder)

    with pytest.raises(ModelError, match="lacks parser, lemmatizer;"):
        load_model(str(folder))
