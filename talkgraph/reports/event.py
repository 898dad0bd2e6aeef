"""The report ``event``: the programme of one edition, and who made it possible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate
from talkgraph.reports.editions import Edition, editions, editions_section
from talkgraph.reports.facts import (
    connected,
    item,
    linked,
    place_in_recap,
    talk_entry,
    targets,
    values,
)
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.naming import read_name, reading_notes
from talkgraph.reports.sections import facts_section, label, name_notes
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Citation, Item, TalkEntry, Value

__all__ = ["EventProgramme", "ProgrammeEntry", "Share", "event_programme"]


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """One talk of a programme.

    Attributes:
        talk: the talk with its speakers and subjects.
        companies: whom its speakers work for, by name.
        mentions: technologies that it names besides its subjects, by name.
    """

    talk: TalkEntry
    companies: tuple[Item, ...]
    mentions: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A company's or a technology's part in a programme.

    Attributes:
        thing: which.
        talks: names of the talks, in the order of the programme.
        evidence: the sentences that put it there, most certain first.
    """

    thing: Item
    talks: tuple[str, ...]
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class EventProgramme:
    """An event as the recaps know it.

    Attributes:
        event: which.
        typed: what was asked for, where a typo in it was passed over.
        also_called: further names.
        addresses: where recaps link it to.
        series: the series that it is an edition of.
        dates: ISO dates, most certain first.
        attendance: numbers of people, most certain first.
        places: where it was, by name.
        organizers, hosts, sponsors: people and organizations, by name.
        programme: its talks in the order in which the recaps tell of them.
        companies: whose people speak there: the most talks first, then by name.
        technologies: what the talks are about or mention: the most talks first, then by name.
        editions: the other editions of its series, with what they share with it.
        mentioned_in: talks at other events that name it, by name.
    """

    event: Item
    typed: str | None
    also_called: tuple[str, ...]
    addresses: tuple[str, ...]
    series: tuple[Item, ...]
    dates: tuple[Value, ...]
    attendance: tuple[Value, ...]
    places: tuple[Item, ...]
    organizers: tuple[Item, ...]
    hosts: tuple[Item, ...]
    sponsors: tuple[Item, ...]
    programme: tuple[ProgrammeEntry, ...]
    companies: tuple[Share, ...]
    technologies: tuple[Share, ...]
    editions: tuple[Edition, ...]
    mentioned_in: tuple[Item, ...]

    def report(self) -> Report:
        """Facts, the programme, its companies and technologies, and the other editions."""
        name = self.event.name
        facts = facts_section(
            "Facts",
            (
                (label(Predicate.SUPER_EVENT), self.series),
                (label(Predicate.START_DATE), self.dates),
                (label(Predicate.LOCATION), self.places),
                (label(Predicate.ATTENDANCE), self.attendance),
                (label(Predicate.ORGANIZER), self.organizers),
                (label(Predicate.HOST), self.hosts),
                (label(Predicate.SPONSOR), self.sponsors),
                (label(Predicate.MENTIONS, inverse=True), self.mentioned_in),
            ),
        )
        programme = Section(
            "Programme",
            ("Talk", "Speakers", "Companies", "About", "Mentions"),
            tuple(map(_row, self.programme)),
            f"The graph holds no talk at {name}.",
        )
        return Report(
            title=name,
            sections=(
                facts,
                programme,
                _shares_section("Companies", "Company", self.companies),
                _shares_section("Technologies", "Technology", self.technologies),
                editions_section("Other editions", self.editions),
            ),
            notes=(*reading_notes(self.typed, name), *name_notes(self.also_called, self.addresses)),
        )


def _shares_section(title: str, column: str, shares: Iterable[Share]) -> Section:
    rows = (Row((each.thing.name, len(each.talks), each.talks), each.evidence) for each in shares)
    return Section(title, (column, "Talks", "Which"), tuple(rows))


def _row(entry: ProgrammeEntry) -> Row:
    return Row(
        (
            entry.talk.name,
            names(entry.talk.speakers),
            names(entry.companies),
            names(entry.talk.about),
            names(entry.mentions),
        ),
        merged(entry.talk.evidence, *(each.evidence for each in (*entry.companies, *entry.mentions))),
    )


def event_programme(graph: TalkGraph, event: Iri | str) -> EventProgramme:
    """What the graph knows of an event.

    Args:
        graph: the graph.
        event: its IRI, or a name of it; a small typo is passed over.

    Raises:
        NotFoundError: there is no such event; it carries near names.
    """
    reading = read_name(graph, event, kinds=(Kind.EVENT,))
    which = reading.thing
    talks = {
        part
        for part, _ in linked(graph, which.iri, Predicate.SUPER_EVENT, inverse=True)
        if graph.things[part].kind is Kind.TALK
    }
    in_order = sorted(talks, key=lambda talk: (place_in_recap(graph, talk), talk))
    programme = tuple(_entry(graph, talk) for talk in in_order)
    mentioning = linked(graph, which.iri, Predicate.MENTIONS, inverse=True)
    return EventProgramme(
        event=item(graph, which.iri),
        typed=reading.typed,
        also_called=which.alternate_names,
        addresses=which.urls,
        series=targets(graph, which.iri, Predicate.SUPER_EVENT),
        dates=values(graph, which.iri, Predicate.START_DATE),
        attendance=values(graph, which.iri, Predicate.ATTENDANCE),
        places=targets(graph, which.iri, Predicate.LOCATION),
        organizers=targets(graph, which.iri, Predicate.ORGANIZER),
        hosts=targets(graph, which.iri, Predicate.HOST),
        sponsors=targets(graph, which.iri, Predicate.SPONSOR),
        programme=programme,
        companies=_shares((each, entry) for entry in programme for each in entry.companies),
        technologies=_shares(
            (each, entry)
            for entry in programme
            for each in (*entry.talk.about, *entry.mentions)
            if each.kind is Kind.TECHNOLOGY
        ),
        editions=editions(graph, which.iri),
        mentioned_in=connected(graph, (pair for pair in mentioning if pair[0] not in talks)),
    )


def _entry(graph: TalkGraph, talk: Iri) -> ProgrammeEntry:
    entry = talk_entry(graph, talk)
    subjects = {each.iri for each in entry.about}
    return ProgrammeEntry(
        talk=entry,
        companies=connected(
            graph,
            (pair for each in entry.speakers for pair in linked(graph, each.iri, Predicate.WORKS_FOR)),
        ),
        mentions=tuple(
            each
            for each in targets(graph, talk, Predicate.MENTIONS)
            if each.kind is Kind.TECHNOLOGY and each.iri not in subjects
        ),
    )


def _shares(found: Iterable[tuple[Item, ProgrammeEntry]]) -> tuple[Share, ...]:
    grouped: dict[Iri, list[tuple[Item, ProgrammeEntry]]] = {}
    for thing, entry in found:
        grouped.setdefault(thing.iri, []).append((thing, entry))
    shares = (
        Share(
            thing=replace(group[0][0], evidence=()),
            talks=tuple(entry.talk.name for _, entry in group),
            evidence=merged(
                *(thing.evidence for thing, _ in group), *(entry.talk.evidence for _, entry in group)
            ),
        )
        for group in grouped.values()
    )
    return tuple(
        sorted(shares, key=lambda each: (-len(each.talks), each.thing.name.casefold(), each.thing.iri))
    )
