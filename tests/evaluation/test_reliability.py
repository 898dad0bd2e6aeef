from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.evaluation import (
    Gold,
    GoldEntity,
    GoldEvent,
    GoldRelation,
    GoldTalk,
    JudgedClaim,
    Measure,
    by_confidence,
    by_rule,
    score_graph,
    share_right,
)
from talkgraph.model import Iri, Kind, Predicate
from tests.evaluation.comparing import claimed
from tests.reports.sketches import Sketch

TALK = GoldTalk("dotScale 2016", "The permanent web", ("Juan Benet",), ("IPFS",), ("Git",))
GOLD = Gold(
    "a.md",
    events=(GoldEvent("dotScale 2016"),),
    talks=(TALK,),
    entities=(
        GoldEntity("IPFS", Kind.TECHNOLOGY),
        GoldEntity("Git", Kind.TECHNOLOGY),
        GoldEntity("Docker", Kind.TECHNOLOGY),
        GoldEntity("Scrum", Kind.TECHNOLOGY, optional=True),
        GoldEntity("Juan Benet", Kind.PERSON),
    ),
    relations=(
        GoldRelation("Juan Benet", "created", "IPFS"),
        GoldRelation("IPFS", "inspiredBy", "Git"),
        GoldRelation("IPFS", "uses", "Git", optional=True),
    ),
)


class _Said(Sketch):
    """A sketch of the talk, with things by their names."""

    def __init__(self, title: str = TALK.title or "") -> None:
        super().__init__()
        self.web = self.thing(Kind.TALK, title)
        self.juan = self.thing(Kind.PERSON, "Juan Benet")
        self.ipfs, self.git, self.docker = (
            self.thing(Kind.TECHNOLOGY, name) for name in ("IPFS", "Git", "Docker")
        )


def _judged(sketch: Sketch, gold: Gold = GOLD) -> list[tuple[Measure, bool | None]]:
    return [(claim.measure, claim.right) for claim in score_graph(gold, sketch.graph()).claims]


@pytest.mark.parametrize(
    ("kind", "name", "right"),
    [
        (Kind.TECHNOLOGY, "IPFS", True),
        (Kind.ORGANIZATION, "IPFS", False),
        (Kind.TECHNOLOGY, "Kubernetes", False),
        (Kind.PLACE, "Scrum", None),
    ],
)
def test_types(kind: Kind, name: str, right: bool | None) -> None:
    sketch = Sketch()
    iri = sketch.thing(kind, name)
    claims = score_graph(GOLD, sketch.graph(), {iri: claimed(0.7, "names") + claimed(0.4, "names")}).claims
    assert claims == tuple(
        JudgedClaim(Measure.ENTITY, confidence, "names", right) for confidence in (0.7, 0.4)
    )


def test_speakers() -> None:
    sketch = _Said()
    sketch.say(sketch.web, Predicate.PERFORMER, sketch.juan)
    sketch.say(sketch.web, Predicate.PERFORMER, sketch.thing(Kind.PERSON, "Alice"))
    assert sorted(_judged(sketch)) == [(Measure.SPEAKER, False), (Measure.SPEAKER, True)]


def test_subjects() -> None:
    for name, right in (("IPFS", True), ("Git", None), ("Docker", False)):
        sketch = _Said()
        sketch.say(sketch.web, Predicate.ABOUT, sketch.thing(Kind.TECHNOLOGY, name))
        assert _judged(sketch) == [(Measure.ABOUT, right)]


def test_topics_and_mentions_are_not_judged() -> None:
    sketch = _Said()
    sketch.say(sketch.web, Predicate.ABOUT, sketch.thing(Kind.TOPIC, "the web"))
    sketch.say(sketch.web, Predicate.MENTIONS, sketch.docker)
    assert _judged(sketch) == []


def test_what_is_said_of_an_optional_talk_is_open_and_of_a_wrong_one_wrong() -> None:
    optional = replace(GOLD, talks=(replace(TALK, optional=True),))
    for title, right in ((TALK.title, None), ("Lunch", False)):
        sketch = _Said(str(title))
        sketch.say(sketch.web, Predicate.PERFORMER, sketch.thing(Kind.PERSON, "Alice"))
        sketch.say(sketch.web, Predicate.ABOUT, sketch.ipfs)
        assert _judged(sketch, optional) == [(Measure.SPEAKER, right), (Measure.ABOUT, right)]


def test_relations() -> None:
    sketch = _Said()
    sketch.say(sketch.juan, Predicate.CREATED, sketch.ipfs)
    sketch.say(sketch.ipfs, Predicate.INSPIRED_BY, sketch.docker)
    sketch.say(sketch.ipfs, Predicate.USES, sketch.git)
    judged = _judged(sketch)
    assert {measure for measure, _ in judged} == {Measure.RELATION}
    assert sorted(map(str, (right for _, right in judged))) == ["False", "None", "True"]


def _claim(confidence: float, right: bool | None = True, rule: str = "a") -> JudgedClaim:
    return JudgedClaim(Measure.RELATION, confidence, rule, right)


@pytest.mark.parametrize(
    ("confidence", "place"),
    [(0.0, 0), (0.0999, 0), (0.1, 1), (0.3, 3), (0.7, 7), (0.8999, 8), (0.9, 9), (1.0, 9)],
)
def test_a_bin_holds_its_lower_end(confidence: float, place: int) -> None:
    bins = by_confidence([_claim(confidence)])
    assert [group.right for group in bins] == [int(number == place) for number in range(10)]


@given(
    st.lists(st.builds(_claim, st.floats(0, 1), st.sampled_from([True, False, None]), st.sampled_from("abc")))
)
def test_every_claim_is_in_one_group(claims: list[JudgedClaim]) -> None:
    for groups in (by_confidence(claims), by_rule(claims)):
        assert sum(group.judged + group.open for group in groups) == len(claims)
        assert sum(group.right for group in groups) == sum(claim.right is True for claim in claims)


def test_shares_leave_out_what_is_open() -> None:
    claims = [_claim(0.95), _claim(0.9, right=False), _claim(0.9, right=None), _claim(0.2, right=False)]
    assert by_confidence(claims)[9].share == share_right(claims, threshold=0.9) == 0.5
    assert share_right(claims, threshold=0.0) == pytest.approx(1 / 3)
    assert share_right(claims, threshold=0.99) is None
    assert [(group.group, group.right) for group in by_rule([_claim(1, rule="b"), _claim(1)])] == [
        ("a", 1),
        ("b", 1),
    ]


def test_unknown_things_have_no_claims() -> None:
    assert score_graph(GOLD, Sketch().graph(), {Iri("https://example.org/x"): claimed(1.0)}).claims == ()


def test_claims_of_what_the_graph_leaves_out_are_judged_too() -> None:
    sketch, whole = _Said(), _Said()
    doubt = whole.thing(Kind.TECHNOLOGY, "Kubernetes")
    types = {whole.git: claimed(0.9), doubt: claimed(0.2)}
    score = score_graph(GOLD, sketch.graph(), types, whole=whole.graph())
    assert [(claim.confidence, claim.right) for claim in score.claims] == [(0.9, True), (0.2, False)]
    assert score.counts == score_graph(GOLD, sketch.graph(), types).counts
    assert score_graph(GOLD, whole.graph(), types).counts != score.counts
