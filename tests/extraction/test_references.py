from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.references import ReferenceResolver
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor


def references(
    extractor: Extractor, text: str, heading: str = "Slack at work - Jane Doe"
) -> list[tuple[str, str]]:
    """The words that point back in the body of a talk, each with the name that is meant."""
    known = {
        "people": ["Jane Doe", "Bob Roe", "Ann Poe"],
        "organizations": ["Algolia"],
        "technologies": ["Slack", "Electron", "Redux"],
    }
    whole = f"# An evening\n\n## {heading}\n\n{text}\n"
    doc = prepare(extractor, whole, **{k: [n for n in names if n in whole] for k, names in known.items()})
    assert len(find_talks(extractor, doc, references=True)) == 1
    return [(span.text, span.id_) for span in doc.spans["references"]]


@pytest.mark.parametrize("word", ["He", "She", "The speaker", "His team"])
def test_a_person_pronoun_is_the_speaker(extractor: Extractor, word: str) -> None:
    found = references(extractor, f"{word} met Bob Roe. Bob Roe is nice. {word} left.")

    assert [meant for _, meant in found] == ["Jane Doe", "Jane Doe"]


def test_of_several_speakers_the_person_named_last_is_meant(extractor: Extractor) -> None:
    found = references(
        extractor,
        "Bob Roe came first. He was tired. Jane Doe followed. She slept.",
        "Slack - Jane Doe, Bob Roe",
    )

    assert found == [("He", "Bob Roe"), ("She", "Jane Doe")]


def test_it_is_the_technology_named_last(extractor: Extractor) -> None:
    assert references(extractor, "Redux is small. It is built on Electron.") == [("It", "Redux")]


def test_a_noun_with_an_article_is_the_technology(extractor: Extractor) -> None:
    found = references(extractor, "Redux came first. The library is built on Electron.")

    assert found == [("The library", "Redux")]


def test_the_company_is_an_organization(extractor: Extractor) -> None:
    found = references(extractor, "They met at Algolia and saw Redux. The company uses Electron.")

    assert found == [("The company", "Algolia")]


def test_a_technology_named_too_long_before_is_not_meant(extractor: Extractor) -> None:
    text = "Redux is small. We ate. We drank. We sang. It is built on Electron."

    assert references(extractor, text, "Work - Jane Doe") == []


def test_it_means_nothing_where_nothing_was_named(extractor: Extractor) -> None:
    assert references(extractor, "It is late.", "Work - Jane Doe") == []


def test_nothing_is_meant_outside_of_talks(extractor: Extractor) -> None:
    doc = prepare(extractor, "# An evening\n\nBob Roe brought pizza. He is nice.\n", people=["Bob Roe"])
    ReferenceResolver(extractor.base)(doc)

    assert list(doc.spans["references"]) == []


def test_references_of_one_talk_do_not_reach_into_another(extractor: Extractor) -> None:
    text = (
        "# An evening\n\n## Slack - Jane Doe\n\nShe spoke.\n\n## Redux - Bob Roe\n\nHe spoke. She did not.\n"
    )
    doc = prepare(extractor, text, people=["Jane Doe", "Bob Roe"], technologies=["Slack", "Redux"])
    find_talks(extractor, doc, references=True)

    assert [span.id_ for span in doc.spans["references"]] == ["Jane Doe", "Bob Roe", "Bob Roe"]


def test_references_are_spans_like_names(extractor: Extractor) -> None:
    doc = prepare(
        extractor,
        "# Evening\n\n## Slack - Jane Doe\n\nIt is big.",
        people=["Jane Doe"],
        technologies=["Slack"],
    )
    find_talks(extractor, doc, references=True)
    (span,) = doc.spans["references"]

    assert (span.text, span.label_, span.id_) == ("It", "Technology", "Slack")
