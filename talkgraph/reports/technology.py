"""The report ``technology``: who presented it, and what it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.graph.names import find_thing
from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import item, linked, mentions_in_order, sources, talks_in_order, targets
from talkgraph.reports.layout import Report
from talkgraph.reports.sections import facts_section, label, name_notes, talks_section

if TYPE_CHECKING:
    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Item, TalkEntry

__all__ = ["TechnologyProfile", "technology_profile"]


@dataclass(frozen=True, slots=True)
class TechnologyProfile:
    """A technology, or a topic, as the recaps know it.

    Attributes:
        technology: which.
        also_called: further names.
        addresses: where recaps link it to.
        talks: those that are about it, by date.
        mentioned_in: those that only name it, by date.
        makers: people and organizations that made it, by name.
        builds_on, base_of: technologies that it builds on, and that build on it.
        part_of, parts: what it is a part of, and its own parts.
        alternatives: technologies that recaps compare it with.
        inspired_by, inspired: technologies that it took ideas from, or gave ideas to.
        users: people, organizations and technologies that use it.
        uses: technologies that it uses.
    """

    technology: Item
    also_called: tuple[str, ...]
    addresses: tuple[str, ...]
    talks: tuple[TalkEntry, ...]
    mentioned_in: tuple[TalkEntry, ...]
    makers: tuple[Item, ...]
    builds_on: tuple[Item, ...]
    base_of: tuple[Item, ...]
    part_of: tuple[Item, ...]
    parts: tuple[Item, ...]
    alternatives: tuple[Item, ...]
    inspired_by: tuple[Item, ...]
    inspired: tuple[Item, ...]
    users: tuple[Item, ...]
    uses: tuple[Item, ...]

    def report(self) -> Report:
        """Talks about it, facts, and talks that name it."""
        name = self.technology.name
        return Report(
            title=name,
            sections=(
                talks_section(f"Talks about {name}", self.talks, f"No talk of the graph is about {name}."),
                facts_section(
                    "Facts",
                    (
                        (label(Predicate.CREATED, inverse=True), self.makers),
                        (label(Predicate.BUILDS_ON), self.builds_on),
                        (label(Predicate.BUILDS_ON, inverse=True), self.base_of),
                        (label(Predicate.PART_OF), self.part_of),
                        (label(Predicate.PART_OF, inverse=True), self.parts),
                        (label(Predicate.ALTERNATIVE_TO), self.alternatives),
                        (label(Predicate.INSPIRED_BY), self.inspired_by),
                        (label(Predicate.INSPIRED_BY, inverse=True), self.inspired),
                        (label(Predicate.USES, inverse=True), self.users),
                        (label(Predicate.USES), self.uses),
                    ),
                ),
                talks_section(f"Talks that mention {name}", self.mentioned_in),
            ),
            notes=name_notes(self.also_called, self.addresses),
        )


def technology_profile(graph: TalkGraph, technology: Iri | str) -> TechnologyProfile:
    """What the graph knows of a technology or a topic.

    Args:
        graph: the graph.
        technology: its IRI, or a name of it.

    Raises:
        NotFoundError: there is no such technology; it carries near names.
    """
    which = find_thing(graph, str(technology), kinds=(Kind.TECHNOLOGY, Kind.TOPIC))
    about = [talk for talk, _ in linked(graph, which.iri, Predicate.ABOUT, inverse=True)]
    return TechnologyProfile(
        technology=item(graph, which.iri),
        also_called=which.alternate_names,
        addresses=which.urls,
        talks=talks_in_order(graph, about),
        mentioned_in=mentions_in_order(graph, which.iri, without=about),
        makers=sources(graph, which.iri, Predicate.CREATED),
        builds_on=targets(graph, which.iri, Predicate.BUILDS_ON),
        base_of=sources(graph, which.iri, Predicate.BUILDS_ON),
        part_of=targets(graph, which.iri, Predicate.PART_OF),
        parts=sources(graph, which.iri, Predicate.PART_OF),
        alternatives=targets(graph, which.iri, Predicate.ALTERNATIVE_TO),
        inspired_by=targets(graph, which.iri, Predicate.INSPIRED_BY),
        inspired=sources(graph, which.iri, Predicate.INSPIRED_BY),
        users=sources(graph, which.iri, Predicate.USES),
        uses=targets(graph, which.iri, Predicate.USES),
    )
