"""How much any two talks of a graph have in common, and what.

Three things bring talks together: what both have (a subject, a speaker, a
company, an occasion), what connects a thing of one with a thing of the other
(one builds on the other, say), and the words of the sentences about them.
Each counts the more the rarer it is; ``data/related.toml`` holds the weights.
Where the vectors of the sentences are given, how near they are in meaning
counts, too.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.model import Iri, Kind, Predicate, relations
from talkgraph.reports.facts import linked, of_kind
from talkgraph.reports.traits import Role, TalkTraits, Trait
from talkgraph.reports.weights import weights
from talkgraph.reports.words import TalkWords, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.vectors import TalkVectors

__all__ = ["Bond", "CommonWords", "Kin", "LinkedThings", "NearMeaning", "Relatedness", "SharedThing"]

_DIGITS = 6  # a score is rounded so that equal ones stay equal on every machine
_MARGIN = 1e-5  # more than rounding can add to a score


@dataclass(frozen=True, slots=True)
class SharedThing:
    """A thing that both talks have.

    Attributes:
        thing: its IRI.
        roles: what it is to the first talk, and to the second.
        weight: what it adds to the score.
    """

    thing: Iri
    roles: tuple[Role, Role]
    weight: float


@dataclass(frozen=True, slots=True)
class LinkedThings:
    """A thing of each talk, and the statement that connects them.

    Attributes:
        first: a thing of the first talk, and what it is to it.
        second: a thing of the second talk, and what it is to it.
        statement: between the two, in either direction.
        weight: what it adds to the score.
    """

    first: tuple[Iri, Role]
    second: tuple[Iri, Role]
    statement: Statement
    weight: float


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Words in the sentences about both talks.

    Attributes:
        stems: the weightiest ones, without their endings.
        weight: what they add to the score.
    """

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class NearMeaning:
    """What is said of both talks is near in meaning.

    Attributes:
        cosine: how near, -1 to 1.
        weight: what it adds to the score.
    """

    cosine: float
    weight: float


Bond: TypeAlias = SharedThing | LinkedThings | CommonWords | NearMeaning


@dataclass(frozen=True, slots=True)
class Kin:
    """A talk that is related to another one.

    Attributes:
        talk: its IRI.
        score: the sum of the bonds' weights.
        bonds: what they have in common, in no particular order.
    """

    talk: Iri
    score: float
    bonds: tuple[Bond, ...]


