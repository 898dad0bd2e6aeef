"""The technologies and topics that are near another one, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import citations, item, linked
from talkgraph.reports.sections import label
from talkgraph.reports.wording import weighing, wording

if TYPE_CHECKING:
    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Neighbour", "neighbours"]

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A technology or a topic near another one.

    Attributes:
        thing: which.
        nearness: 0 to 1.
        link: why it is near, in words.
        evidence: the sentences that say so, most certain first.
    """

    thing: Item
    nearness: float
    link: str
    evidence: tuple[Citation, ...] = ()


def neighbours(graph: TalkGraph, topic: Iri) -> tuple[Neighbour, ...]:
    """What is near a topic, the nearest first, then by name and IRI.

    Two things are near if one builds on the other, is a part of it, an
    alternative to it or inspired by it, or if several talks are about both.

    Args:
        graph: the graph.
        topic: IRI of a technology, a topic or a company.
    """
    numbers = weighing("experts")["near"]
    found = _linked(graph, topic)
    for thing, (nearness, statements) in _together(graph, topic).items():
        if thing not in found or found[thing][0] < nearness:
            found[thing] = nearness, statements, wording("experts")["near"]["together"]
    in_order = sorted(
        (thing for thing, (nearness, *_) in found.items() if nearness >= numbers["least"]),
        key=lambda thing: (-found[thing][0], graph.things[thing].name.casefold(), thing),
    )
    topic_name = graph.things[topic].name
    return tuple(
        Neighbour(
            thing=item(graph, thing),
            nearness=found[thing][0],
            link=found[thing][2].format(topic=topic_name),
            evidence=citations(graph, found[thing][1]),
        )
        for thing in in_order[: numbers["most"]]
    )


def _linked(graph: TalkGraph, topic: Iri) -> dict[Iri, tuple[float, list[Statement], str]]:
    """What a relation connects with a topic: how near it is, by which statement, and in words."""
    numbers, words = weighing("experts")["near"], wording("experts")["near"]
    found: dict[Iri, tuple[float, list[Statement], str]] = {}
    for predicate in map(Predicate, (name for name in numbers if ":" in name)):
        for inverse in (False, True):
            for thing, statement in linked(graph, topic, predicate, inverse=inverse):
                nearness = round(numbers[predicate.value] * statement.confidence, _DIGITS)
                if thing != topic and (thing not in found or found[thing][0] < nearness):
                    subject, target = (
                        _template_safe(graph.things[end].name)
                        for end in (statement.subject, statement.object)
                        if isinstance(end, Iri)
                    )
                    text = words["linked"].format(subject=subject, relation=label(predicate), object=target)
                    found[thing] = nearness, [statement], text
    return found


def _template_safe(name: str) -> str:
    return name.replace("{", "{{").replace("}", "}}")


def _together(graph: TalkGraph, topic: Iri) -> dict[Iri, tuple[float, list[Statement]]]:
    """The other subjects of the talks about a topic."""
    own = dict(linked(graph, topic, Predicate.ABOUT, inverse=True))
    common: dict[Iri, dict[Iri, Statement]] = defaultdict(dict)  # of a thing, by the talk
    for talk in own:
        for thing, statement in linked(graph, talk, Predicate.ABOUT):
            if thing != topic and graph.things[thing].kind in {Kind.TECHNOLOGY, Kind.TOPIC}:
                common[thing][talk] = statement
    numbers = weighing("experts")["near"]
    found: dict[Iri, tuple[float, list[Statement]]] = {}
    for thing, both in common.items():
        if len(both) < numbers["together_least"]:
            continue
        its = {talk for talk, _ in linked(graph, thing, Predicate.ABOUT, inverse=True)}
        nearness = round(numbers["together"] * 2 * len(both) / (len(own) + len(its)), _DIGITS)
        statements = [each for talk, statement in both.items() for each in (own[talk], statement)]
        found[thing] = nearness, statements
    return found
