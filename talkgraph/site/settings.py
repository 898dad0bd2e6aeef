"""What ``data/site.toml`` says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Counting", "countings", "folders", "shown_first"]


@dataclass(frozen=True, slots=True)
class Counting:
    """What a list counts of each of its things.

    Attributes:
        relations: those that lead to the thing.
        subjects: the kind of things that they lead from.
        one: the word for one of these.
        many: the word for several.
    """

    relations: frozenset[Predicate]
    subjects: Kind
    one: str
    many: str

    def words(self, count: int) -> str:
        """As in ``1 talk`` or ``1,200 talks``; empty for none."""
        return f"{count:,} {self.one if count == 1 else self.many}" if count else ""


@cache
def folders() -> Mapping[Kind, str]:
    """The folder of each kind, in the order in which kinds are listed.

    >>> folders()[Kind.SERIES]
    'series'
    """
    return MappingProxyType({Kind(kind): name for kind, name in _table()["folders"].items()})


@cache
def countings() -> Mapping[Kind, Counting]:
    """What lists count, by the kind of their things."""
    return MappingProxyType(
        {
            Kind(kind): Counting(
                frozenset(map(Predicate, row["relations"])), Kind(row["from"]), row["one"], row["many"]
            )
            for kind, row in _table()["counted"].items()
        }
    )


def shown_first() -> Mapping[str, int]:
    """How many events, technologies, people and recaps the first page shows."""
    return MappingProxyType(_table()["front"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("talkgraph").joinpath("data", "site.toml").read_text(encoding="utf-8"))
