from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from talkgraph.evaluation import Gold, GoldEntity, GoldEvent, GoldTalk, Measure
from talkgraph.graph import TalkGraph
from talkgraph.model import Iri, Kind, Predicate
from tests.evaluation.comparing import counted, found
from tests.reports.sketches import Sketch

WEB = GoldTalk(
    event="dotScale 2016",
    title="The permanent web",
    speakers=("Juan Benet",),
    about=("IPFS",),
    other_technologies=("Git",),
    topics=(("distributed web", "web without servers"), ("content addressing",)),
)
GOLD = Gold(
    "a.md",
    events=(GoldEvent("dotScale 2016"),),
    talks=(WEB,),
    entities=(
        GoldEntity("IPFS", Kind.TECHNOLOGY, ("InterPlanetary File System",)),
        GoldEntity("Git", Kind.TECHNOLOGY),
        GoldEntity("Juan Benet", Kind.PERSON),
    ),
)


class _Talks(Sketch):
    """A sketch with a talk in it."""

    def talk(self, title: str, *speakers: str, event: str = "dotScale 2016") -> Iri:
        talk = self.thing(Kind.TALK, title)
        self.say(talk, Predicate.SUPER_EVENT, self.thing(Kind.EVENT, event))
        for speaker in speakers:
            self.say(talk, Predicate.PERFORMER, self.thing(Kind.PERSON, speaker))
        return talk


def _web(**connections: tuple[Kind, str]) -> TalkGraph:
    """The talk as it should be, and what else it is about or mentions."""
    sketch = _Talks()
    talk = sketch.talk("The permanent web", "Juan Benet")
    for predicate, (kind, name) in connections.items():
        sketch.say(talk, Predicate[predicate.upper()], sketch.thing(kind, name))
    return sketch.graph()


def test_a_talk_with_its_speaker_title_and_event() -> None:
    count = partial(counted, GOLD, _web())
    for measure in (Measure.TALK, Measure.SPEAKER, Measure.TITLE, Measure.TALK_AT_EVENT):
        assert count(measure) == (1, 0, 0)


def test_a_missed_talk_misses_all_that_belongs_to_it() -> None:
    count = partial(counted, GOLD, TalkGraph())
    assert count(Measure.TALK) == count(Measure.SPEAKER) == count(Measure.TITLE) == (0, 0, 1)
    assert count(Measure.MENTIONS) == (0, 0, 2)
    assert count(Measure.ABOUT) == (0, 0, 1)
    assert count(Measure.TOPIC) == count(Measure.TALK_AT_EVENT) == (0, 0, 0)
    assert found(GOLD, TalkGraph(), Measure.TALK) == [("missed", "“The permanent web” by Juan Benet")]


def test_a_wrong_talk_has_wrong_speakers_and_subjects() -> None:
    sketch = _Talks()
    talk = sketch.talk("Lunch", "Alice", "Bob")
    sketch.say(talk, Predicate.ABOUT, sketch.thing(Kind.TOPIC, "food"))
    gold = replace(GOLD, talks=())
    assert counted(gold, sketch.graph(), Measure.TALK) == (0, 1, 0)
    assert counted(gold, sketch.graph(), Measure.SPEAKER) == (0, 2, 0)
    assert counted(gold, sketch.graph(), Measure.ABOUT) == (0, 2, 0)
    assert found(gold, sketch.graph(), Measure.TALK) == [("wrong", "“Lunch” by Alice, Bob")]


def test_talks_are_told_apart_by_speakers_before_titles() -> None:
    sketch = _Talks()
    sketch.talk("The permanent web", "Alice")
    sketch.talk("Something else", "Juan Benet")
    assert counted(GOLD, sketch.graph(), Measure.TALK) == (1, 1, 0)
    assert counted(GOLD, sketch.graph(), Measure.SPEAKER) == (1, 1, 0)
    assert found(GOLD, sketch.graph(), Measure.TITLE) == [
        ("wrong", "“Something else”, not “The permanent web”")
    ]


def test_a_talk_without_speakers_is_known_by_its_title_or_subject() -> None:
    nameless = replace(GOLD, talks=(replace(WEB, speakers=(), title=None),))
    for titled, matches in (("A talk", 1), ("Another", 0)):
        sketch = _Talks()
        talk = sketch.talk(titled)
        if matches:
            sketch.say(talk, Predicate.ABOUT, sketch.thing(Kind.TECHNOLOGY, "IPFS"))
        assert counted(nameless, sketch.graph(), Measure.TALK) == (matches, 1 - matches, 1 - matches)
    assert counted(nameless, _web(), Measure.TALK) == (0, 1, 1)


@pytest.mark.parametrize(
    ("title", "talks", "titles"),
    [
        ("The permanent web", (1, 0, 0), (1, 0, 0)),
        ("The permanent web, a plea", (1, 0, 0), (1, 0, 0)),
        ("The web", (1, 0, 0), (1, 0, 0)),
        ("The permanent web of our time", (1, 0, 0), (0, 1, 1)),
        ("The web and others", (0, 1, 1), (0, 0, 1)),
        ("Web, web, web", (0, 1, 1), (0, 0, 1)),
    ],
)
def test_titles_need_not_be_equal(
    title: str, talks: tuple[int, int, int], titles: tuple[int, int, int]
) -> None:
    sketch = _Talks()
    sketch.talk(title)
    assert counted(GOLD, sketch.graph(), Measure.TALK) == talks
    assert counted(GOLD, sketch.graph(), Measure.TITLE) == titles


