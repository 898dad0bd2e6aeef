from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from talkgraph.extraction.layout import register
from talkgraph.extraction.links import LinkReader
from talkgraph.extraction.names import Name, NameGatherer
from talkgraph.extraction.tagger import NameTagger, Tagged
from talkgraph.model import Kind
from talkgraph.sources import read_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

NLP = spacy.blank("en")
TAGGER = NameTagger(NLP)
PERSON, ORGANIZATION, TECHNOLOGY, PLACE = Kind.PERSON, Kind.ORGANIZATION, Kind.TECHNOLOGY, Kind.PLACE


def names(text: str, tagged: Sequence[tuple[str, Kind, float]] = ()) -> list[Name]:
    """The names of a Markdown text in which the tagger marked the first places of some words."""
    document = read_markdown(text, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    marked = []
    for words, kind, score in sorted(tagged, key=lambda mark: doc.text.index(mark[0])):
        at = doc.text.index(words)
        span = doc.char_span(at, at + len(words), alignment_mode="expand")
        assert span is not None
        marked.append(Tagged(span.start, span.end, kind, score))
    TAGGER.annotate(doc, marked)
    LinkReader(NLP)(doc)
    found: list[Name] = NameGatherer(NLP)(doc).user_data["talkgraph.names"]
    return found


def keys(found: Sequence[Name]) -> list[tuple[str, Kind]]:
    return [(name.key, name.kind) for name in found]


@pytest.mark.parametrize(
    ("marked", "key"),
    [
        ("the Quibzelprotocol", "Quibzelprotocol"),
        ("Their Quibzelprotocol", "Quibzelprotocol"),
        ("Quibzelprotocol's", "Quibzelprotocol"),
        ("Quibzelprotocol’s", "Quibzelprotocol"),
        ("“Quibzelprotocol”", "Quibzelprotocol"),
        ("Quibz++", "Quibz++"),
    ],
)
def test_edges_that_belong_to_no_name_are_trimmed(marked: str, key: str) -> None:
    assert keys(names(f"She wrote {marked} last year.", [(marked, TECHNOLOGY, 0.9)])) == [(key, TECHNOLOGY)]


def test_a_name_of_determiners_alone_is_none() -> None:
    assert names("He wrote this.", [("this", TECHNOLOGY, 0.9)]) == []


def test_addresses_are_no_names() -> None:
    text = "See https://example.org/quibz or write to quibz@example.org."
    tagged = [("https://example.org/quibz", TECHNOLOGY, 0.9), ("quibz@example.org", PERSON, 0.9)]

    assert names(text, tagged) == []


def test_an_ordinary_word_that_nothing_marks_is_doubted() -> None:
    text = "Everyone opened a window by hand, and so did Quibz."

    assert names(text, [("window", TECHNOLOGY, 0.9)]) == []
    assert keys(names(text, [("Quibz", TECHNOLOGY, 0.9)])) == [("Quibz", TECHNOLOGY)]


def test_an_ordinary_word_with_a_capital_inside_a_sentence_is_believed() -> None:
    assert keys(names("Everyone wrote Window by hand.", [("Window", TECHNOLOGY, 0.9)])) == [
        ("Window", TECHNOLOGY)
    ]


def test_a_weak_vote_alone_is_not_enough() -> None:
    assert names("He showed Quibz.", [("Quibz", TECHNOLOGY, 0.3)]) == []


def test_the_votes_of_all_mentions_decide_together() -> None:
    text = "Quibzel came first. Then QUIBZEL again, and at last quibzel."
    tagged = [("Quibzel", ORGANIZATION, 0.6), ("QUIBZEL", TECHNOLOGY, 0.9), ("quibzel", TECHNOLOGY, 0.9)]
    (name,) = names(text, tagged)

    assert name.kind == TECHNOLOGY
    assert name.forms == ["Quibzel", "QUIBZEL", "quibzel"]
    assert len(name.spans) == 3
    assert 0.5 < name.score < 0.9


def test_a_name_is_found_again_where_nothing_marked_it() -> None:
    (name,) = names("Quibz is new. Who uses Quibz? Not Quibzish.", [("Quibz", TECHNOLOGY, 0.9)])

    assert len(name.spans) == 2


def test_a_longer_name_keeps_its_words() -> None:
    text = "Quibz makes Quibz Studio. We open Quibz Studio, said Quibz."
    found = names(text, [("Quibz", ORGANIZATION, 0.9), ("Quibz Studio", TECHNOLOGY, 0.9)])

    assert [(name.key, len(name.spans)) for name in found] == [("Quibz", 2), ("Quibz Studio", 2)]


def test_the_lexicon_votes() -> None:
    (name,) = names("We moved to PostgreSQL.")

    assert (name.key, name.kind, name.entry) == ("PostgreSQL", TECHNOLOGY, "PostgreSQL")


def test_an_ordinary_word_of_the_lexicon_needs_the_tagger() -> None:
    assert names("Let us go, said the chef, and flow.") == []
    assert keys(names("We wrote it in Go.", [("Go", TECHNOLOGY, 0.9)])) == [("Go", TECHNOLOGY)]


def test_front_matter_and_code_are_silent() -> None:
    text = "---\ntags: PostgreSQL\n---\n\n# Evening\n\nWords.\n\n```\nPostgreSQL\n```\n"

    assert names(text) == []


def test_a_profile_makes_a_person_and_keeps_the_address() -> None:
    (name,) = names("First came [Zara Quill](https://twitter.com/zq).")

    assert (name.key, name.kind) == ("Zara Quill", PERSON)
    assert name.addresses == ["https://twitter.com/zq"]


def test_a_link_to_a_home_page_decides_not_between_company_and_product() -> None:
    text = "We met at [Quibzel](https://quibzel.io/)."
    tagged = [("Quibzel", ORGANIZATION, 0.6)]

    assert keys(names(text)) == [("Quibzel", min(ORGANIZATION, TECHNOLOGY))]
    assert keys(names(text, tagged)) == [("Quibzel", ORGANIZATION)]


def test_names_stand_in_the_order_of_their_first_mention() -> None:
    text = "Quibz came before Quill, and Ann after."
    tagged = [("Ann", PERSON, 0.9), ("Quill", ORGANIZATION, 0.9), ("Quibz", TECHNOLOGY, 0.9)]

    assert [name.key for name in names(text, tagged)] == ["Quibz", "Quill", "Ann"]


def test_scores_lie_between_zero_and_one() -> None:
    for name in names(
        "PostgreSQL and Quibz in Paris.", [("Quibz", TECHNOLOGY, 1.0), ("PostgreSQL", PLACE, 1.0)]
    ):
        assert 0.0 < name.score <= 1.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She works at Quibzel now.", ORGANIZATION),
        ("Thanks to Quibzel for the pizza.", ORGANIZATION),
        ("It is a library called Quibzel indeed.", TECHNOLOGY),
        ("We flew to Quibzel today.", PLACE),
    ],
)
def test_the_words_around_a_name_tell_its_kind(text: str, kind: Kind) -> None:
    other = TECHNOLOGY if kind != TECHNOLOGY else ORGANIZATION

    assert keys(names(text, [("Quibzel", other, 0.55)])) == [("Quibzel", kind)]
    assert keys(names("We saw Quibzel today.", [("Quibzel", other, 0.55)])) == [("Quibzel", other)]
