"""The table of relations: what each predicate may connect, and how it reads."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model.identifiers import fold
from talkgraph.model.vocabulary import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Relation", "relations", "relations_called"]

_TABLE = Path(__file__).resolve().parent.parent / "data" / "relations.toml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one predicate connects.

    Attributes:
        predicate: which.
        label: its words from subject to object, such as ``works for``.
        inverse: its words from object to subject, such as ``employs``.
        domain: kinds that the subject may be.
        range: kinds that the object may be; empty where the object is a value.
        pairs: the kinds of subject and object that go together; empty for a value.
        datatype: prefixed name of the value's datatype; None for a thing.
        symmetric: whether it holds in both directions.
        derived: whether it follows from other statements and is never claimed.
    """

    predicate: Predicate
    label: str
    inverse: str
    domain: tuple[Kind, ...]
    range: tuple[Kind, ...] = ()
    pairs: tuple[tuple[Kind, Kind], ...] = ()
    datatype: str | None = None
    symmetric: bool = False
    derived: bool = False

    def fits(self, subject: Kind, object_: Kind | None = None) -> bool:
        """Whether it may connect these kinds; no second kind stands for a value."""
        if self.datatype is not None:
            return object_ is None and subject in self.domain
        return (subject, object_) in self.pairs


@cache
def relations() -> Mapping[Predicate, Relation]:
    """Every predicate but ``rdf:type`` with its relation, as ``data/relations.toml`` lists them.

    >>> relations()[Predicate.WORKS_FOR].fits(Kind.PERSON, Kind.ORGANIZATION)
    True
    >>> relations()[Predicate.SUPER_EVENT].fits(Kind.TALK, Kind.SERIES)
    False
    """
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType({Predicate(name): _relation(name, row) for name, row in table.items()})


def relations_called(words: str) -> tuple[tuple[Predicate, bool], ...]:
    """The predicates that some words mean, each with whether they are said from the object to the subject.

    Args:
        words: a label, an inverse label, or the name of a predicate with or
            without its prefix; case, spaces and punctuation make no difference.

    >>> [(predicate.value, turned) for predicate, turned in relations_called("Employs")]
    [('schema:worksFor', True)]
    >>> relations_called("tg:buildsOn") == relations_called("buildsOn") == relations_called("builds on")
    True
    >>> relations_called("sees")
    ()
    """
    wanted, found = fold(words), []
    for predicate, relation in relations().items():
        names = (relation.label, predicate.value, predicate.value.partition(":")[2])
        if wanted in map(fold, names):
            found.append((predicate, False))
        elif wanted == fold(relation.inverse):
            found.append((predicate, True))
    return tuple(found)


def _relation(name: str, row: dict[str, object]) -> Relation:
    domain = _kinds(row["from"])
    range_ = _kinds(row.get("to", []))
    pairs = row.get("pairs")
    return Relation(
        predicate=Predicate(name),
        label=str(row["label"]),
        inverse=str(row["inverse"]),
        domain=domain,
        range=range_,
        pairs=(
            tuple((Kind(first), Kind(second)) for first, second in pairs)
            if isinstance(pairs, list)
            else tuple(product(domain, range_))
        ),
        datatype=str(row["datatype"]) if "datatype" in row else None,
        symmetric=bool(row.get("symmetric", False)),
        derived=bool(row.get("derived", False)),
    )


def _kinds(names: object) -> tuple[Kind, ...]:
    return tuple(map(Kind, names)) if isinstance(names, list) else ()
