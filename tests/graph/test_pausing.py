from __future__ import annotations

import gc

import pytest

from talkgraph.graph.pausing import collection_paused


def test_cycles_are_looked_for_again_afterwards_even_after_an_error() -> None:
    seen = [gc.isenabled()]

    @collection_paused()
    def fail() -> None:
        seen.append(gc.isenabled())
        with collection_paused():
            pass
        seen.append(gc.isenabled())
        raise ValueError("so")

    with pytest.raises(ValueError, match="so"):
        fail()

    assert seen == [True, False, False]
    assert gc.isenabled()


def test_whoever_had_them_not_looked_for_is_left_so() -> None:
    gc.disable()
    try:
        with collection_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
