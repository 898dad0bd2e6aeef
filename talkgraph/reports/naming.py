"""From a name in a question to the thing that it means, with a small typo passed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.graph.index import index_graph

if TYPE_CHECKING:
    from collections.abc import Collection

    from talkgraph.graph.index import NameIndex
    from talkgraph.graph.values import TalkGraph, Thing
    from talkgraph.model import Iri, Kind

__all__ = ["Reading", "read_indexed", "read_name", "reading_notes"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name was read as.

    Attributes:
        thing: the thing that is meant.
        typed: what was typed, where that held a typo; else None.
    """

    thing: Thing
    typed: str | None = None


def read_name(
    graph: TalkGraph,
    name: Iri | str,
    *,
    kinds: Collection[Kind] | None = None,
    rather: Collection[Kind] = (),
) -> Reading:
    """The thing that a name means: exact, by another name, or but for a small typo.

    Args:
        graph: the graph to look in.
        name: a name, an IRI, or the last parts of one.
        kinds: what the thing may be; None for anything.
        rather: what it is, if a thing of these kinds bears the very name.

    Raises:
        NotFoundError: there is none, or a typo leaves several; it carries near names.
    """
    return read_indexed(index_graph(graph), name, kinds=kinds, rather=rather)


def read_indexed(
    index: NameIndex,
    name: Iri | str,
    *,
    kinds: Collection[Kind] | None = None,
    rather: Collection[Kind] = (),
) -> Reading:
    """As ``read_name``, where the names of the graph are at hand already.

    Raises:
        NotFoundError: there is none, or a typo leaves several; it carries near names.
    """
    found = (index.find(str(name), rather) if rather else None) or index.guess(str(name), kinds)
    if found is None:
        return Reading(index.require(str(name), kinds))
    return Reading(found.thing, None if found.exact else str(name))


def reading_notes(typed: str | None, name: str) -> tuple[str, ...]:
    """The line that says how a typo was read, where there was one.

    >>> reading_notes("Dokcer", "Docker")
    ("I read 'Dokcer' as Docker.",)
    """
    return () if typed is None else (f"I read '{typed}' as {name}.",)
