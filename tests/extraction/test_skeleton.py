from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from talkgraph.extraction.skeleton import LETTERS, draw
from talkgraph.model import Kind

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

VOCAB = spacy.blank("en").vocab
_WORD = st.sampled_from(["‹P0›", "‹", "›", "\n\n", " ", "a b", "\x1c", "\u200b", "İ", "Verb", "b\u00a0c"])


@st.composite
def marked_documents(draw_one: DrawFn) -> tuple[Doc, list[Span], int, int]:
    """A document of any words with names marked in it, and a stretch of it."""
    words = draw_one(st.lists(_WORD, min_size=1, max_size=8))
    tags = draw_one(
        st.lists(st.sampled_from(["VERB", "AUX", "NOUN", ""]), min_size=len(words), max_size=len(words))
    )
    lemmas = draw_one(st.lists(_WORD | st.text(max_size=3), min_size=len(words), max_size=len(words)))
    doc = Doc(VOCAB, words, pos=tags, lemmas=lemmas)
    names, at = [], 0
    while at < len(doc):
        size = draw_one(st.sampled_from([0, 0, 1, 2]))
        if size and at + size <= len(doc):
            kind = draw_one(st.sampled_from(sorted(LETTERS)))
            names.append(Span(doc, at, at + size, label=kind, span_id=f"name {at}"))
        at += max(1, size)
    start = draw_one(st.integers(0, len(doc) // 2))
    return doc, names, start, draw_one(st.integers(start, len(doc)))


@given(marked_documents())
def test_every_stretch_of_words_leads_back_to_its_tokens(case: tuple[Doc, list[Span], int, int]) -> None:
    doc, names, start, end = case
    skeleton = draw(doc, start, end, names)
    words = skeleton.text.split(" ") if skeleton.text else []

    assert len(skeleton.tokens) == len(skeleton.starts) == len(words) + 1
    for i in range(len(words)):
        for j in range(i + 1, len(words) + 1):
            low = skeleton.starts[i]
            high = low + len(" ".join(words[i:j]))
            assert skeleton.text[low:high] == " ".join(words[i:j])
            assert skeleton.token_range(low, high) == (skeleton.tokens[i], skeleton.tokens[j])
    assert all(start <= token <= end for token in skeleton.tokens)
    assert list(skeleton.tokens) == sorted(skeleton.tokens)


@given(marked_documents())
def test_placeholders_are_the_names_inside_and_nothing_else(case: tuple[Doc, list[Span], int, int]) -> None:
    doc, names, start, end = case
    skeleton = draw(doc, start, end, names)
    inside = [name for name in names if start <= name.start and name.end <= end]
    expected = [f"‹{LETTERS[Kind(name.label_)]}{number}›" for number, name in enumerate(inside)]

    assert list(skeleton.mentions) == inside
    found = [word for word in skeleton.text.split(" ") if "‹" in word]
    assert found == expected
    for number, word in enumerate(found):
        at = skeleton.text.index(word)
        assert skeleton.token_range(at, at + len(word))[0] == skeleton.mentions[number].start


def test_verbs_are_lemmas_and_the_rest_small_letters() -> None:
    words = ["Then", "Maxence", "Haltel", "used", "The", "Electron", "."]
    doc = Doc(
        VOCAB,
        words,
        pos=["ADV", "PROPN", "PROPN", "VERB", "DET", "PROPN", "PUNCT"],
        lemmas=["then", "Maxence", "Haltel", "use", "the", "electron", "."],
    )
    names = [Span(doc, 1, 3, label=Kind.PERSON), Span(doc, 5, 6, label=Kind.TECHNOLOGY)]

    assert draw(doc, 0, len(doc), names).text == "then ‹P0› use the ‹T1› ."


def test_a_name_that_reaches_over_the_edge_is_spelt_out() -> None:
    doc = Doc(VOCAB, ["by", "Ann", "Poe"])

    assert draw(doc, 0, 2, [Span(doc, 1, 3, label=Kind.PERSON)]).text == "by ann"
