from __future__ import annotations

import math

import pytest

from talkgraph.store import DEFAULT_MIN_CONFIDENCE, checked_confidence


@pytest.mark.parametrize("number", [0, 0.25, 1, DEFAULT_MIN_CONFIDENCE])
def test_a_confidence_is_given_back_as_a_float(number: float) -> None:
    checked = checked_confidence(number)
    assert checked == number
    assert type(checked) is float


@pytest.mark.parametrize("number", [-0.1, 1.01, 30, math.nan, math.inf])
def test_a_number_that_is_no_confidence(number: float) -> None:
    with pytest.raises(ValueError, match="is no confidence; those are from 0 to 1"):
        checked_confidence(number)
