"""What a talk has that another may have too: subjects, mentions, speakers, companies, occasions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import backwards, of_kind, walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.model import Iri

__all__ = ["Role", "TalkTraits", "Trait", "trait_path"]


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
    Role.ABOUT: ((Predicate.ABOUT, False),),
    Role.SPEAKER: ((Predicate.PERFORMER, False),),
    Role.COMPANY: ((Predicate.PERFORMER, False), (Predicate.WORKS_FOR, False)),
    Role.EVENT: ((Predicate.SUPER_EVENT, False),),
    Role.SERIES: ((Predicate.SUPER_EVENT, False), (Predicate.SUPER_EVENT, False)),
    Role.MENTIONS: ((Predicate.MENTIONS, False),),
}


class TalkTraits:
    """The traits of the talks of a graph, each looked up when it is first asked for.

    A thing of several roles in one talk has the most telling one.

    Args:
        graph: the graph.
        mentioned: the kinds of things whose mention counts.
    """

    def __init__(self, graph: TalkGraph, *, mentioned: Collection[Kind]) -> None:
        self._graph = graph
        self._mentioned = mentioned
        self._traits: dict[Iri, Mapping[Iri, Trait]] = {}
        self._bearers: dict[Iri, Mapping[Iri, Trait]] = {}

    def of(self, talk: Iri) -> Mapping[Iri, Trait]:
        """The traits of a talk by the thing."""
        found = self._traits.get(talk)
        if found is None:
            found = self._traits[talk] = self._of(talk)
        return found

    def bearers(self, thing: Iri) -> Mapping[Iri, Trait]:
        """The talks that have a thing, in the order of their IRIs, each with what it is to them."""
        found = self._bearers.get(thing)
        if found is None:
            traits: dict[Iri, Trait] = {}
            for role, path in _PATHS.items():
                if role is not Role.MENTIONS or self._counts(thing):
                    for talk, statements in walk(self._graph, thing, backwards(path)):
                        if self._graph.things[talk].kind is Kind.TALK:
                            _keep(traits, talk, role, statements)
            found = self._bearers[thing] = {talk: traits[talk] for talk in sorted(traits)}
        return found

    def prepare(self) -> None:
        """Looks up all talks, and what follows for all things."""
        bearers: dict[Iri, dict[Iri, Trait]] = {}
        for talk in of_kind(self._graph, Kind.TALK):
            for thing, trait in self.of(talk).items():
                bearers.setdefault(thing, {})[talk] = trait
        self._bearers.update(bearers)

    def things(self) -> tuple[Iri, ...]:
        """The things that were looked up, and that some talk has."""
        return tuple(thing for thing, bearers in self._bearers.items() if bearers)

    def _of(self, talk: Iri) -> Mapping[Iri, Trait]:
        traits: dict[Iri, Trait] = {}
        for role, path in _PATHS.items():
            for thing, statements in walk(self._graph, talk, path):
                if role is not Role.MENTIONS or self._counts(thing):
                    _keep(traits, thing, role, statements)
        return traits

    def _counts(self, thing: Iri) -> bool:
        return self._graph.things[thing].kind in self._mentioned


def _keep(traits: dict[Iri, Trait], end: Iri, role: Role, statements: Sequence[Statement]) -> None:
    """Notes a trait, unless there is one that tells more or is more certain."""
    confidence = min(statement.confidence for statement in statements)
    before = traits.get(end)
    if before is None or (before.role is role and before.confidence < confidence):
        traits[end] = Trait(role, confidence)


def trait_path(graph: TalkGraph, talk: Iri, role: Role, thing: Iri) -> Iterator[tuple[Statement, ...]]:
    """The statements that give a talk a trait, one group for each way from the talk to the thing."""
    for end, statements in walk(graph, talk, _PATHS[role]):
        if end == thing:
            yield statements
