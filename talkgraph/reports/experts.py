"""The report ``experts``: whom to invite to speak about a topic, and what shows that they know it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import citations, item, linked, talk_entry, targets
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.neighbours import Neighbour, neighbours
from talkgraph.reports.values import merged
from talkgraph.reports.wording import weighing, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item, TalkEntry

__all__ = ["Expert", "Experts", "Ground", "find_experts"]

_DIGITS = 4
_SUBJECTS = (Kind.TECHNOLOGY, Kind.TOPIC, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that shows that a person knows a topic.

    Attributes:
        kind: ``about``, ``created``, ``uses`` or ``mentions``.
        text: in words.
        weight: what it counts before further ones of its kind count less.
        thing: what it is about: the topic, or a neighbour of it.
        talk: the talk in which it shows, if it is one.
        evidence: the sentences that say so, most certain first.
    """

    kind: str
    text: str
    weight: float
    thing: Item
    talk: TalkEntry | None
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Expert:
    """A person who knows a topic.

    Attributes:
        person: who.
        score: the sum of what shows it, each further ground of a kind counting less.
        companies: whom they work for, by name.
        last_talk: ISO date of the last talk among the grounds, if known.
        grounds: what shows it, the weightiest first.
    """

    person: Item
    score: float
    companies: tuple[Item, ...]
    last_talk: str | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Experts:
    """The people to ask about a topic.

    Attributes:
        topic: what was asked for.
        typed: how it was typed, where a typo in it was passed over.
        neighbours: the technologies and topics that count as near, the nearest first.
        total: how many people know of it, listed or not.
        experts: the highest score first, then by name.
    """

    topic: Item
    typed: str | None
    neighbours: tuple[Neighbour, ...]
    total: int
    experts: tuple[Expert, ...]

    def report(self) -> Report:
        """One line a person, and what counts as near the topic."""
        name, listed = self.topic.name, len(self.experts)
        return Report(
            title=f"Whom to ask about {name}",
            sections=(
                Section(
                    "People",
                    ("Score", "Person", "Companies", "Last talk", "Because", "Talks"),
                    tuple(map(_row, self.experts)),
                    f"The graph knows nobody who spoke about {name} or about what is near it.",
                ),
                Section(
                    f"Near {name}",
                    ("Name", "Nearness", "Because"),
                    tuple(
                        Row((each.thing.name, each.nearness, each.link), each.evidence)
                        for each in self.neighbours
                    ),
                ),
            ),
            notes=(
                *reading_notes(self.typed, name),
                *((f"The first {listed} of {self.total}.",) if listed < self.total else ()),
            ),
        )


def _row(expert: Expert) -> Row:
    most = weighing("experts")["shown"]["grounds"]
    rest = len(expert.grounds) - most
    texts = [ground.text for ground in expert.grounds[:most]]
    if rest > 0:
        texts.append(wording("experts")["list"]["more"].format(count=rest))
    return Row(
        (
            round(expert.score, 2),
            expert.person.name,
            names(expert.companies),
            expert.last_talk,
            "; ".join(texts),
            tuple(dict.fromkeys(ground.talk.name for ground in expert.grounds if ground.talk)),
        ),
        merged(
            *(ground.evidence for ground in expert.grounds),
            *(company.evidence for company in expert.companies),
        ),
    )


class _Ground(NamedTuple):
    """A ground before it is put into words; sorts the weightiest first."""

    weight: float  # negative
    kind: str
    thing: Iri
    talk: Iri | None
    statements: tuple[Statement, ...]


