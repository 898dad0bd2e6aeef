"""A graph, or a part of one, as tables of numbers and texts: what the page carries and reads.

Every text stands once and everything else refers to it by its position, so
that the page stays small: a column is a list, a row a position in each.

=============  =========================================================================
table          columns
=============  =========================================================================
``kinds``      objects: id, words, class, shape, colour
``relations``  objects: id, words, headings for either side, datatype of values
``things``     ``iri`` (without the base), ``kind``, ``name``; ``degree``: links in the
               whole graph; ``also``, ``urls`` and ``year`` by position, for those that
               have any; ``complete``: positions of the things all of whose statements
               are here, null for all; ``order``: positions, best for an overview first
``statements`` ``subject``, ``relation``, ``object``: position of the other thing, or
               -1 - position in ``values``; ``quotes``: positions, most certain first
``values``     texts
``quotes``     ``text``: position in ``sentences``; ``recap``; ``confidence`` in per cent;
               ``rule``: position in ``rules``
``sentences``  texts
``rules``      names of extraction rules
``recaps``     objects: title, source, address, published
``places``     only of a part with an order: position, x and y of each of its things
=============  =========================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.explorer.layout import positions
from talkgraph.explorer.looks import kind_looks, relation_words
from talkgraph.model import Iri, class_names, relations

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from talkgraph.explorer.parts import Part
    from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph
    from talkgraph.model import Kind

__all__ = ["Tables", "part_tables", "tables"]


@dataclass(frozen=True)
class Tables:
    """A graph by position.

    Attributes:
        position: of each thing, by its IRI; things stand in the order of their IRIs.
        statements: those that the page shows; an edge is named by its position here.
        content: all tables, of plain lists, numbers and texts.
    """

    position: Mapping[Iri, int]
    statements: tuple[Statement, ...]
    content: Mapping[str, Any]


def tables(part: Part, *, base: str) -> Tables:
    """The tables of a graph or of a part of one.

    Args:
        part: the things and statements; statements about things that it lacks are left out.
        base: what most IRIs of its things begin with; it is cut off.
    """
    graph = part.graph
    iris = sorted(graph.things)
    position = {iri: index for index, iri in enumerate(iris)}
    statements = tuple(
        statement
        for statement in graph.statements
        if statement.subject in position and statement.predicate in relation_words()
    )
    evidence = _Evidence(graph)
    return Tables(
        position=position,
        statements=statements,
        content={
            "base": base,
            "kinds": _kinds(),
            "relations": _relations(),
            "things": _things(part, iris, position, base),
            "statements": _statements(statements, position, evidence),
            "values": evidence.values.rows,
            **evidence.content(),
        },
    )


def part_tables(part: Part, *, base: str) -> Mapping[str, Any]:
    """The tables of a part, as a server answers with them to a page that asks for more.

    Args:
        part: the things and statements.
        base: what most IRIs begin with, the same as on the page that asks.
    """
    made = tables(part, base=base)
    places = positions(part.graph, [iri for iri in part.order if iri in made.position])
    return {**made.content, "places": [(made.position[iri], x, y) for iri, (x, y) in places.items()]}


class _Pool:
    """Rows without repetition, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._positions: dict[Hashable, int] = {}

    def position(self, row: Hashable) -> int:
        return self._positions.setdefault(row, len(self._positions))

    @property
    def rows(self) -> list[Any]:
        return list(self._positions)


class _Evidence:
    """The pools that statements refer to: values, quotes, and what quotes are made of."""

    def __init__(self, graph: TalkGraph) -> None:
        self.values = _Pool()
        self._quotes = _Pool()
        self._sentences = _Pool()
        self._rules = _Pool()
        self._recaps = [graph.recaps[iri] for iri in sorted(graph.recaps)]
        self._recap_positions = {recap.iri: index for index, recap in enumerate(self._recaps)}

    def quote(self, quote: Quote) -> int:
        return self._quotes.position(
            (
                self._sentences.position(quote.text),
                self._recap_positions.get(quote.recap, -1),
                round(quote.confidence * 100),
                self._rules.position(quote.rule),
            )
        )

    def content(self) -> dict[str, Any]:
        rows = self._quotes.rows
        columns = ("text", "recap", "confidence", "rule")
        return {
            "quotes": {column: [row[place] for row in rows] for place, column in enumerate(columns)},
            "sentences": self._sentences.rows,
            "rules": self._rules.rows,
            "recaps": [_recap(recap) for recap in self._recaps],
        }


def _things(part: Part, iris: Sequence[Iri], position: Mapping[Iri, int], base: str) -> dict[str, Any]:
    things = [part.graph.things[iri] for iri in iris]
    kinds = {kind: index for index, kind in enumerate(kind_looks())}
    complete = part.complete
    return {
        "iri": [iri.value.removeprefix(base) for iri in iris],
        "kind": [kinds[thing.kind] for thing in things],
        "name": [thing.name for thing in things],
        "degree": [part.degrees.get(iri, 0) for iri in iris],
        "also": _where_any([thing.alternate_names for thing in things]),
        "urls": _where_any([thing.urls for thing in things]),
        "year": {str(position[iri]): part.years[iri] for iri in iris if iri in part.years},
        "complete": None if complete is None else _among(complete, position),
        "order": [position[iri] for iri in part.order if iri in position],
    }


def _among(iris: Iterable[Iri], position: Mapping[Iri, int]) -> list[int]:
    return sorted(position[iri] for iri in iris if iri in position)


def _statements(
    statements: Sequence[Statement], position: Mapping[Iri, int], evidence: _Evidence
) -> dict[str, Any]:
    columns = {predicate: index for index, predicate in enumerate(relation_words())}
    objects = []
    for statement in statements:
        target = statement.object
        if isinstance(target, Iri) and target in position:
            objects.append(position[target])
        else:
            objects.append(-1 - evidence.values.position(str(target)))
    return {
        "subject": [position[statement.subject] for statement in statements],
        "relation": [columns[statement.predicate] for statement in statements],
        "object": objects,
        "quotes": [list(map(evidence.quote, statement.quotes)) for statement in statements],
    }


def _where_any(lists: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    return {str(index): list(texts) for index, texts in enumerate(lists) if texts}


def _recap(recap: Recap) -> dict[str, str | None]:
    return {
        "title": recap.title,
        "source": recap.source,
        "address": recap.address,
        "published": recap.published,
    }


def _kinds() -> list[dict[str, Any]]:
    return [
        {
            "id": look.kind.value,
            "class": class_names()[look.kind],
            "label": look.label,
            "plural": look.plural,
            "shape": look.shape,
            "color": look.color,
            "size": look.size,
            "hollow": look.hollow,
        }
        for look in kind_looks().values()
    ]


def _relations() -> list[dict[str, Any]]:
    return [
        {
            "id": words.predicate.value,
            "label": words.label,
            "outgoing": _by_kind(words.outgoing),
            "incoming": _by_kind(words.incoming),
            "derived": words.derived,
            "datatype": relations()[words.predicate].datatype,
        }
        for words in relation_words().values()
    ]


def _by_kind(headings: Mapping[Kind | None, str]) -> dict[str, str]:
    return {kind.value if kind else "": words for kind, words in headings.items()}
