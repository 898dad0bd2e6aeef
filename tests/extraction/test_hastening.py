from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc

from talkgraph.extraction.hastening import hasten

if TYPE_CHECKING:
    from spacy.language import Language

    from talkgraph.extraction import Extractor

TEXTS = (
    "She was seeing two geese, and saw them flying.",
    "He saws wood; the saw is rusty. Flies fly, y'all.",
    "Let's go: there's nothing that I'm gonna do, ain't it? You've got to see it, he gets it.",
    "Do  you\n\nhave it? It did, and 'd have had him do it himself.",
)


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.is_sent_start) for t in doc]


@pytest.fixture(scope="module")
def plain(extractor: Extractor) -> Language:
    return spacy.load(extractor.model)


@pytest.mark.parametrize("text", [*TEXTS, *reversed(TEXTS), ""])
def test_a_text_is_read_as_by_the_model_as_it_is_installed(
    extractor: Extractor, plain: Language, text: str
) -> None:
    assert told(extractor.base(text)) == told(plain(text))


def ruled(*rules: dict[str, Any]) -> Language:
    """A pipeline of some attribute rules, made faster."""
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add_patterns(rules)  # type: ignore[attr-defined]
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).lookups = None  # type: ignore[attr-defined]
    hasten(nlp)
    return nlp


def tagged(nlp: Language, words: list[str], tags: list[str]) -> list[tuple[str, str]]:
    doc = nlp.get_pipe("attribute_ruler")(Doc(nlp.vocab, words, tags=tags))
    return [(token.pos_, token.lemma_) for token in doc]


def test_of_two_rules_the_later_counts_and_each_sets_its_own() -> None:
    nlp = ruled(
        {"patterns": [[{"TAG": "N"}]], "attrs": {"POS": "NOUN", "LEMMA": "thing"}},
        {"patterns": [[{"LOWER": "ann"}], [{"LOWER": "so"}, {"LOWER": "poe"}]], "attrs": {"POS": "PROPN"}},
    )

    found = tagged(nlp, ["Ann", "so", "Poe", "so"], ["N", "N", "N", "X"])
    assert found == [("PROPN", "thing"), ("PROPN", "thing"), ("NOUN", "thing"), ("", "")]


def test_a_rule_of_several_tokens_sets_the_one_it_counts_from_either_end() -> None:
    nlp = ruled(
        {"patterns": [[{"LOWER": "a"}, {"LOWER": "b"}]], "attrs": {"POS": "ADV"}, "index": 1},
        {"patterns": [[{"LOWER": "b"}, {"LOWER": "c"}]], "attrs": {"POS": "INTJ"}, "index": -1},
    )

    assert [pos for pos, _ in tagged(nlp, ["a", "b", "c"], ["", "", ""])] == ["", "ADV", "INTJ"]


def test_rules_that_look_at_more_than_is_remembered_stay_as_they_are() -> None:
    nlp = ruled({"patterns": [[{"SHAPE": "Xxx"}]], "attrs": {"POS": "PROPN"}})

    assert [pos for pos, _ in tagged(nlp, ["Ann", "ann"], ["", ""])] == ["PROPN", ""]


@pytest.mark.parametrize("operator", ["?", "+"])
def test_rules_with_tokens_that_repeat_or_may_be_missing_stay_as_they_are(operator: str) -> None:
    nlp = ruled({"patterns": [[{"LOWER": "a"}, {"LOWER": "b", "OP": operator}]], "attrs": {"POS": "ADV"}})

    assert [pos for pos, _ in tagged(nlp, ["a", "b", "a"], ["", "", ""])] == [
        "ADV",
        "",
        "ADV" * (operator == "?"),
    ]


def test_rules_of_another_make_stay_as_they_are() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "TOOL", "pattern": "Elm"}])  # type: ignore[attr-defined]
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    hasten(nlp)
    (found,) = nlp.get_pipe("entity_ruler")(nlp.make_doc("We use Elm.")).ents

    assert (found.text, found.label_) == ("Elm", "TOOL")