def find_experts(graph: TalkGraph, topic: Iri | str, *, limit: int | None = None) -> Experts:
    """The people who know a topic, ranked by what they said and did about it and its neighbours.

    Args:
        graph: the graph.
        topic: a technology, a topic or else a company: its IRI, or a name of it;
            a small typo is passed over.
        limit: how many are listed at most; None for ten.

    Raises:
        NotFoundError: there is no such topic; it carries near names.
    """
    reading = read_name(graph, topic, kinds=_SUBJECTS, rather=(Kind.TECHNOLOGY, Kind.TOPIC))
    subject = reading.thing.iri
    near = neighbours(graph, subject)
    found: dict[Iri, list[_Ground]] = defaultdict(list)
    for thing, nearness in ((subject, 1.0), *((each.thing.iri, each.nearness) for each in near)):
        for person, ground in _grounds(graph, thing, nearness):
            found[person].append(ground)
    for person, grounds in found.items():
        found[person] = _each_talk_once(grounds)
    scores = {person: _score(grounds) for person, grounds in found.items()}
    in_order = sorted(
        found, key=lambda person: (-scores[person], graph.things[person].name.casefold(), person)
    )
    links = {each.thing.iri: each for each in near}
    listed = in_order[: limit or weighing("experts")["shown"]["experts"]]
    return Experts(
        topic=item(graph, subject),
        typed=reading.typed,
        neighbours=near,
        total=len(in_order),
        experts=tuple(_expert(graph, person, scores[person], found[person], links) for person in listed),
    )


def _grounds(graph: TalkGraph, thing: Iri, nearness: float) -> Iterator[tuple[Iri, _Ground]]:
    """Who spoke about a thing, named it in a talk, made it or uses it."""
    weights = weighing("experts")["grounds"]
    for kind, predicate in (("about", Predicate.ABOUT), ("mentions", Predicate.MENTIONS)):
        for talk, said in linked(graph, thing, predicate, inverse=True):
            for person, given in linked(graph, talk, Predicate.PERFORMER):
                certain = min(said.confidence, given.confidence)
                weight = round(weights[kind] * nearness * certain, _DIGITS)
                yield person, _Ground(-weight, kind, thing, talk, (said, given))
    for kind, predicate in (("created", Predicate.CREATED), ("uses", Predicate.USES)):
        for person, said in linked(graph, thing, predicate, inverse=True):
            if graph.things[person].kind is Kind.PERSON:
                weight = round(weights[kind] * nearness * said.confidence, _DIGITS)
                yield person, _Ground(-weight, kind, thing, None, (said,))


def _each_talk_once(grounds: Sequence[_Ground]) -> list[_Ground]:
    """The grounds in order, of each talk only the weightiest."""
    kept: list[_Ground] = []
    talks: set[Iri] = set()
    for ground in sorted(grounds, key=lambda each: (each.weight, each.kind, each.thing, str(each.talk))):
        if ground.talk is None or ground.talk not in talks:
            kept.append(ground)
        if ground.talk is not None:
            talks.add(ground.talk)
    return kept


def _score(grounds: Sequence[_Ground]) -> float:
    """The sum of the weights, the second of a kind counting a half, the third a third."""
    counted: dict[str, int] = defaultdict(int)
    score = 0.0
    for ground in grounds:
        counted[ground.kind] += 1
        score -= ground.weight / counted[ground.kind]
    return round(score, _DIGITS)


def _expert(
    graph: TalkGraph, person: Iri, score: float, found: Sequence[_Ground], links: dict[Iri, Neighbour]
) -> Expert:
    grounds = tuple(_worded(graph, ground, links.get(ground.thing)) for ground in found)
    dates = [ground.talk.date for ground in grounds if ground.talk and ground.talk.date]
    return Expert(
        person=item(graph, person),
        score=score,
        companies=targets(graph, person, Predicate.WORKS_FOR),
        last_talk=max(dates, default=None),
        grounds=grounds,
    )


def _worded(graph: TalkGraph, ground: _Ground, link: Neighbour | None) -> Ground:
    words = wording("experts")
    thing = item(graph, ground.thing)
    talk = talk_entry(graph, ground.talk) if ground.talk else None
    text = words["grounds"][ground.kind].format(thing=thing.name, talk=talk.name if talk else "")
    if link:
        text = words["near"]["said"].format(said=text, link=link.link)
    return Ground(
        kind=ground.kind,
        text=text,
        weight=-ground.weight,
        thing=thing,
        talk=talk,
        evidence=merged(citations(graph, ground.statements), link.evidence if link else ()),
    )
