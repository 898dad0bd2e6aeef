"""Queries with a name, a description and parameters.

They are files that any SPARQL tool reads; what talkgraph needs to know stands
in comments at their top::

    # title: Who talked about it
    # description: Speakers and talks about one thing.
    # param topic: string = IPFS
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError, QueryError
from talkgraph.model import Iri

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.sparql.values import Cell

__all__ = [
    "Parameter",
    "SavedQuery",
    "find_query",
    "load_query",
    "parse_query",
    "read_query",
    "saved_queries",
]

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "queries"
_HEADER = re.compile(r"#\s*(title|description):\s*(.+)")
_PARAMETER = re.compile(r"#\s*param\s+(\w+):\s*(\w+)(?:\s*=\s*(.+))?")
_TYPES: Mapping[str, Callable[[str], Cell]] = {
    "string": str,
    "integer": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "iri": Iri,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query asks for.

    Attributes:
        name: as in the text, without the dollar.
        type: string, integer, decimal, date or iri.
        default: what it is if nothing is given, as text; None if it must be given.
    """

    name: str
    type: str = "string"
    default: str | None = None

    def read(self, text: str) -> Cell:
        """The value that a text spells.

        Raises:
            QueryError: it does not spell one of this type.
        """
        try:
            return _TYPES[self.type](text)
        except (ValueError, InvalidOperation):
            raise QueryError(f"parameter {self.name}: {text!r} is no {self.type}") from None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its description.

    Attributes:
        name: what it is called by; empty for a text without a file.
        title: in a few words.
        description: in a sentence.
        parameters: in the order of the file.
        text: SPARQL, with ``$name`` for each parameter.
    """

    name: str
    text: str
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()

    def values(self, given: Mapping[str, str]) -> dict[str, Cell]:
        """The value of every parameter, by name.

        Args:
            given: values as text; defaults stand for the others.

        Raises:
            QueryError: a value is missing, of the wrong type, or for no parameter.
        """
        names = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in names:
                raise QueryError(f"no parameter named {name!r}; it has {', '.join(names) or 'none'}")
        values: dict[str, Cell] = {}
        for parameter in self.parameters:
            text = given.get(parameter.name, parameter.default)
            if text is None:
                raise QueryError(f"parameter {parameter.name} needs a value")
            values[parameter.name] = parameter.read(text)
        return values


def parse_query(text: str, *, name: str = "") -> SavedQuery:
    """Reads the comments at the top of a query.

    Raises:
        QueryError: a parameter has an unknown type.
    """
    facts: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        if header := _HEADER.fullmatch(line.rstrip()):
            facts[header[1]] = header[2]
        elif parameter := _PARAMETER.fullmatch(line.rstrip()):
            if parameter[2] not in _TYPES:
                known = ", ".join(_TYPES)
                raise QueryError(f"no type {parameter[2]!r}; there are {known}", line=number, column=1)
            parameters.append(Parameter(parameter[1], parameter[2], parameter[3]))
    return SavedQuery(name, text, facts.get("title", ""), facts.get("description", ""), tuple(parameters))


@cache
def saved_queries() -> Mapping[str, SavedQuery]:
    """The queries that come with talkgraph, by name, sorted."""
    return MappingProxyType(
        {
            path.stem: parse_query(path.read_text(encoding="utf-8"), name=path.stem)
            for path in sorted(_FOLDER.glob("*.rq"))
        }
    )


def load_query(name: str) -> SavedQuery:
    """The saved query of a name.

    Raises:
        NotFoundError: there is none; carries near names.
    """
    queries = saved_queries()
    if name not in queries:
        raise NotFoundError("saved query", name, get_close_matches(name, queries))
    return queries[name]


def find_query(words: str) -> SavedQuery:
    """What someone means by SPARQL text, the path of a file, or the name of a saved query.

    Raises:
        NotFoundError: it is a word, and neither a file nor a saved query.
        QueryError: the file cannot be read, or its parameters are wrong.
    """
    if "{" in words:
        return parse_query(words)
    path = Path(words)
    if words in saved_queries() or not (path.suffix or "/" in words):
        return load_query(words) if not re.search(r"\s", words) else parse_query(words)
    return read_query(path)


def read_query(path: Path) -> SavedQuery:
    """The query in a file.

    Raises:
        QueryError: it cannot be read, or its parameters are wrong.
    """
    try:
        return parse_query(path.read_text(encoding="utf-8"), name=path.stem)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise QueryError(f"{path} cannot be read: {reason}") from error
