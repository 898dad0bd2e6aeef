"""The report ``communities``: people, technologies and events that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind
from talkgraph.reports.facts import item, quoted
from talkgraph.reports.grouping import group_things
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.values import merged
from talkgraph.reports.wording import listed, weighing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from talkgraph.graph.values import Quote, TalkGraph, Thing
    from talkgraph.reports.grouping import Grouping
    from talkgraph.reports.values import Citation, Item

__all__ = ["Communities", "Community", "find_communities"]

_DIGITS = 4
_TECHNOLOGIES = (Kind.TECHNOLOGY, Kind.TOPIC)
_EVENTS = (Kind.EVENT, Kind.SERIES)
_NAMING = (*_TECHNOLOGIES, *_EVENTS, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Community:
    """Things that are tied to each other more than to the rest.

    Attributes:
        name: what holds it together: its most telling members.
        telling: these members, each with sentences that tie it to others of the community.
        size: how many things belong to it, talks among them.
        talks: how many of them are talks.
        inside: the part of its members' ties that stay within it, 0 to 1.
        people, companies: the most strongly tied first.
        technologies: technologies and topics, likewise.
        events: events and series, likewise.
    """

    name: str
    telling: tuple[Item, ...]
    size: int
    talks: int
    inside: float
    people: tuple[Item, ...]
    technologies: tuple[Item, ...]
    events: tuple[Item, ...]
    companies: tuple[Item, ...]

    @property
    def evidence(self) -> tuple[Citation, ...]:
        """The sentences that tie its most telling members to others of it."""
        return merged(*(each.evidence for each in self.telling))


@dataclass(frozen=True, slots=True)
class Communities:
    """A graph in communities.

    Attributes:
        total: how many communities there are, listed or not.
        communities: the largest first, then by name.
        small_groups: how many groups are too small to be called one.
        small_things: how many things belong to these.
        alone: how many things nothing ties to another.
        modularity: how much more of the ties lies within communities than
            chance would put there: 0 if no more, above 0.3 if clearly more.
        approximate: whether the graph was so large that groups were sought only once.
    """

    total: int
    communities: tuple[Community, ...]
    small_groups: int
    small_things: int
    alone: int
    modularity: float
    approximate: bool

    def report(self) -> Report:
        """One line a community."""
        least = weighing("ties")["communities"]["least"]
        return Report(
            title="Communities",
            sections=(
                Section(
                    "",
                    ("Community", "Size", "Talks", "Inside", "People", "Technologies", "Events", "Companies"),
                    tuple(map(_row, self.communities)),
                    f"No {least} things of the graph are tied to each other.",
                ),
            ),
            notes=self._notes(least),
        )

    def _notes(self, least: int) -> tuple[str, ...]:
        listed_ones = len(self.communities)
        notes = []
        if self.communities:
            notes.append(
                f"Modularity {self.modularity:.2f}: 0 if ties lie as by chance, above 0.3 if clearly not."
            )
        if listed_ones < self.total:
            notes.append(f"The largest {listed_ones} of {self.total}.")
        if self.small_groups:
            notes.append(
                f"{self.small_things} things stand in {self.small_groups} groups of fewer than {least}."
            )
        if self.alone:
            notes.append(f"Things without a tie to another: {self.alone}.")
        if self.approximate:
            notes.append(
                "The graph is large: the groups come close to the best ones, and are not quite these."
            )
        return tuple(notes)


def _row(community: Community) -> Row:
    return Row(
        (
            community.name,
            community.size,
            community.talks,
            round(community.inside, 2),
            names(community.people),
            names(community.technologies),
            names(community.events),
            names(community.companies),
        ),
        community.evidence,
    )


def find_communities(graph: TalkGraph, *, limit: int | None = None) -> Communities:
    """The communities of a graph, named by what holds them together.

    Groups come from Louvain's method over all statements that some sentence
    makes, and come close to it in large graphs; see ``group_things``. A member
    is the more telling, the stronger its ties within the community are, and
    the larger their part of all its ties.

    Args:
        graph: the graph.
        limit: how many are listed at most; None for fifteen.
    """
    numbers = weighing("ties")["communities"]
    grouping = group_things(graph)
    groups = [group for group in grouping.groups if len(group) >= numbers["least"]]
    small = [group for group in grouping.groups if len(group) < numbers["least"]]
    found = [_community(graph, grouping, group) for group in groups[: limit or numbers["shown"]]]
    return Communities(
        total=len(groups),
        communities=tuple(sorted(found, key=lambda each: (-each.size, each.name.casefold()))),
        small_groups=len(small),
        small_things=sum(map(len, small)),
        alone=len(grouping.alone),
        modularity=round(grouping.modularity, _DIGITS),
        approximate=grouping.approximate,
    )


def _community(graph: TalkGraph, grouping: Grouping, group: Sequence[Iri]) -> Community:
    numbers = weighing("ties")["communities"]
    telling = _most_telling(graph, grouping, group, count=numbers["names"])
    members = set(group)
    things = [graph.things[iri] for iri in group]
    inside = {thing.iri: grouping.inside[thing.iri] for thing in things}
    by_strength = sorted(
        (thing for thing in things if thing.kind is not Kind.TALK),  # the most, and none is listed
        key=lambda thing: (-round(inside[thing.iri], _DIGITS), thing.name.casefold(), thing.iri),
    )
    weight = sum(grouping.weight[iri] for iri in group)
    return Community(
        name=listed([graph.things[iri].name for iri in telling]),
        telling=tuple(
            item(graph, iri, quoted(graph, _tying(graph, iri, members))[: numbers["quoted"]])
            for iri in telling
        ),
        size=len(group),
        talks=sum(thing.kind is Kind.TALK for thing in things),
        inside=round(sum(inside.values()) / weight, _DIGITS) if weight else 0.0,
        people=_of(graph, by_strength, (Kind.PERSON,)),
        technologies=_of(graph, by_strength, _TECHNOLOGIES),
        events=_of(graph, by_strength, _EVENTS),
        companies=_of(graph, by_strength, (Kind.ORGANIZATION,)),
    )


def _most_telling(graph: TalkGraph, grouping: Grouping, group: Sequence[Iri], *, count: int) -> list[Iri]:
    """Members that name a community, the most telling first; people and talks only for want of others."""

    def order(iri: Iri) -> tuple[bool, float, str, Iri]:
        kind = graph.things[iri].kind
        inside = grouping.inside[iri]
        telling = inside * inside / grouping.weight[iri] if grouping.weight[iri] else 0.0
        return (
            kind is Kind.TALK,
            -round(telling, _DIGITS),
            graph.things[iri].name.casefold(),
            iri,
        )

    naming = [iri for iri in group if graph.things[iri].kind in _NAMING]
    return nsmallest(count, naming or group, key=order)


def _of(graph: TalkGraph, things: Sequence[Thing], kinds: Collection[Kind]) -> tuple[Item, ...]:
    return tuple(item(graph, thing.iri) for thing in things if thing.kind in kinds)


def _tying(graph: TalkGraph, thing: Iri, members: set[Iri]) -> Iterator[Quote]:
    """The sentences of the statements between a thing and other members of its community."""
    for statement in graph.outgoing.get(thing, ()):
        if statement.object in members:
            yield from statement.quotes
    for statement in graph.incoming.get(thing, ()):
        if statement.subject in members:
            yield from statement.quotes
