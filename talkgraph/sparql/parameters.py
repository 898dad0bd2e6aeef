"""The values that a saved query asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError, QueryError, excerpt
from talkgraph.model import Iri, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.graph import NameIndex
    from talkgraph.sparql.values import Cell

__all__ = ["Parameter", "parse_type"]

_READERS: Mapping[str, Callable[[str], Cell]] = MappingProxyType(
    {
        "string": str,
        "integer": int,
        "decimal": Decimal,
        "date": date.fromisoformat,
        "iri": Iri,
    }
)
_ANY = "thing"
_KINDS: Mapping[str, Kind] = MappingProxyType({kind.lower(): kind for kind in Kind if kind is not Kind.RECAP})


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query asks for.

    Attributes:
        name: as in the text, without the dollar.
        type: string, integer, decimal, date or iri; or what a thing may be,
            as in ``technology|topic``, or ``thing`` for anything that has a name.
        default: what it is if nothing is given, as text; None if there is none.
        optional: whether it may be left without a value.
    """

    name: str
    type: str = "string"
    default: str | None = None
    optional: bool = False

    @property
    def kinds(self) -> tuple[Kind, ...] | None:
        """What the thing may be; empty for anything; None where no thing is asked for."""
        if self.type in _READERS:
            return None
        return () if self.type == _ANY else tuple(_KINDS[word] for word in self.type.split("|"))

    def read(self, text: str, names: NameIndex | None = None) -> Cell:
        """The value that a text spells.

        Args:
            text: a number, a date, a text, an IRI, or the name of a thing.
            names: the names of the graph; without them, a thing goes by its IRI only.

        Raises:
            QueryError: it does not spell one of this type.
            NotFoundError: the graph has no such thing; carries near names.
        """
        if self.kinds is None:
            try:
                return _READERS[self.type](text)
            except (ValueError, InvalidOperation):
                raise QueryError(f"parameter {self.name}: {excerpt(text)!r} is no {self.type}") from None
        if names is None:
            return Iri(text)
        found = names.find(text, self.kinds)
        if found is None:
            raise NotFoundError(_words(self.kinds), text, names.nearest(text, self.kinds))
        return found.thing.iri


def parse_type(words: str) -> tuple[str, bool]:
    """The type that a header writes, and whether it is optional.

    Raises:
        ValueError: there is no such type.

    >>> parse_type("integer?"), parse_type("technology|topic")
    (('integer', True), ('technology|topic', False))
    """
    optional = words.endswith("?")
    name = words.removesuffix("?")
    if name not in _READERS and name != _ANY and not all(word in _KINDS for word in name.split("|")):
        raise ValueError(f"no type {name!r}; there are {', '.join([*_READERS, _ANY, *_KINDS])}")
    return name, optional


def _words(kinds: tuple[Kind, ...]) -> str:
    return " or ".join(sorted(kind.lower() for kind in kinds)) or "thing"
