"""How gold files name what the graph states."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.model import Kind, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ENTITY_KINDS",
    "EventField",
    "GoldPredicate",
    "articles",
    "event_fields",
    "gold_predicates",
    "measured",
]

_TABLE = Path(__file__).resolve().parent.parent / "data" / "evaluation.toml"

ENTITY_KINDS = (Kind.EVENT, Kind.SERIES, Kind.ORGANIZATION, Kind.PERSON, Kind.PLACE, Kind.TECHNOLOGY)
"""What an entity of a gold file can be."""


@dataclass(frozen=True, slots=True)
class GoldPredicate:
    """A relation of gold files.

    Attributes:
        name: its name there, such as ``organizes``.
        predicate: what states it in the graph.
        reversed: whether subject and object trade places in the graph.
        symmetric: whether either direction counts.
    """

    name: str
    predicate: Predicate
    reversed: bool
    symmetric: bool


@dataclass(frozen=True, slots=True)
class EventField:
    """A field of a gold event that states a relation.

    Attributes:
        name: the field, such as ``hosts``.
        relation: the relation.
        reversed: whether the event is the object rather than the subject.
        optional: whether a graph may do without it.
    """

    name: str
    relation: str
    reversed: bool
    optional: bool


@cache
def gold_predicates() -> Mapping[str, GoldPredicate]:
    """The relations of gold files by their names.

    >>> gold_predicates()["organizes"].predicate, gold_predicates()["organizes"].reversed
    (<Predicate.ORGANIZER: 'schema:organizer'>, True)
    """
    found = {}
    for name, row in _table()["relations"].items():
        predicate = Predicate(row["predicate"])
        is_reversed = bool(row.get("reversed", False))
        found[name] = GoldPredicate(name, predicate, is_reversed, relations()[predicate].symmetric)
    return MappingProxyType(found)


@cache
def event_fields() -> tuple[EventField, ...]:
    """The fields of a gold event that state relations."""
    return tuple(
        EventField(name, row["relation"], bool(row.get("reversed", False)), bool(row.get("optional", False)))
        for name, row in _table()["event"].items()
    )


@cache
def articles() -> tuple[str, ...]:
    """Words at the beginning of a name that tell nothing apart."""
    return tuple(_table()["articles"])


def measured(kind: Kind) -> Kind:
    """The kind under which an entity is counted: editions and series are counted together.

    >>> measured(Kind.SERIES).value
    'Event'
    """
    return Kind.EVENT if kind is Kind.SERIES else kind


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
