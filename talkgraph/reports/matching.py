"""Which talk is meant by some words: its title, a part of it, its speaker or its subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError
from talkgraph.graph.names import find_thing
from talkgraph.model import Iri, Kind, Predicate, fold
from talkgraph.reports.facts import linked, of_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from talkgraph.graph.values import TalkGraph, Thing

__all__ = ["TalkMatch", "find_talk"]

_SUBJECTS = (Kind.TECHNOLOGY, Kind.TOPIC, Kind.ORGANIZATION)
_SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class TalkMatch:
    """A talk that was asked for.

    Attributes:
        talk: the talk that is taken.
        others: further talks that the words fit as well, best first.
    """

    talk: Thing
    others: tuple[Thing, ...] = ()


def find_talk(graph: TalkGraph, words: Iri | str) -> TalkMatch:
    """The talk that some words mean.

    The first of these that fits: the talk's IRI or whole title, a speaker,
    what the talk is about, a part of its title, what it mentions. Case,
    accents and punctuation make no difference, and a speaker or subject may
    go by any of its names. Of several talks the one counts whose speaker or
    subject is most certain, then the one that more is known of.

    Args:
        graph: the graph.
        words: an IRI, or what somebody typed.

    Raises:
        NotFoundError: no talk fits; it carries near names.
    """
    given = str(words)
    found = (
        _named(graph, given)
        or _of(graph, given, (Kind.PERSON,), Predicate.PERFORMER)
        or _of(graph, given, _SUBJECTS, Predicate.ABOUT)
        or _with_part(graph, given)
        or _of(graph, given, None, Predicate.MENTIONS)
    )
    if not found:
        raise NotFoundError("talk", given, _suggestions(graph, given))
    return TalkMatch(found[0], tuple(found[1:]))


def _named(graph: TalkGraph, words: str) -> list[Thing]:
    thing = _thing(graph, words, (Kind.TALK,))
    if thing is None:
        return []
    if thing.iri.value == words:
        return [thing]
    wanted = fold(words)
    namesakes = (
        graph.things[iri] for iri in of_kind(graph, Kind.TALK) if fold(graph.things[iri].name) == wanted
    )
    return [thing, *(other for other in namesakes if other != thing)]


def _of(graph: TalkGraph, words: str, kinds: Collection[Kind] | None, predicate: Predicate) -> list[Thing]:
    thing = _thing(graph, words, kinds)
    if thing is None:
        return []
    certain = [
        (
            -statement.confidence,
            fold(words) not in fold(graph.things[talk].name),
            -len(graph.outgoing[talk]),
            talk,
        )
        for talk, statement in linked(graph, thing.iri, predicate, inverse=True)
    ]
    return [graph.things[talk] for *_, talk in sorted(certain)]


def _with_part(graph: TalkGraph, words: str) -> list[Thing]:
    part = fold(words)
    if len(part) < _SHORTEST_PART:
        return []
    talks = (graph.things[iri] for iri in of_kind(graph, Kind.TALK))
    found = [talk for talk in talks if any(part in fold(name) for name in (talk.name, *talk.alternate_names))]
    return sorted(found, key=lambda talk: (len(talk.name), talk.iri))


def _thing(graph: TalkGraph, words: str, kinds: Collection[Kind] | None) -> Thing | None:
    try:
        return find_thing(graph, words, kinds=kinds)
    except NotFoundError:
        return None


def _suggestions(graph: TalkGraph, words: str) -> Sequence[str]:
    try:
        find_thing(graph, words, kinds=(Kind.TALK, Kind.PERSON, *_SUBJECTS))
    except NotFoundError as error:
        return error.suggestions
    return ()