class Relatedness:
    """The talks of one graph, prepared to be compared with each other.

    Preparing counts the words of the whole graph; every question after it is quick.

    Args:
        graph: the graph.
        vectors: of its talks; None to do without.
    """

    def __init__(self, graph: TalkGraph, *, vectors: TalkVectors | None = None) -> None:
        self.graph = graph
        self.vectors = vectors
        self._weights = weights()
        self._traits = TalkTraits(graph, mentioned=self._weights.mentioned)
        self._rarest = log(len(of_kind(graph, Kind.TALK)) + 1)
        # Found when first asked for: one talk needs a small part of a large graph.
        self._strengths: dict[Iri, Sequence[tuple[Iri, float]]] = {}
        self._rarities: dict[Iri, float] = {}
        self._links_of: dict[Iri, Sequence[tuple[Iri, Statement]]] = {}
        self.words = TalkWords(
            graph,
            shortest=self._weights.words_shortest,
            most_common=self._weights.words_most_common,
        )

    def _connections(self, thing: Iri) -> Sequence[tuple[Iri, Statement]]:
        """The things of talks that are connected with a thing."""
        found = self._links_of.get(thing)
        if found is None:
            found = self._links_of[thing] = [
                (end, statement)
                for predicate in self._weights.links
                for inverse in (False, True)
                if not (inverse and relations()[predicate].symmetric)
                for end, statement in linked(self.graph, thing, predicate, inverse=inverse)
                if end != thing and self._traits.bearers(end)
            ]
        return found

    def _bearers(self, thing: Iri) -> Sequence[tuple[Iri, float]]:
        """The talks that have a thing, and how strongly."""
        found = self._strengths.get(thing)
        if found is None:
            found = self._strengths[thing] = [
                (talk, self._strength(self._traits.of(talk)[thing])) for talk in self._traits.bearers(thing)
            ]
        return found

    def kin(self, talk: Iri, *, limit: int | None = None) -> tuple[Kin, ...]:
        """The talks that have something in common with a talk, the nearest first, then by IRI.

        Args:
            talk: IRI of the talk.
            limit: how many are wanted at most; None for all.
        """
        least = self._weights.least * self._rarest
        found: list[Kin] = []
        bounds = self._bounds(talk)
        for other in sorted(bounds, key=lambda each: (-bounds[each], each)):
            if limit is not None and len(found) >= limit and bounds[other] < found[limit - 1].score:
                break  # whoever follows scores less, so that most talks need no closer look
            kin = self._compare(talk, other)
            if kin.score > least:
                insort(found, kin, key=_nearest_first)
        return tuple(found[:limit])

    def _compare(self, talk: Iri, other: Iri) -> Kin:
        bonds = self.bonds(talk, other)
        return Kin(other, round(sum(sorted(bond.weight for bond in bonds)), _DIGITS), bonds)

    def _bounds(self, talk: Iri) -> Mapping[Iri, float]:
        """At least the score of every talk that may be related, for a glance instead of a comparison."""
        bounds: dict[Iri, float] = defaultdict(lambda: _MARGIN)
        for thing, trait in self._traits.of(talk).items():
            strength = self._strength(trait)
            shared = strength * self._rarity(thing)
            for other, other_strength in self._bearers(thing):
                bounds[other] += shared * other_strength
            for end, statement in self._connections(thing):
                linked = strength * self._link_weight(thing, end, statement)
                for other, other_strength in self._bearers(end):
                    bounds[other] += linked * other_strength
        for other, cosine in self.words.near(talk, least=self._weights.words_least_shared).items():
            bounds[other] += self._weights.words * self._rarest * cosine
        if self.vectors is not None:
            for other, cosine in self.vectors.cosines(talk).items():
                if cosine >= self._weights.meaning_least:
                    bounds[other] += self._weights.meaning * self._rarest * cosine
        bounds.pop(talk, None)
        return bounds

    def bonds(self, first: Iri, second: Iri) -> tuple[Bond, ...]:
        """All that two talks have in common."""
        shared = tuple(self._shared(first, second))
        links = tuple(self._links(first, second))
        words = self._common_words(first, second, (*shared, *links))
        return (*shared, *links, *words, *self._near_meaning(first, second))

    def _near_meaning(self, first: Iri, second: Iri) -> Iterator[NearMeaning]:
        if self.vectors is None:
            return
        cosine = self.vectors.cosine(first, second)
        if cosine >= self._weights.meaning_least:
            yield NearMeaning(cosine, self._weights.meaning * self._rarest * cosine)

    def _shared(self, first: Iri, second: Iri) -> Iterator[SharedThing]:
        one, other = self._traits.of(first), self._traits.of(second)
        both = sorted(one.keys() & other.keys())
        same_event = any(one[thing].role is other[thing].role is Role.EVENT for thing in both)
        for thing in both:
            roles = (one[thing].role, other[thing].role)
            if same_event and roles == (Role.SERIES, Role.SERIES):
                continue  # the same event says it already
            if roles == (Role.COMPANY, Role.COMPANY) and not self._colleagues(first, second, thing):
                continue  # one and the same person is no second reason
            weight = self._strength(one[thing]) * self._strength(other[thing]) * self._rarity(thing)
            yield SharedThing(thing, roles, weight)

    def _colleagues(self, first: Iri, second: Iri, company: Iri) -> bool:
        """Whether two different speakers of the two talks work for a company."""
        staff = {person for person, _ in linked(self.graph, company, Predicate.WORKS_FOR, inverse=True)}
        one, other = (
            {person for person, _ in linked(self.graph, talk, Predicate.PERFORMER)} & staff
            for talk in (first, second)
        )
        return len(one | other) > 1

    def _links(self, first: Iri, second: Iri) -> Iterator[LinkedThings]:
        """The weightiest connections between things that only one of the two talks has.

        Each thing is used once, so that many small relations between few
        things do not add up to a large one.
        """
        used: set[Iri] = set()
        for bond in sorted(self._possible_links(first, second), key=_link_order):
            if not used & {bond.first[0], bond.second[0]}:
                used |= {bond.first[0], bond.second[0]}
                yield bond

    def _possible_links(self, first: Iri, second: Iri) -> Iterator[LinkedThings]:
        one, other = self._traits.of(first), self._traits.of(second)
        for thing in one.keys() - other.keys():
            for end, statement in self._connections(thing):
                if end in other and end not in one:
                    strengths = self._strength(one[thing]) * self._strength(other[end])
                    yield LinkedThings(
                        (thing, one[thing].role),
                        (end, other[end].role),
                        statement,
                        strengths * self._link_weight(thing, end, statement),
                    )

    def _link_weight(self, thing: Iri, end: Iri, statement: Statement) -> float:
        weight = self._weights.links[statement.predicate] * statement.confidence
        return weight * min(self._rarity(thing), self._rarity(end))

    def _common_words(self, first: Iri, second: Iri, bonds: Iterable[Bond]) -> Iterator[CommonWords]:
        counts = self._weights
        named = self._objects(first) & self._objects(second)
        for bond in bonds:
            if isinstance(bond, SharedThing):
                named.add(bond.thing)
            elif isinstance(bond, LinkedThings):
                named |= {bond.first[0], bond.second[0]}
        counted = {stem for thing in named for stem in self._name_stems(thing)}
        cosine, shared = self.words.shared(first, second, without=counted)
        if len(shared) >= counts.words_least_shared and cosine >= counts.words_least:
            weight = counts.words * self._rarest * cosine
            yield CommonWords(shared[: counts.words_shown], weight)

    def _objects(self, talk: Iri) -> set[Iri]:
        return {
            statement.object
            for statement in self.graph.outgoing.get(talk, ())
            if isinstance(statement.object, Iri)
        }

    def _name_stems(self, iri: Iri) -> Iterator[str]:
        thing = self.graph.things.get(iri)
        if thing is not None:
            for name in (thing.name, *thing.alternate_names):
                yield from stems(name)

    def _strength(self, trait: Trait) -> float:
        return self._weights.roles[trait.role] * trait.confidence

    def _rarity(self, thing: Iri) -> float:
        """What a thing counts: the more, the fewer talks have it, and the less if its kind is vague."""
        found = self._rarities.get(thing)
        if found is None:
            kind = self._weights.kinds.get(self.graph.things[thing].kind, 1.0)
            rarity = self._rarest - log(len(self._traits.bearers(thing)))
            found = self._rarities[thing] = kind * rarity
        return found


def _nearest_first(kin: Kin) -> tuple[float, Iri]:
    return -kin.score, kin.talk


def _link_order(bond: LinkedThings) -> tuple[float, Iri, Iri, Predicate, Iri]:
    return (
        -round(bond.weight, _DIGITS),
        bond.first[0],
        bond.second[0],
        bond.statement.predicate,
        bond.statement.subject,
    )
