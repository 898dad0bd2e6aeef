"""Queries with a name, a description and parameters.

They are files that any SPARQL tool reads; what talkgraph needs to know stands
in comments at their top::

    # title: Who talked about it
    # description: Speakers and talks about one thing.
    # param topic: technology|topic = IPFS
    # param since: integer?
    # answer: speaker
    # evidence: ?talkIri schema:about $topic

A parameter is a number, a date, a text, an IRI, or a thing of some kinds,
which is given by name. One that is optional (``?``) and has no value is
spelt ``UNDEF``, so it stands in a ``VALUES`` of the text. ``answer`` names the
column that answers the question; ``evidence`` the statements behind a row,
whose sentences can be shown. Where a column ``talk`` has a column ``talkIri``
beside it, the second is the thing that the first one names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import QueryError
from talkgraph.sparql.parameters import Parameter, parse_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph import NameIndex
    from talkgraph.sparql.values import Cell

__all__ = ["IRI_COLUMN", "SavedQuery", "StatementPattern", "parse_query"]

IRI_COLUMN = "Iri"

_HEADER = re.compile(r"#\s*(title|description|answer):\s*(.+)")
_PARAMETER = re.compile(r"#\s*param\s+(\w+):\s*([\w|]+\??)(?:\s*=\s*(.+))?")
_EVIDENCE = re.compile(r"#\s*evidence:\s*(\S+)\s+(\S+)\s+(\S+)")


@dataclass(frozen=True, slots=True)
class StatementPattern:
    """A statement behind each row of an answer.

    Attributes:
        subject, object: a column (``?talkIri``) or a parameter (``$topic``).
        predicate: a prefixed name (``schema:about``), or a column.
    """

    subject: str
    predicate: str
    object: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with its description.

    Attributes:
        name: what it is called by; empty for a text without a file.
        title: in a few words.
        description: in a sentence.
        parameters: in the order of the file.
        text: SPARQL, with ``$name`` for each parameter.
        answer: the column that answers the question; None if all do.
        evidence: the statements behind a row.
    """

    name: str
    text: str
    title: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    answer: str | None = None
    evidence: tuple[StatementPattern, ...] = ()

    def values(self, given: Mapping[str, str], names: NameIndex | None = None) -> dict[str, Cell]:
        """The value of every parameter, by name; None for one that is optional and has none.

        Args:
            given: values as text; defaults stand for the others.
            names: the names of the graph, for parameters that are things.

        Raises:
            QueryError: a value is missing, of the wrong type, or for no parameter.
            NotFoundError: the graph has no such thing; carries near names.
        """
        known = [parameter.name for parameter in self.parameters]
        for name in given:
            if name not in known:
                raise QueryError(f"no parameter named {name!r}; it has {', '.join(known) or 'none'}")
        values: dict[str, Cell] = {}
        for parameter in self.parameters:
            text = given.get(parameter.name, parameter.default)
            if text is not None:
                values[parameter.name] = parameter.read(text, names)
            elif parameter.optional:
                values[parameter.name] = None
            else:
                raise QueryError(f"parameter {parameter.name} needs a value")
        return values


def parse_query(text: str, *, name: str = "") -> SavedQuery:
    """Reads the comments at the top of a query.

    Raises:
        QueryError: a parameter has an unknown type.
    """
    facts: dict[str, str] = {}
    parameters: list[Parameter] = []
    evidence: list[StatementPattern] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        if header := _HEADER.fullmatch(line.rstrip()):
            facts[header[1]] = header[2]
        elif parameter := _PARAMETER.fullmatch(line.rstrip()):
            try:
                type_, optional = parse_type(parameter[2])
            except ValueError as error:
                raise QueryError(str(error), line=number, column=1) from None
            parameters.append(Parameter(parameter[1], type_, parameter[3], optional))
        elif pattern := _EVIDENCE.fullmatch(line.rstrip()):
            evidence.append(StatementPattern(*pattern.groups()))
    return SavedQuery(
        name,
        text,
        title=facts.get("title", ""),
        description=facts.get("description", ""),
        parameters=tuple(parameters),
        answer=facts.get("answer"),
        evidence=tuple(evidence),
    )
