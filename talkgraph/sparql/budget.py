"""How intricate a query may be: Oxigraph reads it by recursion, and a deep one ends the process."""

from __future__ import annotations

from functools import lru_cache

from talkgraph.errors import QueryError
from talkgraph.sparql.lexing import joints, nesting

__all__ = ["DEEPEST", "LONGEST", "MOST_JOINTS", "check_size"]

LONGEST = 1_000_000
"""Characters of a query."""

DEEPEST = 100
"""Brackets of any kind that may stand in one another."""

MOST_JOINTS = 1_000
"""Opening brackets and operators of a query; lists of values need none."""


_REMEMBERED = 20_000  # characters


@lru_cache(maxsize=256)
def _measured(text: str) -> tuple[int, int]:
    return nesting(text), joints(text)


def check_size(text: str) -> None:
    """Refuses a query that no person writes and that would end the process by running out of stack.

    Raises:
        QueryError: it is too long, too deep, or has too many joints.
    """
    if len(text) > LONGEST:
        raise QueryError(f"it has {len(text):,} characters, more than the limit of {LONGEST:,}")
    deepest, found = _measured(text) if len(text) <= _REMEMBERED else (nesting(text), joints(text))
    if deepest > DEEPEST:
        raise QueryError(f"its brackets are nested {deepest:,} deep, more than the limit of {DEEPEST}")
    if found > MOST_JOINTS:
        raise QueryError(
            f"it has {found:,} brackets and operators, more than the limit of {MOST_JOINTS:,}; put long "
            "lists into VALUES ?name { … }"
        )
