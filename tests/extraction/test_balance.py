from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.extraction.balance import (
    Balance,
    RelationVoices,
    SubjectBalance,
    SubjectVoices,
    load_balance,
    load_subject_balance,
)
from talkgraph.extraction.pairs import PAIR_PREDICATES
from talkgraph.model import Predicate

EVEN = Balance(
    bias=0.0,
    encoder=1.0,
    linear=1.0,
    pattern=0.5,
    of_event=-1.0,
    known=0.5,
    otherwise=-0.5,
    predicates={str(Predicate.USES): -0.5},
    known_as={str(Predicate.PART_OF): 1.0},
    named={str(Predicate.CREATED): 0.5},
    threshold=0.5,
)
CHANCE = st.floats(min_value=0, max_value=1)


def weigh(balance: Balance = EVEN, predicate: Predicate = Predicate.CREATED, **said: Any) -> float:
    return balance.weigh(predicate, RelationVoices(**{"encoder": 0.5, "linear": 0.5, **said}))


def test_nobody_leaning_either_way_is_even() -> None:
    assert weigh() == 0.5


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ({"encoder": 0.9}, 1),
        ({"linear": 0.9}, 1),
        ({"pattern": True}, 1),
        ({"encoder": 0.1}, -1),
        ({"of_event": True}, -1),
        ({"known": True}, 1),
        ({"otherwise": True}, -1),
        ({"named": True}, 1),
        ({"predicate": Predicate.USES}, -1),
    ],
)
def test_each_voice_counts(said: dict[str, Any], goes: int) -> None:
    assert (weigh(**said) - 0.5) * goes > 0


def test_what_is_known_counts_for_some_predicates_more_than_for_others() -> None:
    assert weigh(predicate=Predicate.PART_OF, known=True) > weigh(known=True) > 0.5


@given(CHANCE, CHANCE, CHANCE)
def test_a_likelier_reading_never_makes_a_statement_less_sure(low: float, high: float, linear: float) -> None:
    balance = load_balance("en")
    low, high = sorted((low, high))

    assert weigh(balance, encoder=low, linear=linear) <= weigh(balance, encoder=high, linear=linear)


@given(CHANCE, CHANCE, st.sampled_from(PAIR_PREDICATES), st.booleans(), st.booleans(), st.booleans())
def test_below_the_bound_no_statement_is_so_likely(
    linear: float, least: float, predicate: Predicate, of_event: bool, known: bool, named: bool
) -> None:
    balance = load_balance("en")
    said = RelationVoices(linear=linear, of_event=of_event, known=known, otherwise=not known, named=named)

    assert 0.0 <= balance.least_linear(predicate, least) <= 1.0
    if linear < balance.least_linear(predicate, least):
        assert balance.weigh(predicate, said) < least


def test_the_packaged_balance_knows_every_relation() -> None:
    balance = load_balance("en")

    assert set(balance.predicates) == {str(predicate) for predicate in PAIR_PREDICATES}
    assert 0 < balance.threshold < 1


TALK = SubjectBalance(
    0.0, 1.0, 0.5, 0.7, -0.4, -0.3, 0.3, -0.2, faint=0.02, faint_employer=0.5, threshold=0.4
)


@pytest.mark.parametrize(
    ("said", "goes"),
    [
        (SubjectVoices(0.9, 0.5, titled=False, organization=False), 1),
        (SubjectVoices(0.5, 0.9, titled=False, organization=False), 1),
        (SubjectVoices(0.5, 0.5, titled=True, organization=False), 1),
        (SubjectVoices(0.5, 0.5, titled=False, organization=True), -1),
        (SubjectVoices(0.1, 0.5, titled=False, organization=False), -1),
        (SubjectVoices(0.51, 0.5, titled=False, organization=True, employer=True), -1),
        (SubjectVoices(0.5, 0.5, titled=False, organization=False, often=3), 1),
        (SubjectVoices(0.5, 0.5, titled=False, organization=False, among=3), -1),
    ],
)
def test_each_voice_counts_for_a_subject(said: SubjectVoices, goes: int) -> None:
    assert TALK.weigh(SubjectVoices(0.5, 0.5, titled=False, organization=False)) == 0.5
    assert (TALK.weigh(said) - 0.5) * goes > 0


def test_what_the_encoder_rules_out_is_no_subject_however_often_it_is_named() -> None:
    assert TALK.weigh(SubjectVoices(0.02, 0.01, titled=True, organization=False, often=50)) == 0.0
    assert TALK.weigh(SubjectVoices(0.02, 0.03, titled=True, organization=False, often=50)) > 0.0


def test_a_mere_employer_is_a_subject_only_if_that_is_likelier_than_not() -> None:
    assert TALK.weigh(SubjectVoices(0.5, 0.99, titled=True, organization=True, employer=True)) == 0.0
    assert TALK.weigh(SubjectVoices(0.5, 0.99, titled=True, organization=True)) > 0.4
    assert TALK.weigh(SubjectVoices(0.9, 0.9, titled=True, organization=True, employer=True)) > 0.4


def test_the_packaged_balance_of_subjects_listens_to_the_encoder() -> None:
    balance = load_subject_balance("en")
    low, high = (balance.weigh(SubjectVoices(p, p, titled=False, organization=False)) for p in (0.02, 0.98))

    assert low < balance.threshold < high
