"""What a talk has that another may have too: subjects, mentions, speakers, companies, occasions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import of_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from talkgraph.graph.values import Statement, TalkGraph

__all__ = ["Role", "Trait", "talk_traits", "trait_path"]


class Role(StrEnum):
    """What a thing is to a talk, the most telling first."""

    ABOUT = "about"
    SPEAKER = "speaker"
    COMPANY = "company"
    EVENT = "event"
    SERIES = "series"
    MENTIONS = "mentions"


class Trait(NamedTuple):
    """A thing's role in a talk, and how certain it is, 0 to 1."""

    role: Role
    confidence: float


# From a talk to the things of each role: one statement after the other.
_PATHS = {
    Role.ABOUT: (Predicate.ABOUT,),
    Role.SPEAKER: (Predicate.PERFORMER,),
    Role.COMPANY: (Predicate.PERFORMER, Predicate.WORKS_FOR),
    Role.EVENT: (Predicate.SUPER_EVENT,),
    Role.SERIES: (Predicate.SUPER_EVENT, Predicate.SUPER_EVENT),
    Role.MENTIONS: (Predicate.MENTIONS,),
}


def talk_traits(graph: TalkGraph, *, mentioned: Collection[Kind]) -> Mapping[Iri, Mapping[Iri, Trait]]:
    """The traits of every talk, by the talk and by the thing; talks in the order of their IRIs.

    A thing of several roles in one talk has the most telling one.

    Args:
        graph: the graph.
        mentioned: the kinds of things whose mention counts.
    """
    return {talk: _traits(graph, talk, mentioned) for talk in of_kind(graph, Kind.TALK)}


def _traits(graph: TalkGraph, talk: Iri, mentioned: Collection[Kind]) -> Mapping[Iri, Trait]:
    traits: dict[Iri, Trait] = {}
    for role, path in _PATHS.items():
        for thing, statements in _walk(graph, talk, path):
            if role is not Role.MENTIONS or graph.things[thing].kind in mentioned:
                confidence = min(statement.confidence for statement in statements)
                before = traits.get(thing)
                if before is None or (before.role is role and before.confidence < confidence):
                    traits[thing] = Trait(role, confidence)
    return traits


def trait_path(graph: TalkGraph, talk: Iri, role: Role, thing: Iri) -> Iterator[tuple[Statement, ...]]:
    """The statements that give a talk a trait, one group for each way from the talk to the thing."""
    for end, statements in _walk(graph, talk, _PATHS[role]):
        if end == thing:
            yield statements


def _walk(
    graph: TalkGraph, start: Iri, path: tuple[Predicate, ...]
) -> Iterator[tuple[Iri, tuple[Statement, ...]]]:
    for statement in graph.outgoing.get(start, ()):
        thing = statement.object
        if statement.predicate is path[0] and isinstance(thing, Iri) and thing in graph.things:
            if len(path) == 1:
                yield thing, (statement,)
            else:
                for end, rest in _walk(graph, thing, path[1:]):
                    yield end, (statement, *rest)
