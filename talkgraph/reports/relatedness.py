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
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.graph.pausing import collection_paused
from talkgraph.model import Iri, Predicate
from talkgraph.reports.bearing import WeighedTraits
from talkgraph.reports.facts import linked
from talkgraph.reports.traits import Role
from talkgraph.reports.weights import weights
from talkgraph.reports.words import TalkWords, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.vectors import TalkVectors

__all__ = ["Bond", "CommonWords", "Kin", "LinkedThings", "NearMeaning", "Relatedness", "SharedThing"]

_DIGITS = 6  # a score is rounded so that equal ones stay equal on every machine
_MARGIN = 1e-5  # more than rounding can add to a score
_AT_ONCE = 100  # talks that are put in order before all others


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
        self.words = TalkWords(
            graph,
            shortest=self._weights.words_shortest,
            most_common=self._weights.words_most_common,
        )
        self._traits = WeighedTraits(graph, self.words.numbers, self._weights)
        self._objects_of: dict[Iri, frozenset[Iri]] = {}
        self._stems_of: dict[Iri, frozenset[str]] = {}

    def prepare(self) -> None:
        """Looks up at once what is else looked up talk by talk, when it is first asked for.

        It takes some seconds for twenty thousand talks, and pays where many of them are asked for.
        """
        with collection_paused():
            self._traits.prepare()

    def kin(self, talk: Iri, *, limit: int | None = None) -> tuple[Kin, ...]:
        """The talks that have something in common with a talk, the nearest first, then by IRI.

        Args:
            talk: IRI of the talk.
            limit: how many are wanted at most; None for all.
        """
        least = self._weights.least * self._traits.rarest
        found: list[Kin] = []
        bounds = self._bounds(talk)
        for number in _downwards(bounds):
            if limit is not None and len(found) >= limit and bounds[number] < found[limit - 1].score:
                break  # whoever follows scores less, so that most talks need no closer look
            kin = self._compare(talk, self.words.talks[number])
            if kin.score > least:
                insort(found, kin, key=_nearest_first)
        return tuple(found[:limit])

    def _compare(self, talk: Iri, other: Iri) -> Kin:
        bonds = self.bonds(talk, other)
        return Kin(other, round(sum(sorted(bond.weight for bond in bonds)), _DIGITS), bonds)

    def _bounds(self, talk: Iri) -> NDArray[np.float64]:
        """By number of a talk at least its score, for a glance instead of a comparison; 0 if unrelated."""
        import numpy as np

        traits = self._traits
        bounds = self.words.near(talk, least=self._weights.words_least_shared)
        bounds *= self._weights.words * traits.rarest
        counts: dict[Iri, float] = {}  # of the things that bring a talk near
        for thing, trait in traits.of(talk).items():
            counts[thing] = traits.strength(trait) * traits.rarity(thing)
        for end, ways in traits.ways(talk).items():  # of which one counts
            counts[end] = ways[0][2] if len(ways) == 1 else max(weight for *_, weight in ways)
        if counts:
            bearers = [traits.bearers(thing) for thing in counts]
            each = np.repeat(list(counts.values()), [len(found.talks) for found in bearers])
            talks = np.concatenate([found.talks for found in bearers])
            strengths = np.concatenate([found.weights for found in bearers])
            bounds += np.bincount(talks, each * strengths, len(bounds))
        if self.vectors is not None:
            cosines = self.vectors.cosines(talk).astype(np.float64)
            near = cosines >= self._weights.meaning_least
            bounds[near] += self._weights.meaning * traits.rarest * cosines[near]
        bounds[bounds > 0] += _MARGIN
        bounds[self.words.numbers[talk]] = 0.0
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
            yield NearMeaning(cosine, self._weights.meaning * self._traits.rarest * cosine)

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
            strengths = self._traits.strength(one[thing]) * self._traits.strength(other[thing])
            yield SharedThing(thing, roles, strengths * self._traits.rarity(thing))

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
        ways = self._traits.ways(first)
        for end, trait in other.items():
            for thing, statement, weight in ways.get(end, ()):
                if thing not in other:
                    yield LinkedThings(
                        (thing, one[thing].role),
                        (end, trait.role),
                        statement,
                        weight * self._traits.strength(trait),
                    )

    def _common_words(self, first: Iri, second: Iri, bonds: Iterable[Bond]) -> Iterator[CommonWords]:
        counts = self._weights
        named = set(self._objects(first) & self._objects(second))
        for bond in bonds:
            if isinstance(bond, SharedThing):
                named.add(bond.thing)
            elif isinstance(bond, LinkedThings):
                named |= {bond.first[0], bond.second[0]}
        counted = frozenset[str]().union(*map(self._name_stems, named))
        cosine, shared = self.words.shared(first, second, without=counted)
        if len(shared) >= counts.words_least_shared and cosine >= counts.words_least:
            weight = counts.words * self._traits.rarest * cosine
            yield CommonWords(shared[: counts.words_shown], weight)

    def _objects(self, talk: Iri) -> frozenset[Iri]:
        """The things that a talk's own statements name."""
        found = self._objects_of.get(talk)
        if found is None:
            said = self.graph.outgoing.get(talk, ())
            found = frozenset(each.object for each in said if isinstance(each.object, Iri))
            self._objects_of[talk] = found
        return found

    def _name_stems(self, iri: Iri) -> frozenset[str]:
        """The words of a thing's names."""
        found = self._stems_of.get(iri)
        if found is None:
            thing = self.graph.things.get(iri)
            names = (thing.name, *thing.alternate_names) if thing is not None else ()
            found = self._stems_of[iri] = frozenset(stem for name in names for stem in stems(name))
        return found


def _downwards(bounds: NDArray[np.float64]) -> Iterator[int]:
    """The numbers of the talks with a bound, the greatest first; few are wanted as a rule."""
    import numpy as np

    numbers = np.flatnonzero(bounds)
    edge = 0.0
    if len(numbers) > _AT_ONCE:
        edge = np.partition(bounds[numbers], -_AT_ONCE)[-_AT_ONCE]
    for part in (numbers[bounds[numbers] > edge], numbers[bounds[numbers] <= edge]):
        yield from part[np.argsort(-bounds[part], kind="stable")].tolist()


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
