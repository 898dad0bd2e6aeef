from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.extraction.wordpieces import WordPieces, load_word_pieces

SMALL = WordPieces({"[UNK]": 0, "web": 1, "##sock": 2, "##et": 3, "cafe": 4, "/": 5, "c": 6, "#": 7, "語": 8})


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("WebSocket", (1, 2, 3)),
        ("café", (4,)),
        ("web/café", (1, 5, 4)),
        ("C#", (6, 7)),
        ("語語", (8, 8)),
        ("websocketx", (0,)),
        ("\u200b", (0,)),
        ("", (0,)),
        ("web" * 40, (0,)),
    ],
)
def test_a_word_is_cut_into_its_longest_known_pieces(word: str, pieces: tuple[int, ...]) -> None:
    assert SMALL.pieces(word) == pieces


# What BERT's own tokenizer gives for these words with the same vocabulary.
@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Kubernetes", ["ku", "##ber", "##net", "##es"]),
        ("GraphQL", ["graph", "##q", "##l"]),
        ("Žižek's", ["z", "##ize", "##k", "'", "s"]),
        ("naïve", ["naive"]),
        ("v1.2", ["v", "##1", ".", "2"]),
    ],
)
def test_the_packaged_pieces_are_bert_s(word: str, pieces: list[str]) -> None:
    words = load_word_pieces("en")
    spelt = {number: piece for piece, number in words.numbers.items()}

    assert [spelt[number] for number in words.pieces(word)] == pieces


@given(st.text(max_size=60))
def test_any_word_has_pieces(word: str) -> None:
    words = load_word_pieces("en")

    assert words.pieces(word)
    assert set(words.pieces(word)) <= set(words.numbers.values())
