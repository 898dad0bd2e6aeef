from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.reports import Relatedness, related_talks
from talkgraph.reports.encoding import can_encode
from talkgraph.reports.relatedness import NearMeaning
from talkgraph.reports.vectors import TalkVectors, vectors_beside
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _needs_the_encoder() -> None:
    if not can_encode():
        pytest.skip("the extra vectors is not installed")


def test_nearness_is_the_same_from_either_side() -> None:
    vectors = TalkVectors(six_talks())
    first, *others = vectors.talks
    cosines = dict(zip(vectors.talks, vectors.cosines(first), strict=True))
    assert cosines[first] == pytest.approx(1.0)
    for other in others:
        assert cosines[other] == pytest.approx(vectors.cosine(first, other), abs=1e-6)
        assert vectors.cosine(first, other) == pytest.approx(vectors.cosine(other, first), abs=1e-6)


def test_nearness_in_meaning_is_a_reason_with_the_nearest_sentences() -> None:
    graph = six_talks()
    vectors = TalkVectors(graph)
    prepared = Relatedness(graph, vectors=vectors)
    seen = 0
    for talk in vectors.talks:
        answer = related_talks(graph, talk, relatedness=prepared)
        for kin in answer.related:
            bonds = [b for b in prepared.bonds(talk, kin.talk.iri) if isinstance(b, NearMeaning)]
            told = [reason for reason in kin.reasons if reason.kind == "meaning"]
            assert len(bonds) == len(told)
            for bond, reason in zip(bonds, told, strict=True):
                seen += 1
                assert bond.cosine == pytest.approx(vectors.cosine(talk, kin.talk.iri))
                assert bond.cosine > 0
                pair = vectors.nearest(talk, kin.talk.iri)
                quotes = {pair.first.text, pair.second.text} if pair else set()
                assert {citation.quote for citation in reason.evidence} == quotes
    assert seen > 0


def test_vectors_change_the_order_and_never_lose_a_talk() -> None:
    graph = six_talks()
    with_them = Relatedness(graph, vectors=TalkVectors(graph))
    without = Relatedness(graph)
    for talk in TalkVectors(graph).talks:
        before = {kin.talk for kin in without.kin(talk)}
        assert before <= {kin.talk for kin in with_them.kin(talk)}


def test_the_first_few_are_the_first_of_all_with_vectors_too() -> None:
    graph = six_talks()
    prepared = Relatedness(graph, vectors=TalkVectors(graph))
    for talk in TalkVectors(graph).talks:
        everything = prepared.kin(talk)
        assert prepared.kin(talk, limit=2) == everything[:2]


def test_a_graph_without_talks_has_no_vectors() -> None:
    assert TalkVectors(Sketch().graph()).talks == ()


def test_vectors_are_kept_beside_a_store(tmp_path: Path) -> None:
    graph = six_talks()
    assert vectors_beside(graph, tmp_path, compute=False) is None
    computed = vectors_beside(graph, tmp_path)
    assert computed is not None
    kept = vectors_beside(graph, tmp_path, compute=False)
    assert kept is not None
    first, *_ = kept.talks
    assert kept.cosines(first).tolist() == computed.cosines(first).tolist()
