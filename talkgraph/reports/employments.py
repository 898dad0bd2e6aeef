"""Who worked for whom, and when recaps tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Predicate
from talkgraph.reports.facts import citations, item, linked, talk_entry
from talkgraph.reports.layout import Row, Section
from talkgraph.reports.sections import label
from talkgraph.reports.values import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Employment", "employments", "employments_section"]

_UNDATED = "~"  # sorts behind every ISO date


@dataclass(frozen=True, slots=True)
class Employment:
    """A person's work for a company, as far as recaps date it.

    Attributes:
        person: who.
        company: for whom.
        former: whether it was over when a recap told of it.
        first, last: ISO dates of the first and the last time that it is told
            of: of the event at which the person spoke, else of the recap; None
            if neither is known.
        evidence: the sentences that say so and date it, most certain first.
    """

    person: Item
    company: Item
    former: bool
    first: str | None
    last: str | None
    evidence: tuple[Citation, ...] = ()


def employments(graph: TalkGraph, person: Iri) -> tuple[Employment, ...]:
    """The companies of a person by the first date on which recaps tell of them.

    Args:
        graph: the graph.
        person: IRI of the person.

    Returns:
        One for each company and for each of now and before; those without a date last, then by name.
    """
    dated = _dates(graph, person)
    stated: dict[tuple[Iri, bool], list[Statement]] = {}
    for former, predicate in ((True, Predicate.FORMERLY_WORKED_FOR), (False, Predicate.WORKS_FOR)):
        for company, statement in linked(graph, person, predicate):
            stated.setdefault((company, former), []).append(statement)
    found = (
        _employment(graph, item(graph, person), item(graph, company), statements, dated, former=former)
        for (company, former), statements in stated.items()
    )
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.first or _UNDATED,
                not one.former,
                one.company.name.casefold(),
                one.company.iri,
            ),
        )
    )


def _dates(graph: TalkGraph, person: Iri) -> Mapping[Iri, list[tuple[str, tuple[Citation, ...]]]]:
    """By IRI of a recap, the dates of the person's talks that it tells of, with the sentences for them."""
    dated: dict[Iri, list[tuple[str, tuple[Citation, ...]]]] = {}
    for talk, _ in linked(graph, person, Predicate.PERFORMER, inverse=True):
        entry = talk_entry(graph, talk)
        if entry.date is not None and entry.event is not None:
            grounds = _date_grounds(graph, entry.event, entry.date)
            recaps = {quote.recap for statement in graph.outgoing[talk] for quote in statement.quotes}
            for recap in recaps:
                dated.setdefault(recap, []).append((entry.date, grounds))
    return dated


def _date_grounds(graph: TalkGraph, event: Item, date: str) -> tuple[Citation, ...]:
    stated = (
        statement
        for statement in graph.outgoing.get(event.iri, ())
        if statement.predicate is Predicate.START_DATE and statement.object == date
    )
    return merged(event.evidence, citations(graph, stated))


def _employment(
    graph: TalkGraph,
    person: Item,
    company: Item,
    statements: Sequence[Statement],
    dated: Mapping[Iri, list[tuple[str, tuple[Citation, ...]]]],
    *,
    former: bool,
) -> Employment:
    dates: list[tuple[str, tuple[Citation, ...]]] = []
    for recap in sorted({quote.recap for statement in statements for quote in statement.quotes}):
        published = graph.recaps[recap].published if recap in graph.recaps else None
        dates.extend(dated.get(recap) or ([(published, ())] if published else []))
    dates.sort(key=lambda each: each[0])
    ends = (*dates[:1], *dates[-1:])
    return Employment(
        person=person,
        company=company,
        former=former,
        first=dates[0][0] if dates else None,
        last=dates[-1][0] if dates else None,
        evidence=merged(citations(graph, statements), *(grounds for _, grounds in ends)),
    )


def employments_section(title: str, found: Iterable[Employment], *, people: bool = False) -> Section:
    """Employments, one line each: the companies of a person, or the people of a company.

    Args:
        title: the heading.
        found: in the order in which they are listed.
        people: whether it lists the people of one company.
    """
    rows = (
        Row(
            (
                (each.person if people else each.company).name,
                label(Predicate.FORMERLY_WORKED_FOR if each.former else Predicate.WORKS_FOR),
                each.first,
                each.last,
            ),
            each.evidence,
        )
        for each in found
    )
    columns = ("Person" if people else "Company", "Relation", "First told", "Last told")
    return Section(title, columns, tuple(rows))
