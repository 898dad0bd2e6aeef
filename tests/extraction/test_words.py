from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from talkgraph.extraction.words import words_of

VOCAB = spacy.blank("en").vocab
_WORD = st.sampled_from(["Jane", "a", ".", "\n\n", " ", "\t", "«", "\u00a0", "İ", "‹P0›", "a b"])


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    """Any words in any sentences."""
    words = draw(st.lists(_WORD, min_size=1, max_size=12))
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    starts = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    return Doc(VOCAB, words, spaces, sent_starts=[True, *starts[1:]])


@given(documents())
def test_each_token_is_what_spacy_has(doc: Doc) -> None:
    words = words_of(doc)

    assert [doc.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == [t.text for t in doc]
    assert words.texts == [token.text for token in doc]
    assert words.lowered == [token.lower_ for token in doc]
    assert [not word for word in words.plain] == [token.is_space for token in doc]
    assert not any(mark in word for word in words.plain for mark in "‹› ")


@given(documents(), st.data())
def test_a_sentence_holds_what_was_asked_for(doc: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(start, len(doc)))
    first, last = words_of(doc).sentence_around(start, end)

    assert 0 <= first <= start < last <= len(doc)
    assert end <= last
    assert first == 0 or doc[first].is_sent_start
    assert last == len(doc) or doc[last].is_sent_start
    assert not any(doc[i].is_sent_start for i in range(first + 1, start + 1))
    assert not any(doc[i].is_sent_start for i in range(max(start + 1, end), last))


def test_verbs_are_lemmas_and_a_sign_of_a_skeleton_is_no_word() -> None:
    doc = Doc(VOCAB, ["She", "Used", "‹"], pos=["PRON", "VERB", "PUNCT"], lemmas=["she", "use", "‹"])

    assert words_of(doc).plain == ["she", "use", "_"]


def test_no_tokens_no_words() -> None:
    assert words_of(Doc(VOCAB, [])).sentences == [0]
