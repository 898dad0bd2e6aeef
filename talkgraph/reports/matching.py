"""Which talk is meant by some words: its title, a part of it, its speaker or its subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError
from talkgraph.graph.index import index_graph
from talkgraph.model import Kind, Predicate, fold
from talkgraph.reports.facts import linked, of_kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from talkgraph.graph.index import NameIndex
    from talkgraph.graph.values import TalkGraph, Thing
    from talkgraph.model import Iri

__all__ = ["TalkMatch", "find_talk"]

_SUBJECTS = (Kind.TECHNOLOGY, Kind.TOPIC, Kind.ORGANIZATION)
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class TalkMatch:
    """A talk that was asked for.

    Attributes:
        talk: the talk that is taken.
        others: further talks that the words fit as well, best first.
        meant: the name that the words were read as, where a typo in them was passed over.
    """

    talk: Thing
    others: tuple[Thing, ...] = ()
    meant: str | None = None


def find_talk(graph: TalkGraph, words: Iri | str) -> TalkMatch:
    """The talk that some words mean.

    The first of these that fits: the talk's IRI or whole title, a speaker,
    what the talk is about, a part of its title, what it mentions. Case,
    accents and punctuation make no difference, and a speaker or subject may
    go by any of its names. If nothing fits, a small typo is passed over. Of
    several talks the one counts whose speaker or subject is most certain,
    then the one that more is known of.

    Args:
        graph: the graph.
        words: an IRI, or what somebody typed.

    Raises:
        NotFoundError: no talk fits; it carries near names.
    """
    given, index = str(words), index_graph(graph)
    found = _fitting(graph, index, given)
    if found:
        return TalkMatch(found[0], tuple(found[1:]))
    for kinds in ((Kind.TALK,), (Kind.PERSON,), _SUBJECTS, None):
        near = index.guess(given, kinds)
        found = _fitting(graph, index, near.name) if near else []
        if near and found:
            return TalkMatch(found[0], tuple(found[1:]), near.name)
    raise NotFoundError("talk", given, index.nearest(given, (Kind.TALK, Kind.PERSON, *_SUBJECTS)))


def _fitting(graph: TalkGraph, index: NameIndex, words: str) -> list[Thing]:
    return (
        _named(graph, index, words)
        or _of(graph, index, words, (Kind.PERSON,), Predicate.PERFORMER)
        or _of(graph, index, words, _SUBJECTS, Predicate.ABOUT)
        or _with_part(graph, words)
        or _of(graph, index, words, None, Predicate.MENTIONS)
    )


def _named(graph: TalkGraph, index: NameIndex, words: str) -> list[Thing]:
    found = index.find(words, (Kind.TALK,))
    if found is None:
        return []
    if found.thing.iri.value == words:
        return [found.thing]
    wanted = fold(words)
    namesakes = (
        graph.things[iri] for iri in of_kind(graph, Kind.TALK) if fold(graph.things[iri].name) == wanted
    )
    return [found.thing, *(other for other in namesakes if other != found.thing)]


def _of(
    graph: TalkGraph, index: NameIndex, words: str, kinds: Collection[Kind] | None, predicate: Predicate
) -> list[Thing]:
    found = index.find(words, kinds)
    if found is None:
        return []
    certain = [
        (
            -statement.confidence,
            fold(words) not in fold(graph.things[talk].name),
            -len(graph.outgoing[talk]),
            talk,
        )
        for talk, statement in linked(graph, found.thing.iri, predicate, inverse=True)
    ]
    return [graph.things[talk] for *_, talk in sorted(certain)]


def _with_part(graph: TalkGraph, words: str) -> list[Thing]:
    part = fold(words)
    if len(part) < _SHORTEST_PART:
        return []
    talks = (graph.things[iri] for iri in of_kind(graph, Kind.TALK))
    found = [talk for talk in talks if any(part in fold(name) for name in (talk.name, *talk.alternate_names))]
    return sorted(found, key=lambda talk: (len(talk.name), talk.iri))
