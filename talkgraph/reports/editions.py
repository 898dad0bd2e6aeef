"""What an event shares with the other editions of its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import citations, item, linked, values
from talkgraph.reports.layout import Row, Section, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Edition", "editions", "editions_section"]

_UNDATED = "~"  # sorts behind every ISO date

_Found = dict["Iri", list["Statement"]]


@dataclass(frozen=True, slots=True)
class Edition:
    """Another edition of an event's series.

    Attributes:
        event: which.
        date: its ISO date, if known.
        speakers: who spoke at both, by name.
        companies: whose people spoke at both, by name.
        technologies: what talks of both are about or mention, by name.
        evidence: the sentences that say so of both editions, most certain first.
    """

    event: Item
    date: str | None
    speakers: tuple[Item, ...]
    companies: tuple[Item, ...]
    technologies: tuple[Item, ...]
    evidence: tuple[Citation, ...] = ()


def editions(graph: TalkGraph, event: Iri) -> tuple[Edition, ...]:
    """The other editions of an event's series, by date, then by name; those without a date last.

    Args:
        graph: the graph.
        event: IRI of the event.
    """
    own = _programme(graph, event)
    others: _Found = {}
    for series, statement in linked(graph, event, Predicate.SUPER_EVENT):
        for other, its in linked(graph, series, Predicate.SUPER_EVENT, inverse=True):
            if other != event and graph.things[other].kind is Kind.EVENT:
                others.setdefault(other, []).extend((statement, its))
    found = (_edition(graph, own, other, belonging) for other, belonging in others.items())
    return tuple(
        sorted(found, key=lambda each: (each.date or _UNDATED, each.event.name.casefold(), each.event.iri))
    )


def _edition(
    graph: TalkGraph, own: Mapping[str, _Found], other: Iri, belonging: Iterable[Statement]
) -> Edition:
    its = _programme(graph, other)
    shared = {role: sorted(own[role].keys() & its[role].keys()) for role in own}
    statements = list(belonging)
    for role, things in shared.items():
        for thing in things:
            statements += [*own[role][thing], *its[role][thing]]
    dates = values(graph, other, Predicate.START_DATE)
    named = {role: _by_name(graph, things) for role, things in shared.items()}
    return Edition(
        event=item(graph, other),
        date=dates[0].text if dates else None,
        speakers=named["speakers"],
        companies=named["companies"],
        technologies=named["technologies"],
        evidence=citations(
            graph,
            [
                *statements,
                *(each for each in graph.outgoing.get(other, ()) if dates and each.object == dates[0].text),
            ],
        ),
    )


def _by_name(graph: TalkGraph, things: Iterable[Iri]) -> tuple[Item, ...]:
    return tuple(
        sorted((item(graph, thing) for thing in things), key=lambda each: (each.name.casefold(), each.iri))
    )


def _programme(graph: TalkGraph, event: Iri) -> Mapping[str, _Found]:
    """Speakers, companies and technologies of an event's talks, each with the statements that say so."""
    found: dict[str, _Found] = {"speakers": {}, "companies": {}, "technologies": {}}
    for role, thing, statements in _things(graph, event):
        found[role].setdefault(thing, []).extend(statements)
    return found


def _things(graph: TalkGraph, event: Iri) -> Iterator[tuple[str, Iri, tuple[Statement, ...]]]:
    for talk, at in linked(graph, event, Predicate.SUPER_EVENT, inverse=True):
        if graph.things[talk].kind is not Kind.TALK:
            continue
        for speaker, given in linked(graph, talk, Predicate.PERFORMER):
            yield "speakers", speaker, (at, given)
            for company, works in linked(graph, speaker, Predicate.WORKS_FOR):
                yield "companies", company, (at, given, works)
        for predicate in (Predicate.ABOUT, Predicate.MENTIONS):
            for thing, said in linked(graph, talk, predicate):
                if graph.things[thing].kind is Kind.TECHNOLOGY:
                    yield "technologies", thing, (at, said)


def editions_section(title: str, found: Iterable[Edition]) -> Section:
    """Other editions, one line each.

    Args:
        title: the heading.
        found: in the order in which they are listed.
    """
    rows = (
        Row(
            (
                each.date,
                each.event.name,
                names(each.speakers),
                names(each.companies),
                names(each.technologies),
            ),
            each.evidence,
        )
        for each in found
    )
    columns = ("Date", "Event", "Speakers of both", "Companies of both", "Technologies of both")
    return Section(title, columns, tuple(rows))
