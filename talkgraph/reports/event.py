"""The report ``event``: the programme of one edition, and who made it possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.graph.names import find_thing
from talkgraph.model import Kind, Predicate
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
from talkgraph.reports.sections import facts_section, label, name_notes
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri
    from talkgraph.reports.values import Item, TalkEntry, Value

__all__ = ["EventProgramme", "ProgrammeEntry", "event_programme"]


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
class EventProgramme:
    """An event as the recaps know it.

    Attributes:
        event: which.
        also_called: further names.
        addresses: where recaps link it to.
        series: the series that it is an edition of.
        dates: ISO dates, most certain first.
        attendance: numbers of people, most certain first.
        places: where it was, by name.
        organizers, hosts, sponsors: people and organizations, by name.
        programme: its talks in the order in which the recaps tell of them.
        mentioned_in: talks at other events that name it, by name.
    """

    event: Item
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
    mentioned_in: tuple[Item, ...]

    def report(self) -> Report:
        """Facts, then the programme."""
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
        return Report(name, (facts, programme), name_notes(self.also_called, self.addresses))


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
        event: its IRI, or a name of it.

    Raises:
        NotFoundError: there is no such event; it carries near names.
    """
    which = find_thing(graph, str(event), kinds=(Kind.EVENT,))
    talks = {
        part
        for part, _ in linked(graph, which.iri, Predicate.SUPER_EVENT, inverse=True)
        if graph.things[part].kind is Kind.TALK
    }
    in_order = sorted(talks, key=lambda talk: (place_in_recap(graph, talk), talk))
    mentioning = linked(graph, which.iri, Predicate.MENTIONS, inverse=True)
    return EventProgramme(
        event=item(graph, which.iri),
        also_called=which.alternate_names,
        addresses=which.urls,
        series=targets(graph, which.iri, Predicate.SUPER_EVENT),
        dates=values(graph, which.iri, Predicate.START_DATE),
        attendance=values(graph, which.iri, Predicate.ATTENDANCE),
        places=targets(graph, which.iri, Predicate.LOCATION),
        organizers=targets(graph, which.iri, Predicate.ORGANIZER),
        hosts=targets(graph, which.iri, Predicate.HOST),
        sponsors=targets(graph, which.iri, Predicate.SPONSOR),
        programme=tuple(_entry(graph, talk) for talk in in_order),
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
