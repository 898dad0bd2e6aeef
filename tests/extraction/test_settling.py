from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.extraction.settling import settled
from talkgraph.model import Predicate

JANE, ZORKEL = ("Person", "Jane"), ("Organization", "Zorkel")
ELM, REDUX = ("Technology", "Elm"), ("Technology", "Redux")
DAY, SERIES = ("Event", "ElmDay 2019"), ("EventSeries", "ElmDay")


@pytest.mark.parametrize(
    ("surer", "weaker"),
    [
        ((Predicate.BUILDS_ON, REDUX, ELM), (Predicate.ALTERNATIVE_TO, ELM, REDUX)),
        ((Predicate.ALTERNATIVE_TO, REDUX, ELM), (Predicate.USES, REDUX, ELM)),
        ((Predicate.ALTERNATIVE_TO, REDUX, ELM), (Predicate.ALTERNATIVE_TO, ELM, REDUX)),
        ((Predicate.USES, REDUX, ELM), (Predicate.BUILDS_ON, ELM, REDUX)),
        ((Predicate.WORKS_FOR, JANE, ZORKEL), (Predicate.FORMERLY_WORKED_FOR, JANE, ZORKEL)),
        ((Predicate.HOST, None, ZORKEL), (Predicate.SPONSOR, None, ZORKEL)),
        ((Predicate.ORGANIZER, DAY, JANE), (Predicate.ORGANIZER, SERIES, JANE)),
    ],
)
def test_of_two_that_exclude_each_other_the_surer_holds(surer: tuple, weaker: tuple) -> None:  # type: ignore[type-arg]
    assert settled({weaker: 0.4, surer: 0.6}, ()) == {surer}
    assert settled({weaker: 0.7, surer: 0.6}, ()) == {weaker}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((Predicate.USES, REDUX, ELM), (Predicate.BUILDS_ON, REDUX, ELM)),
        ((Predicate.USES, JANE, ELM), (Predicate.USES, JANE, REDUX)),
        ((Predicate.HOST, None, ZORKEL), (Predicate.ORGANIZER, None, JANE)),
        ((Predicate.LOCATION, DAY, ("Place", "Paris")), (Predicate.LOCATION, SERIES, ("Place", "Paris"))),
    ],
)
def test_what_goes_together_holds_together(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    assert settled({one: 0.6, other: 0.5}, ()) == {one, other}


def test_what_patterns_state_of_an_event_goes_together() -> None:
    host, sponsor = (Predicate.HOST, None, ZORKEL), (Predicate.SPONSOR, None, ZORKEL)

    assert settled({host: 0.6, sponsor: 0.5}, {host, sponsor}) == {host, sponsor}


THINGS = st.sampled_from([ELM, REDUX, ZORKEL, JANE])
STATEMENTS = st.tuples(st.sampled_from(sorted(Predicate)), THINGS, THINGS)


@given(st.dictionaries(STATEMENTS, st.floats(min_value=0, max_value=1), min_size=1))
def test_the_surest_statement_always_holds_and_the_order_is_nothing(sure: dict) -> None:  # type: ignore[type-arg]
    held = settled(sure, ())

    assert held <= set(sure)
    assert max(sure.values()) in {sure[statement] for statement in held}
    assert settled(dict(reversed(sure.items())), ()) == held
