"""What people say that a graph goes by, as far as an update must know it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeAlias

from talkgraph.model import Kind, Literal, Predicate
from talkgraph.resolution import Hints

__all__ = ["Guidance", "Judge", "Words"]

Words: TypeAlias = AbstractSet[str]
"""Folded names of a thing, of those that people look out for."""

Judge: TypeAlias = Callable[[str, Words, Predicate, "Words | Literal | Kind"], tuple[bool, frozenset[int]]]
"""Tells of the source of a claim, its subject, predicate and object whether the claim
stands, and the numbers of the verdicts that speak of it."""


def _accept(*_: object) -> tuple[bool, frozenset[int]]:
    return True, frozenset()


@dataclass(frozen=True, slots=True)
class Guidance:
    """What people say; nothing by default.

    Attributes:
        hints: what names stand for.
        words: the folded names that people look out for: all that ``judge``
            needs to know of things, and all that documents of people use.
        judge: their verdicts.
    """

    hints: Hints = field(default_factory=Hints)
    words: frozenset[str] = frozenset()
    judge: Judge = _accept
