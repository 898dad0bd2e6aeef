from __future__ import annotations

import pytest
import spacy

from talkgraph.extraction.joining import joined, name_words
from talkgraph.model import Kind

NLP = spacy.blank("en")


def names(text: str, *marked: tuple[str, Kind]) -> list[tuple[str, Kind]]:
    """The names of a text, with the first places of some words marked, once their parts are joined."""
    doc = NLP(text)
    tokens = []
    for words, kind in marked:
        span = doc.char_span(text.index(words), text.index(words) + len(words))
        assert span is not None
        tokens.append((span.start, span.end, kind, 0.9))
    return [(doc[start:end].text, kind) for start, end, kind, _ in joined(doc, tokens)]


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("at the University of Delft again", "University", "University of Delft"),
        (
            "at the Institute of Physics and Mathematics now",
            "Institute",
            "Institute of Physics and Mathematics",
        ),
        ("the Ministry for Health and the weather", "Ministry", "Ministry for Health"),
    ],
)
def test_the_name_of_an_institution_goes_on(text: str, marked: str, whole: str) -> None:
    assert names(text, (marked, Kind.ORGANIZATION)) == [(whole, Kind.ORGANIZATION)]


def test_parts_inside_of_it_are_no_names_of_their_own() -> None:
    text = "at the University of Delft in Holland"

    assert names(text, ("University", Kind.ORGANIZATION), ("Delft", Kind.PLACE), ("Holland", Kind.PLACE)) == [
        ("University of Delft", Kind.ORGANIZATION),
        ("Holland", Kind.PLACE),
    ]


def test_a_firm_of_two_names_is_one() -> None:
    marked = ("Mosse", Kind.PERSON), ("Dahl", Kind.ORGANIZATION)

    assert names("hosted by Mosse & Dahl in Oslo", *marked) == [("Mosse & Dahl", Kind.ORGANIZATION)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Jane & Bob spoke", ("Jane", Kind.PERSON), ("Bob", Kind.PERSON)),
        ("Elm & Redux", ("Elm", Kind.TECHNOLOGY), ("Redux", Kind.TECHNOLOGY)),
        ("Mosse and Dahl", ("Mosse", Kind.ORGANIZATION), ("Dahl", Kind.ORGANIZATION)),
    ],
)
def test_other_names_side_by_side_stay_two(
    text: str, first: tuple[str, Kind], second: tuple[str, Kind]
) -> None:
    assert names(text, first, second) == [first, second]


def test_the_packaged_words_are_in_small_letters_where_they_are_compared_so() -> None:
    words = name_words("en")

    assert words.no_names
    for phrase in (*words.before, *words.after, *words.handle_words):
        assert phrase == phrase.lower()


def test_no_packaged_phrase_is_longer_than_what_is_looked_at() -> None:
    words = name_words("en")

    assert max(len(phrase.split()) for phrase in (*words.before, *words.after)) <= 3


@pytest.mark.parametrize(
    ("text", "marked", "kind", "whole"),
    [
        ("a talk by Jacob Kaplan-Moss today", "Jacob Kaplan", Kind.PERSON, "Jacob Kaplan-Moss"),
        ("by Jean-Luc Picard", "Luc Picard", Kind.PERSON, "Jean-Luc Picard"),
        ("use electron-release-server here", "electron", Kind.TECHNOLOGY, "electron-release-server"),
        ("use electron-release-server here", "server", Kind.TECHNOLOGY, "electron-release-server"),
        ("a PostgreSQL-based queue", "PostgreSQL", Kind.TECHNOLOGY, "PostgreSQL"),
        ("a pre-Docker time", "Docker", Kind.TECHNOLOGY, "Docker"),
    ],
)
def test_a_name_goes_on_behind_a_hyphen(text: str, marked: str, kind: Kind, whole: str) -> None:
    assert names(text, (marked, kind)) == [(whole, kind)]


def test_a_hyphen_between_two_names_joins_nothing() -> None:
    marked = ("Paris", Kind.PLACE), ("Berlin", Kind.PLACE)

    assert names("the Paris-Berlin night train", *marked) == list(marked)
