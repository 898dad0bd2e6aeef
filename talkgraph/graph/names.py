"""From a name that somebody typed to the thing or the recap that bears it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError
from talkgraph.graph.index import index_graph, nearest_names
from talkgraph.model import Iri, fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from talkgraph.graph.values import Recap, TalkGraph, Thing
    from talkgraph.model import Kind

__all__ = ["find_recap", "find_thing"]


def find_thing(graph: TalkGraph, name: str, *, kinds: Collection[Kind] | None = None) -> Thing:
    """The thing of that name.

    Case, accents, spaces and punctuation make no difference. Where several
    things bear the name, those come first that bear it as their main name,
    then those with more statements, then the first by IRI.

    Args:
        graph: the graph to look in.
        name: a main or alternate name, a whole IRI, or the last two parts of
            one, such as ``technology/ipfs``.
        kinds: what the thing may be; None for anything.

    Raises:
        NotFoundError: there is none; it carries the nearest names.
    """
    exact = graph.things.get(Iri(name))  # an IRI needs no index of all names
    if exact is not None and (not kinds or exact.kind in kinds):
        return exact
    return index_graph(graph).require(name, kinds)


def find_recap(graph: TalkGraph, name: str) -> Recap:
    """The recap of that name.

    Args:
        graph: the graph to look in.
        name: its source, the last part of it with or without its ending, its
            title (case, accents, spaces and punctuation make no difference) or
            its IRI; of several, the first by source.

    Raises:
        NotFoundError: there is none; it carries the nearest names.
    """
    in_order = sorted(graph.recaps.values(), key=lambda recap: (recap.source, recap.iri))
    for is_named in (
        lambda recap: name in {recap.source, recap.iri.value},
        lambda recap: name in {PurePosixPath(recap.source).name, PurePosixPath(recap.source).stem},
        lambda recap: fold(name) in {fold(recap.title), fold(recap.source)},
    ):
        found = next(filter(is_named, in_order), None)
        if found is not None:
            return found
    names = [each for recap in in_order for each in (recap.title, recap.source)]
    raise NotFoundError("recap", name, nearest_names(name, names))
