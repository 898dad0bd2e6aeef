from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.capitals import Capitals, bare, is_common, words_of
from tests.extraction.samples import parse

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def capitals(extractor: Extractor, text: str, *taken: int) -> Capitals:
    return Capitals(parse(extractor, text), set(taken), words_of("en"), 2)


def terms(found: Capitals) -> list[str]:
    return [token.text for token in found.doc if found.is_term(token.i)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They moved to Zorkel and GraphZQL, then to CRDTs.", ["Zorkel", "GraphZQL", "CRDTs"]),
        ("Tests were slow. Nobody wrote Tests on Monday.", []),
        ("We MUST do it NOW, they said.", []),
        ("QUX ZOR BLA were the words.", []),
        ("They read Zorkel.run() and ZORKEL_HOME.", []),
    ],
)
def test_capitals_that_mean_something(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert terms(capitals(extractor, text)) == expected


def test_what_was_read_already_is_no_term(extractor: Extractor) -> None:
    assert terms(capitals(extractor, "They moved to Zorkel and GraphZQL.", 3)) == ["GraphZQL"]


@pytest.mark.parametrize(
    ("text", "at", "ends"),
    [
        ("They use Zorkel Cloud now.", 3, 4),
        ("They met Jean-Zorkel now.", 3, 5),
        ("They saw the Church of Zorkel now.", 4, 6),
        ("They use Zorkel and more.", 3, 0),
        ("They use Zorkel, Quux and more.", 3, 0),
        ("They use Zorkel", 3, 0),
    ],
)
def test_a_term_goes_on_over_small_words_and_hyphens(
    extractor: Extractor, text: str, at: int, ends: int
) -> None:
    assert capitals(extractor, text).goes_on(at) == ends


@pytest.mark.parametrize(
    ("text", "start", "begins"),
    [
        ("They speak of Documentation Driven Zorkel now.", 5, 3),
        ("They speak of documentation driven Zorkel now.", 5, 5),
        ("When Zorkel came, they left.", 1, 1),
        ("In Monday Zorkel they left.", 2, 2),
    ],
)
def test_a_term_begins_with_the_common_words_that_have_capitals_too(
    extractor: Extractor, text: str, start: int, begins: int
) -> None:
    assert capitals(extractor, text).begins(start) == begins


@pytest.mark.parametrize(
    ("word", "common"),
    [
        ("Tests", True),
        ("Queries", True),
        ("Server-side", True),
        ("DON'T", True),
        ("By", True),
        ("Zorkies", False),
    ],
)
def test_common_words_in_all_their_forms(word: str, common: bool) -> None:
    assert is_common(word) is common


def test_marks_that_end_a_sentence_go_and_others_stay() -> None:
    assert [bare(text) for text in ("R&D.", "C++", "Yahoo!", ".", "Zorkel:")] == [
        "R&D",
        "C++",
        "Yahoo!",
        ".",
        "Zorkel",
    ]
