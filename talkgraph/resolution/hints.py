"""What people say of names, for resolution to go by."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Kind, LocalThing

__all__ = ["Hints", "NameKey"]

NameKey: TypeAlias = "tuple[Kind, str, str]"
"""A kind, a folded name, and the source of the recap that it holds in; an empty one stands for all recaps."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What names stand for, as people say; nothing by default.

    Attributes:
        joins: marks by name: all things whose names have one mark in common are one.
        apart: names that stand in one recap for something else than in all others.
        documents: sources of documents in which people name things themselves. Each
            such thing is the one thing of its kind that bears one of its names;
            its main names come before those that recaps give.
        within: for a thing named by people, the recap whose thing is meant.
    """

    joins: Mapping[NameKey, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    apart: frozenset[NameKey] = frozenset()
    documents: frozenset[str] = frozenset()
    within: Mapping[tuple[str, LocalThing], str] = field(default_factory=lambda: MappingProxyType({}))

    def marks(self, kind: Kind, folded: str, source: str) -> tuple[str, ...]:
        """The marks of a name in a recap."""
        return *self.joins.get((kind, folded, ""), ()), *self.joins.get((kind, folded, source), ())
