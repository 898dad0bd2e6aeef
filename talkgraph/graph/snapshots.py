"""A large graph in memory, kept beside its store: reading it from there takes a tenth of the time.

One file of two lines, compressed JSON: what it was read from, and the graph. IRIs
and texts stand in it once each; everything else refers to them by number, column
by column. It is only ever a copy: deleted, damaged or of another generation,
it is made anew. The names of things are kept in a file of their own, for those who
look for one of them.
"""

from __future__ import annotations

import gzip
import json
import logging
from enum import StrEnum
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from talkgraph.graph.pausing import collection_paused
from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import Evidence, Iri, Kind, Predicate, Unread, UnreadAs
from talkgraph.store.files import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from talkgraph.store import Store

__all__ = ["WORTH_KEEPING", "CopyOf", "as_table", "from_table", "keep_graph", "kept_graph"]

_Named = TypeVar("_Named", Recap, Thing)

logger = logging.getLogger(__name__)

_FORMAT = 1

WORTH_KEEPING = 20_000
"""Statements, or names, that take some seconds to read."""


class CopyOf(StrEnum):
    """What is kept beside a store, and in which file."""

    GRAPH = "graph.json.gz"
    NAMES = "names.json.gz"


def kept_graph(store: Store, what: CopyOf = CopyOf.GRAPH) -> TalkGraph | None:
    """What was kept beside a store; None where there is nothing of its generation and confidence.

    Args:
        store: an open store in a folder.
        what: the graph, or one of its things alone, for their names.
    """
    file = store.folder / what
    try:
        with collection_paused():
            said, _, graph = gzip.decompress(file.read_bytes()).partition(b"\n")
            return from_table(json.loads(graph)) if json.loads(said) == _read_from(store) else None
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        logger.warning("%s: is damaged, and the graph is read from the store: %s", file, error)
        return None


def keep_graph(store: Store, graph: TalkGraph, what: CopyOf = CopyOf.GRAPH) -> None:
    """Keeps a graph for ``kept_graph``; where the disk refuses, it is not kept.

    Nor is what was read at a higher confidence than what is kept of the same
    generation: it would be in the way of those who ask for no confidence.
    """
    file = store.folder / what
    read_from = _read_from(store)
    if _is_less_certain(file, read_from):
        return
    data = "\n".join(json.dumps(each) for each in (read_from, as_table(graph))).encode("ascii")
    try:
        replace_file(file, gzip.compress(data, compresslevel=1, mtime=0))
    except OSError as error:
        logger.info("%s: the graph is not kept: %s", file, error)


def _read_from(store: Store) -> list[object]:
    return [_FORMAT, store.generation, store.min_confidence]


def _is_less_certain(file: Path, read_from: list[object]) -> bool:
    """Whether a file has the same graph with more in it."""
    try:
        with gzip.open(file) as opened:
            *same, confidence = json.loads(opened.readline())
        return bool(same == read_from[:-1] and confidence < read_from[-1])
    except (OSError, EOFError, ValueError, TypeError):
        return False


class _Numbers(dict[str, int]):
    """Texts by number, in the order in which they are met."""

    def __missing__(self, text: str) -> int:
        return self.setdefault(text, len(self))


def as_table(graph: TalkGraph) -> Mapping[str, Any]:
    """A graph as lists, numbers and texts."""
    iris, texts = _Numbers(), _Numbers()
    quotes = [quote for statement in graph.statements for quote in statement.quotes]
    said = graph.statements
    table = {
        "recaps": [
            [iris[recap.iri.value], recap.title, recap.source, recap.address, recap.published]
            for recap in graph.recaps.values()
        ],
        "things": [
            [iris[thing.iri.value], thing.kind.value, thing.name, thing.alternate_names, thing.urls]
            for thing in graph.things.values()
        ],
        "statements": [
            [iris[each.subject.value] for each in said],
            [texts[each.predicate.value] for each in said],
            [iris[each.object.value] if isinstance(each.object, Iri) else each.object for each in said],
            [len(each.quotes) for each in said],
        ],
        "quotes": [
            [texts[quote.text] for quote in quotes],
            [iris[quote.recap.value] for quote in quotes],
            [quote.start for quote in quotes],
            [quote.end for quote in quotes],
            [quote.confidence for quote in quotes],
            [texts[quote.rule] for quote in quotes],
        ],
        "unread": [
            [
                iris[recap.value],
                [[words.words, words.seen_as.value, words.times, *_place(words.where)] for words in found],
            ]
            for recap, found in graph.unread.items()
        ],
    }
    return {"iris": list(iris), "texts": list(texts), **table}


def _place(where: Evidence) -> tuple[int, int, str]:
    return where.start, where.end, where.quote


def from_table(table: Mapping[str, Any]) -> TalkGraph:
    """The graph that ``as_table`` made lists of.

    Raises:
        ValueError, LookupError, TypeError: they are no such lists.
    """
    iris, texts = [Iri(text) for text in table["iris"]], table["texts"]
    text, recap, start, end, confidence, rule = table["quotes"]
    quotes = list(
        map(
            Quote,
            map(texts.__getitem__, text),
            map(iris.__getitem__, recap),
            start,
            end,
            confidence,
            map(texts.__getitem__, rule),
        )
    )
    subject, predicate, target, count = table["statements"]
    predicates = {number: Predicate(texts[number]) for number in set(predicate)}
    spans = pairwise(accumulate(count, initial=0))
    return TalkGraph(
        things=_by_iri(
            Thing(iris[iri], Kind(kind), name, tuple(others), tuple(urls))
            for iri, kind, name, others, urls in table["things"]
        ),
        statements=tuple(
            Statement(
                iris[one],
                predicates[relation],
                other if isinstance(other, str) else iris[other],
                tuple(quotes[first:last]),
            )
            for one, relation, other, (first, last) in zip(subject, predicate, target, spans, strict=True)
        ),
        recaps=_by_iri(Recap(iris[iri], *rest) for iri, *rest in table["recaps"]),
        unread=MappingProxyType(
            {
                iris[iri]: tuple(
                    Unread(words, UnreadAs(seen_as), times, Evidence(*where))
                    for words, seen_as, times, *where in found
                )
                for iri, found in table["unread"]
            }
        ),
    )


def _by_iri(values: Iterable[_Named]) -> Mapping[Iri, _Named]:
    return MappingProxyType({value.iri: value for value in values})