def test_of_equal_talks_each_is_taken_once_in_order() -> None:
    first, second = replace(WEB, title=None), replace(WEB, title=None, about=("Git",))
    sketch = _Talks()
    for title, subject in (("Z", "IPFS"), ("A", "Git")):
        talk = sketch.talk(title, "Juan Benet")
        sketch.say(talk, Predicate.ABOUT, sketch.thing(Kind.TECHNOLOGY, subject))
    gold = replace(GOLD, talks=(first, second))
    assert counted(gold, sketch.graph(), Measure.TALK) == (2, 0, 0)
    assert counted(gold, sketch.graph(), Measure.ABOUT) == (2, 0, 0)
    speaking_of_nothing = replace(gold, talks=(replace(first, about=()), replace(second, about=())))
    assert counted(speaking_of_nothing, sketch.graph(), Measure.ABOUT) == (0, 1, 0)


def test_wrong_and_missed_speakers() -> None:
    sketch = _Talks()
    sketch.talk("The permanent web", "Alice")
    assert counted(GOLD, sketch.graph(), Measure.SPEAKER) == (0, 1, 1)
    assert found(GOLD, sketch.graph(), Measure.SPEAKER) == [
        ("missed", "Juan Benet gives “The permanent web”"),
        ("wrong", "Alice gives “The permanent web”"),
    ]


def test_a_talk_at_another_event() -> None:
    sketch = _Talks()
    sketch.talk("The permanent web", event="dotCSS")
    assert counted(GOLD, sketch.graph(), Measure.TALK_AT_EVENT) == (0, 1, 1)


def test_subjects_count_once_for_each_speaker() -> None:
    about = _web(about=(Kind.TECHNOLOGY, "InterPlanetary File System"))
    assert counted(GOLD, about, Measure.ABOUT) == (1, 0, 0)
    two = replace(GOLD, talks=(replace(WEB, speakers=("Juan Benet", "Alice")),))
    assert counted(two, about, Measure.ABOUT) == (1, 0, 1)
    assert counted(two, _web(about=(Kind.ORGANIZATION, "CERN")), Measure.ABOUT) == (0, 2, 2)


def test_subjects_of_a_talk_without_speakers_count_once() -> None:
    gold = replace(GOLD, talks=(replace(WEB, speakers=()),))
    assert counted(gold, _web(about=(Kind.TECHNOLOGY, "IPFS")), Measure.ABOUT) == (1, 0, 0)
    assert counted(gold, _web(about=(Kind.ORGANIZATION, "CERN")), Measure.ABOUT) == (0, 1, 1)


def test_lesser_subjects_are_neither_right_nor_wrong() -> None:
    assert counted(GOLD, _web(about=(Kind.TECHNOLOGY, "Git")), Measure.ABOUT) == (0, 0, 1)
    assert counted(GOLD, _web(about=(Kind.TOPIC, "cats")), Measure.ABOUT) == (0, 0, 1)


def test_technologies_are_mentioned_by_being_a_subject_too() -> None:
    graph = _web(about=(Kind.TECHNOLOGY, "IPFS"), mentions=(Kind.TECHNOLOGY, "Docker"))
    assert counted(GOLD, graph, Measure.MENTIONS) == (1, 1, 1)
    assert found(GOLD, graph, Measure.MENTIONS) == [
        ("missed", "“The permanent web” mentions Git"),
        ("wrong", "“The permanent web” mentions Docker"),
    ]


def test_only_mentions_of_technologies_can_be_wrong() -> None:
    assert counted(GOLD, _web(mentions=(Kind.PERSON, "Alice")), Measure.MENTIONS) == (0, 0, 2)


def test_optional_technologies_are_waived_everywhere() -> None:
    optional = GoldEntity("IPFS", Kind.TECHNOLOGY, optional=True)
    scrum = GoldEntity("Scrum", Kind.TECHNOLOGY, optional=True)
    gold = replace(GOLD, entities=(optional, scrum, *GOLD.entities[1:]))
    assert counted(gold, TalkGraph(), Measure.MENTIONS) == (0, 0, 1)
    assert counted(gold, TalkGraph(), Measure.ABOUT) == (0, 0, 0)
    assert counted(gold, _web(mentions=(Kind.TECHNOLOGY, "Scrum")), Measure.MENTIONS) == (0, 0, 1)


@pytest.mark.parametrize(
    ("topic", "right"),
    [
        ("web without servers", 1),
        ("the distributed web of things", 1),
        ("server", 1),
        ("serve", 0),  # a part, but too short to tell
        ("cooking", 0),
    ],
)
def test_topics_in_any_wording(topic: str, right: int) -> None:
    assert counted(GOLD, _web(about=(Kind.TOPIC, topic)), Measure.TOPIC) == (right, 0, 2 - right)


def test_an_optional_talk_may_be_missed_and_may_be_found() -> None:
    gold = replace(GOLD, talks=(replace(WEB, optional=True),))
    assert counted(gold, TalkGraph(), Measure.TALK) == (0, 0, 0)
    assert counted(gold, TalkGraph(), Measure.SPEAKER) == (0, 0, 0)
    assert counted(gold, _web(), Measure.TALK) == (1, 0, 0)
