"""Cycles are looked for seldom while a build is at work: it makes values by the million, and few cycles."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["collect_seldom", "collected_seldom"]

_SELDOM = (50_000, 20, 20)  # of what Python calls thresholds of its generations


def collect_seldom() -> None:
    """Lets Python look for cycles after fifty thousand new objects, in place of every seven hundred."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collected_seldom() -> Iterator[None]:
    """The same for a while; what collects more seldom, or not at all, stays as it is."""
    before = gc.get_threshold()
    if 0 < before[0] < _SELDOM[0]:
        collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
