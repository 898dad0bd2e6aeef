"""Related talks: a ranking checked by hand, and reasons that are true of every pair."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.errors import NotFoundError
from talkgraph.graph import project
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports import Relatedness, list_talks, plain, related_talks, render
from talkgraph.reports.words import stems
from tests.examples import DOTSCALE, MEETUP
from tests.examples import iri as example_iri
from tests.reports.sketches import CONFIDENCE, Sketch, six_talks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talkgraph.graph import TalkGraph
    from talkgraph.reports import Reason, RelatedTalks
    from talkgraph.store import Store


def texts(answer: RelatedTalks) -> list[tuple[str, list[str]]]:
    return [(each.talk.name, [reason.text for reason in each.reasons]) for each in answer.related]


def test_the_ranking_of_a_small_graph_as_counted_by_hand() -> None:
    answer = related_talks(six_talks(), "The permanent web")

    assert texts(answer) == [
        ("Files without servers", ["both about IPFS", "one is by Juan Benet, whom the other mentions"]),
        ("Boxes everywhere", ["one is about Docker, the other mentions it", "both at dotScale 2016"]),
    ]
    rarity = log(7 / 2)  # six talks, two of which have each of these things
    sure = CONFIDENCE**2
    assert [each.score for each in answer.related] == [
        round((1.0 * 1.0 + 0.9 * 0.45) * sure * rarity, 2),
        round((1.0 * 0.45 + 0.4 * 0.4) * sure * rarity, 2),
    ]


def test_alternatives_are_a_reason_and_the_strongest_reason_comes_first() -> None:
    answer = related_talks(six_talks(), "Always fresh")

    assert texts(answer) == [
        (
            "Three systems, one code",
            [
                "Nuts and electron-release-server are alternatives",
                "both mention Electron",
                "both at Electron Meetup #1",
            ],
        ),
        ("Boxes everywhere", ["both by people of Algolia"]),
    ]


def test_other_relations_read_from_subject_to_object_from_either_talk() -> None:
    sketch = Sketch()
    one, other = sketch.thing(Kind.TALK, "One"), sketch.thing(Kind.TALK, "Other")
    ipfs, libp2p = sketch.thing(Kind.TECHNOLOGY, "IPFS"), sketch.thing(Kind.TECHNOLOGY, "libp2p")
    sketch.say(one, Predicate.ABOUT, ipfs)
    sketch.say(other, Predicate.ABOUT, libp2p)
    sketch.say(ipfs, Predicate.BUILDS_ON, libp2p)

    for talk in ("One", "Other"):
        (found,) = related_talks(sketch.graph(), talk).related
        assert [reason.text for reason in found.reasons] == ["IPFS builds on libp2p"]


def test_talks_that_share_an_event_alone_are_related_by_it() -> None:
    assert texts(related_talks(six_talks(), "Silence")) == [
        ("Files without servers", ["both at Web Evening"])
    ]


def test_an_event_at_which_all_talks_were_relates_none() -> None:
    sketch = Sketch()
    event = sketch.thing(Kind.EVENT, "An evening")
    for letter in "abcdef":
        sketch.say(sketch.thing(Kind.TALK, f"Talk {letter}"), Predicate.SUPER_EVENT, event)

    answer = related_talks(sketch.graph(), "Talk a")

    assert answer.related == ()
    assert "No other talk" in render(answer)


def test_a_rare_subject_outweighs_a_common_one() -> None:
    sketch = Sketch()
    common, rare = sketch.thing(Kind.TECHNOLOGY, "CSS"), sketch.thing(Kind.TECHNOLOGY, "PostCSS")
    talks = [sketch.thing(Kind.TALK, f"Talk {letter}") for letter in "abcdef"]
    for talk in talks[:-1]:
        sketch.say(talk, Predicate.ABOUT, common)
    for talk in (talks[0], talks[-1]):
        sketch.say(talk, Predicate.ABOUT, rare)

    first, *_ = related_talks(sketch.graph(), "Talk a").related
    assert first.talk.name == "Talk f"


def test_equally_near_talks_come_by_iri_whatever_the_order_of_the_graph() -> None:
    sketch = Sketch()
    subject = sketch.thing(Kind.TECHNOLOGY, "Erlang")
    for name in ("Middle", "Zulu", "Alpha", "Kilo"):
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.ABOUT, subject)

    for backwards in (False, True):
        answer = related_talks(sketch.graph(backwards=backwards), "Middle")
        assert [each.talk.name for each in answer.related] == ["Alpha", "Kilo", "Zulu"]


def test_one_person_at_both_talks_is_a_reason_and_their_employer_no_second_one() -> None:
    sketch = Sketch()
    ada, works = sketch.thing(Kind.PERSON, "Ada"), sketch.thing(Kind.ORGANIZATION, "Engines")
    sketch.say(ada, Predicate.WORKS_FOR, works)
    for name in ("One", "Two"):
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.PERFORMER, ada)

    (found,) = related_talks(sketch.graph(), "One").related
    assert [reason.text for reason in found.reasons] == ["both by Ada"]


def test_telling_words_of_the_sentences_bring_talks_together() -> None:
    sketch = Sketch()
    sentences = {
        "One": "A snapshot borrows branches and merges from version control.",
        "Two": "Every branch of the tree is a snapshot, so merging one merges all.",
        "Three": "Nobody cares for breakfast.",
    }
    for number, (name, sentence) in enumerate(sentences.items()):
        subject = sketch.thing(Kind.TOPIC, f"subject {number}")
        sketch.say(sketch.thing(Kind.TALK, name), Predicate.ABOUT, subject, sentence)

    (found,) = related_talks(sketch.graph(), "One").related
    (reason,) = found.reasons
    assert found.talk.name == "Two"
    assert reason.text == "both speak of branches, merges and snapshot"
    assert {citation.quote for citation in reason.evidence} == {sentences["One"], sentences["Two"]}


def test_reasons_carry_the_sentences_of_both_talks() -> None:
    (nearest, *_) = related_talks(six_talks(), "The permanent web").related

    assert [citation.quote for citation in nearest.reasons[0].evidence] == [
        "Juan Benet showed IPFS.",
        "Alice spoke of IPFS too.",
    ]


def test_a_limit_keeps_the_nearest_and_says_so() -> None:
    answer = related_talks(six_talks(), "The permanent web", limit=1)

    assert [each.talk.name for each in answer.related] == ["Files without servers"]
    assert answer.more
    assert "there are more" in render(answer)


def test_a_name_that_no_talk_fits_is_met_with_near_names() -> None:
    with pytest.raises(NotFoundError, match="did you mean") as caught:
        related_talks(six_talks(), "Juana Bennett")
    assert "Juan Benet" in caught.value.suggestions


def test_the_example_store(example_store: Store) -> None:
    answer = related_talks(project(example_store), example_iri("talk/dotscale-2016/the-permanent-web"))

    assert texts(answer) == [
        ("the InterPlanetary File System", ["both about IPFS", "both mention git"]),
        ("Oliver Keeble on the grid", ["both at dotScale 2016", "CERN uses git"]),
    ]
    assert {citation.source for citation in answer.related[0].reasons[0].evidence} == {DOTSCALE, MEETUP}


_WORDS = ("snapshot", "branch", "merge", "tree", "hash", "peer", "cache", "queue")


@st.composite
def graphs(draw: st.DrawFn) -> TalkGraph:
    """Small graphs in which talks have anything in common, or nothing."""
    sketch = Sketch()
    things = {
        kind: [sketch.thing(kind, f"{kind.value} {letter}") for letter in "abc"]
        for kind in (
            Kind.TECHNOLOGY,
            Kind.TOPIC,
            Kind.ORGANIZATION,
            Kind.PERSON,
            Kind.EVENT,
            Kind.SERIES,
            Kind.PLACE,
        )
    }
    talks = [sketch.thing(Kind.TALK, f"Talk {number}") for number in range(draw(st.integers(2, 5)))]

    def some(*kinds: Kind, most: int = 2) -> list[Iri]:
        pool = [thing for kind in kinds for thing in things[kind]]
        return draw(st.lists(st.sampled_from(pool), max_size=most, unique=True))

    def say(subject: Iri, predicate: Predicate, targets: list[Iri]) -> None:
        for target in targets:
            if target != subject:
                words = draw(st.lists(st.sampled_from(_WORDS), max_size=4))
                confidence = draw(st.sampled_from((0.5, 0.8, 1.0)))
                sketch.say(subject, predicate, target, " ".join(words), confidence=confidence)

    for event in things[Kind.EVENT]:
        say(event, Predicate.SUPER_EVENT, some(Kind.SERIES, most=1))
    for person in things[Kind.PERSON]:
        say(person, Predicate.WORKS_FOR, some(Kind.ORGANIZATION, most=1))
        say(person, Predicate.CREATED, some(Kind.TECHNOLOGY, most=1))
    for technology in things[Kind.TECHNOLOGY]:
        say(technology, Predicate.BUILDS_ON, some(Kind.TECHNOLOGY, most=1))
        say(technology, Predicate.ALTERNATIVE_TO, some(Kind.TECHNOLOGY, most=1))
    for talk in talks:
        say(talk, Predicate.SUPER_EVENT, some(Kind.EVENT, most=1))
        say(talk, Predicate.PERFORMER, some(Kind.PERSON))
        say(talk, Predicate.ABOUT, some(Kind.TECHNOLOGY, Kind.TOPIC, Kind.ORGANIZATION))
        say(talk, Predicate.MENTIONS, some(*things, most=3))
    return sketch.graph()


@settings(max_examples=50, deadline=None)
@given(graphs())
def test_every_reason_is_true_of_the_pair(graph: TalkGraph) -> None:
    prepared = Relatedness(graph)
    for talk in list_talks(graph).talks:
        for found in related_talks(graph, talk.iri, relatedness=prepared).related:
            assert found.reasons
            for reason in found.reasons:
                assert is_true(graph, talk.iri, found.talk.iri, reason), reason
                assert all(name in reason.text for name in said(reason))


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_talks_are_as_near_to_each_other_from_either_side(graph: TalkGraph) -> None:
    prepared = Relatedness(graph)
    scores = {
        (talk.iri, kin.talk): kin.score for talk in list_talks(graph).talks for kin in prepared.kin(talk.iri)
    }
    assert all(scores.get((second, first)) == score for (first, second), score in scores.items())


@settings(max_examples=25, deadline=None)
@given(graphs(), st.integers(1, 3))
def test_the_nearest_few_are_the_first_of_all(graph: TalkGraph, limit: int) -> None:
    prepared = Relatedness(graph)
    for talk in list_talks(graph).talks:
        assert prepared.kin(talk.iri, limit=limit) == prepared.kin(talk.iri)[:limit]


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_what_is_looked_up_beforehand_changes_nothing(graph: TalkGraph) -> None:
    lazy, prepared = Relatedness(graph), Relatedness(graph)
    prepared.prepare()
    for talk in list_talks(graph).talks:
        assert prepared.kin(talk.iri) == lazy.kin(talk.iri)


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_the_order_of_statements_changes_nothing(graph: TalkGraph) -> None:
    turned = replace(graph, statements=graph.statements[::-1])
    for talk in list_talks(graph).talks:
        assert plain(related_talks(graph, talk.iri)) == plain(related_talks(turned, talk.iri))


def test_the_seed_of_hashes_changes_nothing(checkout: Path) -> None:
    program = (
        "import sys; from tests.reports.sketches import six_talks;"
        "from talkgraph.reports import related_talks, render;"
        "sys.stdout.write(render(related_talks(six_talks(), 'Always fresh'), 'json', why=True))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=checkout,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["talk"]["name"] == "Always fresh"


def said(reason: Reason) -> list[str]:
    """What a reason has to name: up to four things or words."""
    return [*(thing.name for thing in reason.things[:4]), *reason.words[:4]]


def is_true(graph: TalkGraph, first: Iri, second: Iri, reason: Reason) -> bool:
    """Whether a reason holds, told from the statements alone."""
    things = [thing.iri for thing in reason.things]
    if reason.kind == "words":
        texts = [
            " ".join(quote.text for each in graph.outgoing[talk] for quote in each.quotes)
            for talk in (first, second)
        ]
        return all(stem in stems(text) for word in reason.words for stem in stems(word) for text in texts)
    if reason.kind == "linked":
        connected = any(each.subject == things[0] and each.object == things[1] for each in graph.statements)
        return connected and any(
            has(graph, one, things[0]) and has(graph, other, things[1])
            for one, other in ((first, second), (second, first))
        )
    one, other = reason.kind.split()
    if reason.kind == "company company" and not any(
        len(staff(graph, first, thing) | staff(graph, second, thing)) > 1 for thing in things
    ):
        return False
    return any(
        all(thing in ROLES[one](graph, a) and thing in ROLES[other](graph, b) for thing in things)
        for a, b in ((first, second), (second, first))
    )


def objects(graph: TalkGraph, subject: Iri, predicate: Predicate) -> set[Iri]:
    return {
        each.object
        for each in graph.statements
        if each.subject == subject and each.predicate is predicate and isinstance(each.object, Iri)
    }


def staff(graph: TalkGraph, talk: Iri, company: Iri) -> set[Iri]:
    speakers = objects(graph, talk, Predicate.PERFORMER)
    return {who for who in speakers if company in objects(graph, who, Predicate.WORKS_FOR)}


def through(graph: TalkGraph, talk: Iri, first: Predicate, second: Predicate) -> set[Iri]:
    return {end for middle in objects(graph, talk, first) for end in objects(graph, middle, second)}


ROLES: dict[str, Callable[[TalkGraph, Iri], set[Iri]]] = {
    "about": lambda graph, talk: objects(graph, talk, Predicate.ABOUT),
    "mentions": lambda graph, talk: objects(graph, talk, Predicate.MENTIONS),
    "speaker": lambda graph, talk: objects(graph, talk, Predicate.PERFORMER),
    "company": lambda graph, talk: through(graph, talk, Predicate.PERFORMER, Predicate.WORKS_FOR),
    "event": lambda graph, talk: objects(graph, talk, Predicate.SUPER_EVENT),
    "series": lambda graph, talk: through(graph, talk, Predicate.SUPER_EVENT, Predicate.SUPER_EVENT),
}


def has(graph: TalkGraph, talk: Iri, thing: Iri) -> bool:
    return any(thing in role(graph, talk) for role in ROLES.values())


def test_the_check_of_truth_sees_a_false_reason() -> None:
    graph = six_talks()
    pairs = list(combinations(list_talks(graph).talks, 2))
    (nearest, *_) = related_talks(graph, "The permanent web").related
    holding = [
        {one.name, other.name}
        for one, other in pairs
        if is_true(graph, one.iri, other.iri, nearest.reasons[0])
    ]
    assert holding == [{"The permanent web", "Files without servers"}]


def test_a_typo_that_was_passed_over_is_said() -> None:
    shown = render(related_talks(six_talks(), "Dokcer"))

    assert "I read 'Dokcer' as Docker." in shown
