"""Which things the page draws first: an overview, or what lies around one thing."""

from __future__ import annotations

from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.explorer.looks import relation_words
from talkgraph.model import Iri, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph.values import TalkGraph

__all__ = ["Link", "degrees", "links", "neighbourhood", "overview"]

_EVENTS_AT_ONCE = 24
_THINGS_PER_TECHNOLOGY = 2


class Link(NamedTuple):
    """A statement between two things."""

    subject: Iri
    predicate: Predicate
    object: Iri


def links(graph: TalkGraph) -> tuple[Link, ...]:
    """The statements between two things of the graph that the page can draw, in order."""
    words = relation_words()
    return tuple(
        Link(statement.subject, statement.predicate, statement.object)
        for statement in graph.statements
        if isinstance(statement.object, Iri)
        and statement.predicate in words
        and statement.subject in graph.things
        and statement.object in graph.things
    )


def degrees(graph: TalkGraph) -> Mapping[Iri, int]:
    """How many statements connect each thing to others, by IRI; 0 for a thing alone."""
    counts = dict.fromkeys(graph.things, 0)
    for link in links(graph):
        counts[link.subject] += 1
        counts[link.object] += 1
    return counts


def overview(graph: TalkGraph, *, counts: Mapping[Iri, int] | None = None) -> tuple[Iri, ...]:
    """All things, those first that an overview should show.

    Its beginning, cut anywhere, is a fair picture of the whole: events with
    their talks and speakers, and for every two of these one of the
    best-connected technologies. Events come in groups, and in a group each
    gets its next talk in turn, so that neither one large event nor many small
    ones fill the picture. The rest follows by degree. Ties go by IRI.

    Args:
        graph: the graph.
        counts: the degrees of its things, where it is a part of a larger one.
    """
    ranking = _Ranking(graph, counts)
    technologies = iter(ranking.of_kind(Kind.TECHNOLOGY))
    mixed: list[Iri] = []
    for count, thing in enumerate(dict.fromkeys(ranking.programme()), start=1):
        mixed.append(thing)
        if count % _THINGS_PER_TECHNOLOGY == 0:
            mixed.extend(islice(technologies, 1))
    return tuple(dict.fromkeys(chain(mixed, technologies, ranking.sorted(graph.things))))


def neighbourhood(
    graph: TalkGraph, focus: Iri, *, depth: int, top: int, counts: Mapping[Iri, int] | None = None
) -> tuple[Iri, ...]:
    """The things at most ``depth`` steps from one thing, nearest first, at most ``top``.

    Things at one distance come by degree, then by IRI. Derived statements are
    not followed: what they follow from is.

    Args:
        graph: the graph.
        focus: IRI of the thing in the middle, which comes first.
        depth: the number of steps.
        top: the number of things.
        counts: the degrees of the things, where the graph is a part of a larger one.
    """
    ranking = _Ranking(graph, counts)
    beside: dict[Iri, set[Iri]] = {}
    for link in ranking.links:
        if not relation_words()[link.predicate].derived:
            beside.setdefault(link.subject, set()).add(link.object)
            beside.setdefault(link.object, set()).add(link.subject)
    found = {focus: None}
    ring = [focus]
    for _ in range(depth):
        ring = ranking.sorted({end for thing in ring for end in beside.get(thing, ())} - found.keys())
        found |= dict.fromkeys(ring)
    return tuple(islice(found, top))


class _Ranking:
    """The things of a graph by degree, and the programme of its events."""

    def __init__(self, graph: TalkGraph, counts: Mapping[Iri, int] | None) -> None:
        self.links = links(graph)
        self._graph = graph
        self._degrees = degrees(graph) if counts is None else counts

    def sorted(self, things: Iterable[Iri]) -> list[Iri]:
        return sorted(things, key=lambda iri: (-self._degrees[iri], iri))

    def of_kind(self, kind: Kind) -> list[Iri]:
        return self.sorted(iri for iri, thing in self._graph.things.items() if thing.kind is kind)

    def programme(self) -> Iterator[Iri]:
        """Events, their talks and the talks' speakers; talks of no event last; some things twice."""
        events = self.of_kind(Kind.EVENT)
        talks = self._members(Predicate.SUPER_EVENT, whole="object")
        speakers = self._members(Predicate.PERFORMER, whole="subject")
        for start in range(0, len(events), _EVENTS_AT_ONCE):
            group = events[start : start + _EVENTS_AT_ONCE]
            yield from group
            turns = zip_longest(*(talks.get(event, ()) for event in group))
            yield from _with_speakers((talk for turn in turns for talk in turn if talk), speakers)
        yield from _with_speakers(self.of_kind(Kind.TALK), speakers)

    def _members(self, predicate: Predicate, *, whole: str) -> Mapping[Iri, list[Iri]]:
        groups: dict[Iri, list[Iri]] = {}
        for link in self.links:
            if link.predicate is predicate:
                group, member = (
                    (link.subject, link.object) if whole == "subject" else (link.object, link.subject)
                )
                groups.setdefault(group, []).append(member)
        return {group: self.sorted(members) for group, members in groups.items()}


def _with_speakers(talks: Iterable[Iri], speakers: Mapping[Iri, list[Iri]]) -> Iterator[Iri]:
    for talk in talks:
        yield talk
        yield from speakers.get(talk, ())
