"""Which talk somebody means."""

from __future__ import annotations

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.model import Kind, Predicate
from talkgraph.reports import find_talk
from tests.reports.sketches import Sketch, six_talks


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("The permanent web", "The permanent web"),
        ("the PERMANENT web!", "The permanent web"),
        ("talk/the-permanent-web", "The permanent web"),
        ("https://w3id.org/talkgraph/id/talk/the-permanent-web", "The permanent web"),
        ("permanent", "The permanent web"),
        ("Juan", "The permanent web"),
        ("InterPlanetary File System", "The permanent web"),
        ("théatre-less servers", None),
        ("without servers", "Files without servers"),
        ("Docker", "Boxes everywhere"),
        ("auto-update", "Always fresh"),
        ("git", "The permanent web"),
        ("a", None),
        ("", None),
        ("libp2p", None),
    ],
)
def test_a_talk_goes_by_title_part_speaker_subject_or_mention(words: str, talk: str | None) -> None:
    if talk is None:
        with pytest.raises(NotFoundError):
            find_talk(six_talks(), words)
    else:
        assert find_talk(six_talks(), words).talk.name == talk


def test_the_other_talks_that_fit_are_named() -> None:
    match = find_talk(six_talks(), "IPFS")

    assert match.talk.name == "The permanent web"
    assert [talk.name for talk in match.others] == ["Files without servers"]


def test_a_whole_title_goes_before_a_subject_of_the_same_name() -> None:
    sketch = Sketch()
    docker = sketch.thing(Kind.TECHNOLOGY, "Docker")
    sketch.say(sketch.thing(Kind.TALK, "Boxes"), Predicate.ABOUT, docker)
    sketch.say(sketch.thing(Kind.TALK, "Docker"), Predicate.MENTIONS, docker)

    assert find_talk(sketch.graph(), "docker").talk.name == "Docker"


def test_the_talk_that_is_more_certainly_about_it_is_taken() -> None:
    sketch = Sketch()
    docker = sketch.thing(Kind.TECHNOLOGY, "Docker")
    sketch.say(sketch.thing(Kind.TALK, "A guess"), Predicate.ABOUT, docker, confidence=0.4)
    sketch.say(sketch.thing(Kind.TALK, "Boxes"), Predicate.ABOUT, docker, confidence=0.9)

    assert find_talk(sketch.graph(), "Docker").talk.name == "Boxes"


def test_near_names_may_be_titles_speakers_or_subjects() -> None:
    for typed, meant in (
        ("Always frozen", "Always fresh"),
        ("Maxime Haltle", "Maxence Haltel"),
        ("Dockerize", "Docker"),
    ):
        with pytest.raises(NotFoundError) as caught:
            find_talk(six_talks(), typed)
        assert meant in caught.value.suggestions
        assert caught.value.what == "talk"


@pytest.mark.parametrize(
    ("words", "talk", "meant"),
    [
        ("The permanant web", "The permanent web", "The permanent web"),
        ("Juan Bennet", "The permanent web", "Juan Benet"),
        ("Dokcer", "Boxes everywhere", "Docker"),
        ("dotScale 2017", None, None),
    ],
)
def test_a_small_typo_is_passed_over_but_not_in_figures(
    words: str, talk: str | None, meant: str | None
) -> None:
    if talk is None:
        with pytest.raises(NotFoundError):
            find_talk(six_talks(), words)
    else:
        match = find_talk(six_talks(), words)
        assert (match.talk.name, match.meant) == (talk, meant)
