from __future__ import annotations

import pytest
import spacy

from talkgraph.extraction.features import COLUMNS, encode

NLP = spacy.blank("en")


@pytest.mark.parametrize("text", ["", "Jane", "Jane Doe uses C++ \n\n « Elm »"])
def test_every_token_has_every_feature(text: str) -> None:
    doc = NLP(text)

    assert encode(doc).shape == (len(doc), len(COLUMNS))


def test_the_same_word_in_the_same_place_is_the_same() -> None:
    assert (encode(NLP("Paris is big")) == encode(NLP("Paris is big"))).all()


def test_capitals_tell_words_apart() -> None:
    first, second = encode(NLP("Paris paris"))

    assert first[COLUMNS.index("norm")] == second[COLUMNS.index("norm")]
    assert first[COLUMNS.index("shape")] != second[COLUMNS.index("shape")]


def test_the_lexicon_and_the_lists_of_words_are_seen() -> None:
    names = encode(NLP("We like PostgreSQL and Xyzzy"))
    column = COLUMNS.index("lexicon")

    assert names[2, column] != names[4, column]
    assert names[4, column] == names[1, column]
