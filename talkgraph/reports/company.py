"""The report ``company``: its people and their talks, what it makes, uses, hosts and sponsors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.employments import Employment, employments, employments_section
from talkgraph.reports.facts import (
    item,
    linked,
    mentions_in_order,
    sources,
    talks_in_order,
    targets,
)
from talkgraph.reports.layout import Report
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import facts_section, label, name_notes, talks_section
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph.values import TalkGraph
    from talkgraph.reports.values import Item, TalkEntry

__all__ = ["CompanyProfile", "company_profile"]


@dataclass(frozen=True, slots=True)
class CompanyProfile:
    """An organization as the recaps know it.

    Attributes:
        company: which.
        typed: what was asked for, where a typo in it was passed over.
        also_called: further names.
        addresses: where recaps link it to.
        people: who works for it or did, those of now first, then by name.
        talks: the talks of those who work for it, by date; their evidence says
            too that the speaker works there.
        talks_about: talks that are about it, by date.
        mentioned_in: talks that only name it, by date.
        founders: who created it, by name.
        makes, uses: what it created, and the technologies that it uses, by name.
        organizes, hosts, sponsors: events and series, by name.
        places: where it is, by name.
    """

    company: Item
    typed: str | None
    also_called: tuple[str, ...]
    addresses: tuple[str, ...]
    people: tuple[Employment, ...]
    talks: tuple[TalkEntry, ...]
    talks_about: tuple[TalkEntry, ...]
    mentioned_in: tuple[TalkEntry, ...]
    founders: tuple[Item, ...]
    makes: tuple[Item, ...]
    uses: tuple[Item, ...]
    organizes: tuple[Item, ...]
    hosts: tuple[Item, ...]
    sponsors: tuple[Item, ...]
    places: tuple[Item, ...]

    def report(self) -> Report:
        """People, their talks, facts, and the talks of others about it."""
        name = self.company.name
        facts = facts_section(
            "Facts",
            (
                (label(Predicate.CREATED, inverse=True), self.founders),
                (label(Predicate.CREATED), self.makes),
                (label(Predicate.USES), self.uses),
                (label(Predicate.ORGANIZER, inverse=True), self.organizes),
                (label(Predicate.HOST, inverse=True), self.hosts),
                (label(Predicate.SPONSOR, inverse=True), self.sponsors),
                (label(Predicate.LOCATION), self.places),
            ),
        )
        people = employments_section("People", self.people, people=True)
        return Report(
            title=name,
            sections=(
                replace(people, empty=f"The graph knows nobody who works for {name}."),
                talks_section(
                    "Talks of its people",
                    self.talks,
                    f"The graph holds no talk by anybody who works for {name}.",
                ),
                facts,
                talks_section(f"Talks about {name}", self.talks_about),
                talks_section(f"Talks that mention {name}", self.mentioned_in),
            ),
            notes=(
                *reading_notes(self.typed, name),
                *name_notes(self.also_called, self.addresses),
            ),
        )


def company_profile(graph: TalkGraph, company: Iri | str) -> CompanyProfile:
    """What the graph knows of a company or another organization.

    Args:
        graph: the graph.
        company: its IRI, or a name of it; a small typo is passed over.

    Raises:
        NotFoundError: there is no such organization; it carries near names.
    """
    reading = read_name(graph, company, kinds=(Kind.ORGANIZATION,))
    which = reading.thing.iri
    people = _people(graph, which)
    about = [talk for talk, _ in linked(graph, which, Predicate.ABOUT, inverse=True)]
    return CompanyProfile(
        company=item(graph, which),
        typed=reading.typed,
        also_called=reading.thing.alternate_names,
        addresses=reading.thing.urls,
        people=people,
        talks=_talks(graph, people),
        talks_about=talks_in_order(graph, about),
        mentioned_in=mentions_in_order(graph, which, without=about),
        founders=sources(graph, which, Predicate.CREATED),
        makes=targets(graph, which, Predicate.CREATED),
        uses=targets(graph, which, Predicate.USES),
        organizes=sources(graph, which, Predicate.ORGANIZER),
        hosts=sources(graph, which, Predicate.HOST),
        sponsors=sources(graph, which, Predicate.SPONSOR),
        places=targets(graph, which, Predicate.LOCATION),
    )


def _people(graph: TalkGraph, company: Iri) -> tuple[Employment, ...]:
    staff = {
        person
        for predicate in (Predicate.WORKS_FOR, Predicate.FORMERLY_WORKED_FOR)
        for person, _ in linked(graph, company, predicate, inverse=True)
    }
    found = (each for person in staff for each in employments(graph, person) if each.company.iri == company)
    return tuple(sorted(found, key=lambda each: (each.former, each.person.name.casefold(), each.person.iri)))


def _talks(graph: TalkGraph, people: Iterable[Employment]) -> tuple[TalkEntry, ...]:
    """The talks of the present staff, each with the sentences that say who of it works there."""
    staff = {each.person.iri: each.evidence for each in people if not each.former}
    given = {talk for person in staff for talk, _ in linked(graph, person, Predicate.PERFORMER, inverse=True)}
    return tuple(
        replace(
            talk,
            evidence=merged(talk.evidence, *(staff.get(speaker.iri, ()) for speaker in talk.speakers)),
        )
        for talk in talks_in_order(graph, given)
    )
