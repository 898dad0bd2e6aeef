"""The relevance set, and the measures of ``benchmarks/related.py``."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from talkgraph.evaluation.goldfiles import read_gold
from talkgraph.model import Iri
from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def related() -> ModuleType:
    sys.path.insert(0, str(CHECKOUT / "benchmarks"))
    try:
        return import_module("related")
    finally:
        sys.path.pop(0)


def test_half_of_forty_query_talks_are_held_aside(related: ModuleType) -> None:
    queries = related.queries()
    assert len(queries) == 40
    for collection in ("corpus", "shared"):
        held = [query.held for query in queries if query.collection == collection]
        assert (held.count(True), held.count(False)) == (10, 10)


def test_each_has_three_to_eight_related_talks_with_grades(related: ModuleType) -> None:
    for query in related.queries():
        assert 3 <= len(query.grades) <= 8
        assert set(query.grades.values()) <= {1, 2, 3}
        assert query.talk not in query.grades


def test_every_talk_of_the_corpus_is_in_its_gold(related: ModuleType) -> None:
    counts = {file.stem: len(read_gold(gold).talks) for file, gold in related.recaps("corpus")}
    for query in related.queries():
        if query.collection == "corpus":
            for stem, number in (query.talk, *query.grades):
                assert 1 <= number <= counts[stem]


def test_the_measures_as_counted_by_hand(related: ModuleType) -> None:
    a, b, c = (Iri(f"x:{name}") for name in "abc")
    assert related.ndcg([a, b], {a: 3, b: 1}, [3, 1]) == 1
    assert related.ndcg([b, a], {a: 3, b: 1}, [3, 1]) == pytest.approx(
        (1 + 7 / 1.58496) / (7 + 1 / 1.58496), abs=1e-4
    )
    assert related.ndcg([c], {a: 3}, [3]) == 0
    assert related.average_precision([a, c, b], {a: 3, b: 1}, 2) == pytest.approx((1 + 2 / 3) / 2)
    assert related.average_precision([], {a: 3}, 1) == 0
