"""The report ``technology``: who presented it, and what it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.facts import item, linked, mentions_in_order, sources, talks_in_order, targets
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import facts_section, label, name_notes, talks_section
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Citation, Item, TalkEntry

__all__ = ["Presenter", "TechnologyProfile", "technology_profile"]


@dataclass(frozen=True, slots=True)
class Presenter:
    """A person who gave talks about a technology.

    Attributes:
        person: who.
        companies: whom they work for, by name.
        talks: how many of their talks are about it.
        first, last: ISO dates of the first and the last one; None if no date is known.
        evidence: the sentences on these talks and companies, most certain first.
    """

    person: Item
    companies: tuple[Item, ...]
    talks: int
    first: str | None
    last: str | None
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class TechnologyProfile:
    """A technology, or a topic, as the recaps know it.

    Attributes:
        technology: which.
        typed: what was asked for, where a typo in it was passed over.
        also_called: further names.
        addresses: where recaps link it to.
        talks: those that are about it, by date.
        presenters: who gave them: the most talks first, then by name.
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
    typed: str | None
    also_called: tuple[str, ...]
    addresses: tuple[str, ...]
    talks: tuple[TalkEntry, ...]
    presenters: tuple[Presenter, ...]
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
        """Talks about it, who gave them, facts, and talks that name it."""
        name = self.technology.name
        return Report(
            title=name,
            sections=(
                talks_section(f"Talks about {name}", self.talks, f"No talk of the graph is about {name}."),
                Section(
                    "Presented by",
                    ("Person", "Companies", "Talks", "First", "Last"),
                    tuple(
                        Row(
                            (each.person.name, names(each.companies), each.talks, each.first, each.last),
                            each.evidence,
                        )
                        for each in self.presenters
                    ),
                ),
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
            notes=(*reading_notes(self.typed, name), *name_notes(self.also_called, self.addresses)),
        )


def technology_profile(graph: TalkGraph, technology: Iri | str) -> TechnologyProfile:
    """What the graph knows of a technology or a topic.

    Args:
        graph: the graph.
        technology: its IRI, or a name of it; a small typo is passed over.

    Raises:
        NotFoundError: there is no such technology; it carries near names.
    """
    reading = read_name(graph, technology, kinds=(Kind.TECHNOLOGY, Kind.TOPIC))
    which = reading.thing
    about = [talk for talk, _ in linked(graph, which.iri, Predicate.ABOUT, inverse=True)]
    talks = talks_in_order(graph, about)
    return TechnologyProfile(
        technology=item(graph, which.iri),
        typed=reading.typed,
        also_called=which.alternate_names,
        addresses=which.urls,
        talks=talks,
        presenters=_presenters(graph, talks),
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


def _presenters(graph: TalkGraph, talks: Iterable[TalkEntry]) -> tuple[Presenter, ...]:
    given: dict[Iri, list[TalkEntry]] = {}
    for talk in talks:
        for speaker in talk.speakers:
            given.setdefault(speaker.iri, []).append(talk)
    found = (_presenter(graph, person, own) for person, own in given.items())
    return tuple(sorted(found, key=lambda each: (-each.talks, each.person.name.casefold(), each.person.iri)))


def _presenter(graph: TalkGraph, person: Iri, talks: list[TalkEntry]) -> Presenter:
    companies = targets(graph, person, Predicate.WORKS_FOR)
    dates = sorted(talk.date for talk in talks if talk.date is not None)
    return Presenter(
        person=item(graph, person),
        companies=companies,
        talks=len(talks),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        evidence=merged(*(talk.evidence for talk in talks), *(each.evidence for each in companies)),
    )
