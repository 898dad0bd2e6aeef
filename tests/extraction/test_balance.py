from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.extraction.balance import Balance, load_balance
from talkgraph.extraction.pairs import PAIR_PREDICATES
from talkgraph.model import Predicate

EVEN = Balance(0.0, 1.0, 1.0, 0.5, -1.0, {str(Predicate.USES): -0.5}, 0.5)
CHANCE = st.floats(min_value=0, max_value=1)


def weigh(balance: Balance = EVEN, predicate: Predicate = Predicate.CREATED, **said: float) -> float:
    facts = {"encoder": 0.5, "linear": 0.5, "pattern": False, "of_event": False, **said}
    return balance.weigh(predicate, **facts)  # type: ignore[arg-type]


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
        ({"predicate": Predicate.USES}, -1),
    ],
)
def test_each_voice_counts(said: dict[str, float], goes: int) -> None:
    assert (weigh(**said) - 0.5) * goes > 0


@given(CHANCE, CHANCE, CHANCE)
def test_a_likelier_reading_never_makes_a_statement_less_sure(low: float, high: float, linear: float) -> None:
    balance = load_balance("en")
    low, high = sorted((low, high))

    assert weigh(balance, encoder=low, linear=linear) <= weigh(balance, encoder=high, linear=linear)


def test_the_packaged_balance_knows_every_relation() -> None:
    balance = load_balance("en")

    assert set(balance.predicates) == {str(predicate) for predicate in PAIR_PREDICATES}
    assert 0 < balance.threshold < 1
