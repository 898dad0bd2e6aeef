from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.openings import openings_in, read_heading
from talkgraph.extraction.sections import sections_of
from talkgraph.extraction.speaking import speaker_features, speaker_probabilities
from tests.extraction.samples import prepare

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor
    from talkgraph.extraction.openings import Opening

PEOPLE = ("Jane Doe", "Bob Roe")


def openings(extractor: Extractor, text: str) -> list[Opening]:
    """The announcements in a section of one heading."""
    doc = prepare(extractor, f"## Part\n\n{text}\n", people=[name for name in PEOPLE if name in text])
    (section,) = sections_of(doc)
    return openings_in(doc, section, list(doc.spans["names"]))


def test_a_heading_without_a_person_says_nothing_of_speakers(extractor: Extractor) -> None:
    doc = prepare(extractor, "# Evening\n\n## Elm in anger\n\nNice.\n", technologies=["Elm"])
    (section,) = sections_of(doc)

    assert section.heading is not None
    assert read_heading(doc, section.heading, list(doc.spans["names"])) is None


def test_an_announcement_is_a_sentence_of_its_block(extractor: Extractor) -> None:
    (opening,) = openings(extractor, "It rained. The first talk was by Jane Doe. It was good.")

    assert opening.speakers == ("Jane Doe",)
    assert opening.strength == "strong"
    assert opening.block[0] < opening.sentence[0] < opening.sentence[1] < opening.block[1]


def test_one_announcement_a_sentence(extractor: Extractor) -> None:
    found = openings(extractor, "The first talk was by Jane Doe, who gave a talk. Then Bob Roe gave a talk.")

    assert [opening.speakers for opening in found] == [("Jane Doe",), ("Bob Roe",)]
    assert len({opening.sentence for opening in found}) == 2


def test_the_first_talk_without_a_speaker_is_an_ordinal(extractor: Extractor) -> None:
    (opening,) = openings(extractor, "The first talk explained search.")

    assert (opening.strength, opening.speakers) == ("ordinal", ())


@pytest.mark.parametrize("text", ["It rained.", "Search is hard, and so is life.", ""])
def test_no_announcement(extractor: Extractor, text: str) -> None:
    assert openings(extractor, f"Hello. {text}") == []


def test_every_person_of_a_block_has_a_probability(extractor: Extractor) -> None:
    text = "Then Jane Doe gave a talk about search. She thanked Bob Roe for the pizza."
    doc = prepare(extractor, f"## Part\n\n{text}\n", people=PEOPLE)
    (section,) = sections_of(doc)
    mentions = list(doc.spans["names"])
    likely = speaker_probabilities(doc, section.body[0], mentions)

    assert list(likely) == list(PEOPLE)
    assert likely["Jane Doe"][0] > 0.5 > likely["Bob Roe"][0]
    assert all(0.0 < probability < 1.0 for probability, _ in likely.values())
    for rows in speaker_features(doc, section.body[0], mentions).values():
        for sentence, features in rows:
            assert sentence[0] < sentence[1]
            assert list(features) == sorted(set(features))
