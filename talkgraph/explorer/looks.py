"""How the explorer page shows kinds and relations: shapes, colours, words, options."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import Kind, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "KindLook",
    "RelationWords",
    "growth",
    "kind_looks",
    "largest",
    "network_options",
    "pulls",
    "relation_words",
]


@dataclass(frozen=True, slots=True)
class KindLook:
    """How things of one kind are drawn and called.

    Attributes:
        kind: which.
        label: the English word for one thing of the kind.
        plural: the word for several.
        shape: vis-network's name of the shape.
        color: ``#rrggbb``, from a palette that colour-blind people can tell apart.
        size: radius of one without statements, in units of the canvas.
        hollow: whether only the outline has the colour.
    """

    kind: Kind
    label: str
    plural: str
    shape: str
    color: str
    size: int
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What one relation is called on the page.

    Attributes:
        predicate: which.
        label: its words from subject to object, such as ``works for``.
        outgoing: the heading of such facts on the page of the subject, by the
            subject's kind; under None the heading for all other kinds.
        incoming: the same for the object.
        derived: whether it follows from other statements; such relations are not
            drawn until asked for, since what they follow from is.
    """

    predicate: Predicate
    label: str
    outgoing: Mapping[Kind | None, str]
    incoming: Mapping[Kind | None, str]
    derived: bool = False


@cache
def kind_looks() -> Mapping[Kind, KindLook]:
    """Every kind with its look, in the order of the legend."""
    names = _table("kinds.toml")
    return MappingProxyType(
        {
            Kind(name): KindLook(
                kind=Kind(name),
                label=names[name]["label"],
                plural=names[name]["plural"],
                shape=look["shape"],
                color=look["color"],
                size=look["size"],
                hollow=look.get("hollow", False),
            )
            for name, look in _table("explorer.toml")["kinds"].items()
        }
    )


@cache
def relation_words() -> Mapping[Predicate, RelationWords]:
    """Every relation that the page shows, in the order of its headings.

    >>> relation_words()[Predicate.SUPER_EVENT].outgoing[Kind.TALK]
    'Given at'
    """
    known = relations()
    return MappingProxyType(
        {
            Predicate(name): RelationWords(
                predicate=Predicate(name),
                label=known[Predicate(name)].label,
                outgoing=_headings(row, "out"),
                incoming=_headings(row, "in"),
                derived=known[Predicate(name)].derived,
            )
            for name, row in _table("en/labels.toml").items()
        }
    )


def growth() -> float:
    """What a thing's radius gains with the root of the number of its statements."""
    return float(_table("explorer.toml")["growth"])


def largest() -> int:
    """The largest radius of all: that of things with very many statements."""
    return int(_table("explorer.toml")["largest"])


def network_options() -> dict[str, Any]:
    """The options that vis-network is started with, as ``data/explorer.toml`` sets them."""
    return dict(_table("explorer.toml")["options"])


@cache
def pulls() -> Mapping[Predicate, float]:
    """How strongly relations draw their two things together, where not 1."""
    return MappingProxyType({Predicate(name): pull for name, pull in _table("explorer.toml")["pull"].items()})


def _headings(row: Mapping[str, Any], side: str) -> Mapping[Kind | None, str]:
    special = {Kind(kind): words for kind, words in row.get(f"{side}_for", {}).items()}
    return MappingProxyType({None: row[side], **special})


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("talkgraph").joinpath("data", *name.split("/")).read_text(encoding="utf-8"))
