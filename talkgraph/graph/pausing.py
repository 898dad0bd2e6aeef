"""Graphs and answers are made without looking for cycles in between: there are none in values."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collection_paused"]


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keeps Python from searching a large graph for cycles whenever it, or an answer, has grown by a little.

    On a graph of half a million statements that search takes longer than the answer. What is new is
    looked through once at the end, by the thread that made it: answers of Oxigraph that stand in a
    cycle must not be dropped by another.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.collect(1)
            gc.enable()
