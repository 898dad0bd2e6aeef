"""How much each thing that two talks have in common counts: ``data/related.toml``, read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.traits import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Weights", "weights"]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of related talks.

    Attributes:
        roles: of what a thing is to a talk.
        kinds: of the kinds that count less, or more, than the others.
        mentioned: the kinds of things whose mention counts.
        links: of the relations between a thing of one talk and a thing of the other.
        least: the part of the greatest rarity below which talks are not related.
        words: of the cosine of both talks' words.
        words_shortest: letters that a word has at least.
        words_most_common: the part of all talks in which a word may stand.
        words_least_shared: how many words two talks must share.
        words_least: the cosine below which words say nothing.
        words_shown: how many words a reason names.
        meaning: of the cosine of both talks' vectors.
        meaning_least: the cosine below which two talks are not near in meaning.
    """

    roles: Mapping[Role, float]
    kinds: Mapping[Kind, float]
    mentioned: frozenset[Kind]
    links: Mapping[Predicate, float]
    least: float
    words: float
    words_shortest: int
    words_most_common: float
    words_least_shared: int
    words_least: float
    words_shown: int
    meaning: float
    meaning_least: float


@cache
def weights() -> Weights:
    """The weights as the data file sets them."""
    path = files("talkgraph").joinpath("data", "related.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    words = table["words"]
    return Weights(
        roles={role: float(table["roles"][role.value]) for role in Role},
        kinds={Kind(name): float(weight) for name, weight in table["kinds"].items()},
        mentioned=frozenset(map(Kind, table["mentions"]["kinds"])),
        links={Predicate(name): float(weight) for name, weight in table["links"].items()},
        least=float(table["least"]),
        words=float(words["weight"]),
        words_shortest=int(words["shortest"]),
        words_most_common=float(words["most_common"]),
        words_least_shared=int(words["least_shared"]),
        words_least=float(words["least"]),
        words_shown=int(words["shown"]),
        meaning=float(table["meaning"]["weight"]),
        meaning_least=float(table["meaning"]["least"]),
    )
