from __future__ import annotations

import gc
import threading
import weakref

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


class Ring:
    """Something that holds itself, as an error and its frame may."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_that_came_meanwhile_are_dropped_by_the_thread_that_made_them() -> None:
    dropped: list[threading.Thread] = []

    def make() -> None:
        with collection_paused():
            weakref.finalize(Ring(), lambda: dropped.append(threading.current_thread()))

    maker = threading.Thread(target=make)
    maker.start()
    maker.join()

    assert dropped == [maker]
