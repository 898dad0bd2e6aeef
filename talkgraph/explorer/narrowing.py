"""A smaller graph: one event or series, or a range of dates, and what hangs on it."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError
from talkgraph.graph.names import find_thing
from talkgraph.graph.values import TalkGraph
from talkgraph.model import Iri, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from talkgraph.graph.values import Statement

__all__ = ["checked_date", "narrowed"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_GATHERINGS = (Kind.EVENT, Kind.SERIES)


def narrowed(
    graph: TalkGraph,
    *,
    event: Iri | str | None = None,
    since: str | int | None = None,
    until: str | int | None = None,
) -> TalkGraph:
    """The part of a graph that belongs to an event, or to a range of dates, or to both.

    Talks and events outside go away, and with dates also those that have none.
    Another thing stays if a talk or event that stays is linked to it; where no
    talk or event at all is, it stays if it is linked to something that stays.
    The page's own choice of years keeps things by the same rule.

    Args:
        graph: the graph.
        event: an event or a series, its IRI or a name of it; None for all.
        since: the first date, as a year, ``2016-04`` or ``2016-04-25``; None for no bound.
        until: the last, written the same way; ``2016`` reaches to its last day.

    Raises:
        NotFoundError: the graph holds no such event or series.
        ValueError: a date is none, or the last is before the first.
    """
    if event is not None:
        gatherings = _gatherings(graph, event)
        graph = _around(graph, gatherings | _members(graph, gatherings))
    if since is not None or until is not None:
        first, last = _range(since, until)
        dates = _dates(graph)
        graph = _around(graph, {iri for iri, date in dates.items() if _is_within(date, first, last)})
    return graph


def checked_date(text: str | int) -> str:
    """A year, a month or a day as ISO text.

    >>> checked_date(2016), checked_date("2016-04")
    ('2016', '2016-04')

    Raises:
        ValueError: it is none of them.
    """
    if not _DATE.fullmatch(str(text)):
        raise ValueError(f"{text} is no date; it must be as 2016, 2016-04 or 2016-04-25")
    return str(text)


def _range(since: str | int | None, until: str | int | None) -> tuple[str, str]:
    """Both bounds as texts; an empty one bounds nothing."""
    first = "" if since is None else checked_date(since)
    last = "" if until is None else checked_date(until)
    if not _is_within(last, first, ""):
        raise ValueError(f"until {last} is before since {first}")
    return first, last


def _is_within(date: str, first: str, last: str) -> bool:
    """Whether a date lies in a range, as far as the less exact of the dates tell."""
    from_first, to_last = min(len(date), len(first)), min(len(date), len(last))
    return date[:from_first] >= first[:from_first] and date[:to_last] <= last[:to_last]


def _dates(graph: TalkGraph) -> Mapping[Iri, str]:
    """The first date of each event that has any, and of each talk at such an event."""
    dates: dict[Iri, str] = {}
    for statement in graph.statements:
        date = str(statement.object)
        if statement.predicate is Predicate.START_DATE and date[:4].isdecimal():
            dates[statement.subject] = min(date, dates.get(statement.subject, date))
    for talk, event in _memberships(graph):
        if graph.things[talk].kind is Kind.TALK and event in dates:
            dates[talk] = min(dates[event], dates.get(talk, dates[event]))
    return dates


def _gatherings(graph: TalkGraph, event: Iri | str) -> set[Iri]:
    """The event that was asked for, or the series with its events."""
    if isinstance(event, str):
        found = find_thing(graph, event, kinds=_GATHERINGS).iri
    elif event in graph.things and graph.things[event].kind in _GATHERINGS:
        found = event
    else:
        raise NotFoundError("event or eventseries", event.value)
    is_series = graph.things[found].kind is Kind.SERIES
    return {found} | (_members(graph, {found}) if is_series else set())


def _members(graph: TalkGraph, wholes: Collection[Iri]) -> set[Iri]:
    return {part for part, whole in _memberships(graph) if whole in wholes}


def _memberships(graph: TalkGraph) -> list[tuple[Iri, Iri]]:
    """Talks with their events, events with their series."""
    return [
        (statement.subject, statement.object)
        for statement in graph.statements
        if statement.predicate is Predicate.SUPER_EVENT
        and isinstance(statement.object, Iri)
        and statement.subject in graph.things
        and statement.object in graph.things
    ]


def _around(graph: TalkGraph, chosen: set[Iri]) -> TalkGraph:
    """What stays of a graph where, of its talks and events, only the chosen ones do."""
    judges = {iri for iri, thing in graph.things.items() if thing.kind in {Kind.TALK, Kind.EVENT}}
    beside: dict[Iri, set[Iri]] = {}
    for statement in graph.statements:
        if isinstance(statement.object, Iri):
            beside.setdefault(statement.subject, set()).add(statement.object)
            beside.setdefault(statement.object, set()).add(statement.subject)
    judged = {end for judge in judges for end in beside.get(judge, ())}
    kept = chosen | {end for one in chosen for end in beside.get(one, ()) if end not in judges}
    ring = kept
    while ring:
        reached = {end for thing in ring for end in beside.get(thing, ())}
        ring = reached - kept - judged - judges
        kept = kept | ring
    return _part(graph, kept)


def _part(graph: TalkGraph, kept: set[Iri]) -> TalkGraph:
    """These things, the statements between them and of them, and the recaps of those."""

    def stays(statement: Statement) -> bool:
        target = statement.object
        return statement.subject in kept and (
            not isinstance(target, Iri) or target in kept or target not in graph.things
        )

    statements = tuple(filter(stays, graph.statements))
    cited = {quote.recap for statement in statements for quote in statement.quotes}
    return TalkGraph(
        things=MappingProxyType({iri: thing for iri, thing in graph.things.items() if iri in kept}),
        statements=statements,
        recaps=MappingProxyType({iri: recap for iri, recap in graph.recaps.items() if iri in cited}),
        unread=MappingProxyType({iri: words for iri, words in graph.unread.items() if iri in cited}),
    )
