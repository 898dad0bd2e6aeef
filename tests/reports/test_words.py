"""Words of talks, and how like each other they make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.words import TalkWords, stems
from tests.reports.sketches import Sketch


def words_of(**sentences: str) -> tuple[TalkWords, dict[str, Iri]]:
    sketch = Sketch()
    subject = sketch.thing(Kind.TOPIC, "subject")
    talks = {}
    for name, sentence in sentences.items():
        talks[name] = sketch.thing(Kind.TALK, name)
        sketch.say(talks[name], Predicate.ABOUT, subject, sentence)
    return TalkWords(sketch.graph(), shortest=4, most_common=1.0), talks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("libraries, a library", ["library", "library"]),
        ("caches, the cache", ["cach", "cach"]),
        ("sizes, a size, a prize, prizes", ["siz", "siz", "priz", "priz"]),
        ("boxes, classes, a status, the analysis", ["box", "class", "status", "analysis"]),
        ("CSS3 x86", ["css", "x"]),
        ("We talked about the things", []),
        ("", []),
    ],
)
def test_a_plural_counts_as_its_singular_and_grammar_not_at_all(text: str, found: list[str]) -> None:
    assert stems(text) == found


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_has_the_words_that_it_has_beside_other_letters(text: str) -> None:
    assert stems(f"{text} café") == [*stems(text), "café"]


def test_equal_sentences_are_wholly_alike_and_different_ones_not_at_all() -> None:
    words, talks = words_of(one="snapshot branch", two="branches, snapshots", three="giraffe zebra")

    assert words.shared(talks["one"], talks["two"]).cosine == pytest.approx(1.0)
    assert words.shared(talks["one"], talks["three"]) == (0, ())


def test_words_that_do_not_count_leave_less_in_common() -> None:
    words, talks = words_of(one="snapshot branch", two="branches, snapshots", three="giraffe")
    shared = words.shared(talks["one"], talks["two"], without=["branch"])

    assert shared.cosine == pytest.approx(0.5)
    assert shared.stems == ("snapshot",)


def test_a_rarer_word_comes_first() -> None:
    words, talks = words_of(
        one="alpaca zebra", two="alpaca zebra", three="alpaca", four="giraffe", five="giraffe"
    )

    assert words.shared(talks["one"], talks["two"]).stems == ("zebra", "alpaca")


def test_words_too_short_are_not_shared() -> None:
    words, talks = words_of(one="yak snapshot", two="yak giraffe")

    assert words.shared(talks["one"], talks["two"]).stems == ()


def test_near_talks_share_enough_words() -> None:
    words, talks = words_of(
        one="snapshot branch queue", two="snapshot branch", three="snapshot", four="giraffe"
    )

    near = dict(zip(words.talks, words.near(talks["one"], least=2), strict=True))

    assert {talk for talk, cosine in near.items() if cosine} == {talks["two"]}
    assert near[talks["two"]] == pytest.approx(words.shared(talks["one"], talks["two"]).cosine)


def test_a_word_keeps_the_spelling_of_its_talk() -> None:
    words, talks = words_of(one="Trees, said Merkle: Merkle trees")

    assert words.spelling(talks["one"], "merkle") == "Merkle"
    assert words.spelling(talks["one"], "tree") == "trees"


def test_the_sentences_that_hold_a_word() -> None:
    words, talks = words_of(one="Merkle Trees", two="giraffe")

    assert [quote.text for quote in words.quotes(talks["one"], "tree")] == ["Merkle Trees"]
    assert words.quotes(talks["two"], "tree") == ()
