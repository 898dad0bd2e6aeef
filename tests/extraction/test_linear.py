from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.extraction.linear import LinearModel, load_linear_model

MODEL = LinearModel({"uses": -1.0, "made": 0.0}, {"uses": {"use": 3.0, "not": -4.0, "with": 0.5}, "made": {}})


def test_features_speak_for_and_against() -> None:
    nothing = MODEL.probability("uses", [])

    assert nothing < 0.5
    assert MODEL.probability("uses", ["use"]) > 0.5 > MODEL.probability("uses", ["use", "not"])
    assert MODEL.probability("uses", ["unknown"]) == nothing
    assert MODEL.probability("made", ["use"]) == 0.5


@given(
    st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6), max_size=6),
    st.floats(-1e6, 1e6),
    st.lists(st.text(max_size=3), max_size=8),
)
def test_a_probability_is_one_and_hangs_on_no_order(
    weights: dict[str, float], bias: float, said: list[str]
) -> None:
    model = LinearModel({"x": bias}, {"x": weights})
    likely = model.probability("x", said)

    assert 0.0 < likely < 1.0
    assert model.probability("x", reversed(said)) == likely


def test_great_weights_that_cancel_out_leave_the_small_ones() -> None:
    model = LinearModel({"x": 0.0}, {"x": {"much": 1e16, "little": 1.0, "less": -1e16}})

    assert model.probability("x", ["much", "little", "less"]) == model.probability("x", ["little"])


def test_what_speaks_most_comes_first() -> None:
    assert MODEL.telling("uses", ["not", "with", "use", "use", "unknown"]) == ["use", "with"]
    assert MODEL.telling("uses", ["use", "with"], most=1) == ["use"]


@pytest.mark.parametrize("name", ["speakers", "relations"])
def test_the_packaged_models_have_a_bias_for_each_label(name: str) -> None:
    model = load_linear_model("en", name)

    assert model.biases
    assert model.biases.keys() == model.weights.keys()
    assert all(model.weights.values())
