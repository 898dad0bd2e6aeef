"""The one reason not to build upon the last graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["DoubtError"]


class DoubtError(Exception):
    """What is remembered of the last build does not do for this one, which makes the graph from all claims.

    It never leaves the builder: nothing is lost but time.
    """

    def __init__(self, what: Path | str, reason: str) -> None:
        super().__init__(f"{what}: {reason}")
