from __future__ import annotations

import pytest

from talkgraph.questions.words import read_words

ENDINGS = {"'s": "'s", "'ve": "have"}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Who's talked about C++?", ["who", "'s", "talked", "about", "c++"]),
        ("Zoë’s  talks", ["zoe", "'s", "talks"]),
        ("I've seen 'Node.js', “Vue”", ["i", "have", "seen", "nodejs", "vue"]),
        ("Siobhán O'Dwyer", ["siobhan", "odwyer"]),
        ("Papier & Pixel", ["papier", "&", "pixel"]),
        ("... ?!", []),
        ("'s", ["s"]),
        ("", []),
    ],
)
def test_words_have_keys(text: str, keys: list[str]) -> None:
    assert [word.key for word in read_words(text, ENDINGS, []).words] == keys


def test_a_span_is_the_text_as_it_was_written() -> None:
    words = read_words("talks by  Siobhán O’Dwyer, please", ENDINGS, [])
    assert words.span(2, 4) == "Siobhán O'Dwyer"


def test_small_words_can_be_passed_over_one_by_one_or_together() -> None:
    words = read_words("can you tell me the time", ENDINGS, [("can", "you", "tell"), ("me",), ("the",)])
    assert words.skips == ((3,), (), (), (4,), (5,), (), ())


def test_words_can_be_taken_for_others() -> None:
    words = read_words("so how many talks, the last?", {}, [("the",)])
    other = words.with_other(("how", "many"), ("which",))
    assert other is not None
    assert [word.key for word in other.words] == ["so", "which", "talks", "the", "last"]
    assert other.span(1, 3) == "how many talks"
    assert other.skips[3] == (4,)
    assert words.with_other(("how", "few"), ("which",)) is None
