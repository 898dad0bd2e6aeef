"""The report ``trends``: technologies and topics by year, rising and falling.

The measure is the share of a year's talks that are about a thing or mention
it. A line is laid through the shares by least squares, each year weighted by
its talks; its slope is what "points a year" says. Whether a thing rises or
falls is decided by the Cochran-Armitage test for a trend in proportions: only a
slope that talks spread over the years by chance would not have counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING

from talkgraph.graph.networks import years
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import citations, item, linked
from talkgraph.reports.layout import Report, Row, Section
from talkgraph.reports.sparklines import sparkline
from talkgraph.reports.wording import weighing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from talkgraph.graph.values import Statement, TalkGraph
    from talkgraph.reports.values import Citation, Item

__all__ = ["Direction", "TalksOfYear", "Trend", "Trends", "find_trends"]

_DIGITS = 4
_KINDS = (Kind.TECHNOLOGY, Kind.TOPIC)
_COLUMNS = ("Name", "Kind", "Talks", "By year", "Points a year", "First", "Last")


class Direction(StrEnum):
    """Where the share of a thing goes."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "no clear trend"
    TOO_FEW = "too few talks or events"


@dataclass(frozen=True, slots=True)
class Trend:
    """A technology or a topic over the years.

    Attributes:
        thing: which.
        talks: by year, how many talks are about it or mention it; years of talks without it have 0.
        shares: by year that counts, their part of all talks of that year, 0 to 1.
        slope: how much the share changes a year, as a part of 1; None if there are too few years.
        deviations: how many standard deviations the slope lies from chance; None likewise.
        direction: what can be said of it.
        evidence: the sentences that name it, most certain first.
    """

    thing: Item
    talks: Mapping[int, int]
    shares: Mapping[int, float]
    slope: float | None
    deviations: float | None
    direction: Direction
    evidence: tuple[Citation, ...] = ()

    @property
    def total(self) -> int:
        """How many talks there are on it in all years."""
        return sum(self.talks.values())


@dataclass(frozen=True, slots=True)
class TalksOfYear:
    """The talks of one year.

    Attributes:
        year: which.
        talks: how many there are.
        counts: whether they are enough for shares to say something.
        evidence: the sentences that date their events, most certain first.
    """

    year: int
    talks: int
    counts: bool
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Trends:
    """Technologies and topics by year.

    Attributes:
        years: those of which the graph holds talks, in order.
        undated: how many talks have no date and do not count.
        things: how many technologies and topics were looked at.
        rising: the surest first, then by name.
        falling: the surest first, then by name.
        frequent: those with the most talks, whatever their trend.
    """

    years: tuple[TalksOfYear, ...]
    undated: int
    things: int
    rising: tuple[Trend, ...]
    falling: tuple[Trend, ...]
    frequent: tuple[Trend, ...]

    def report(self) -> Report:
        """Rising, falling and most frequent things, one line each, and the talks of each year."""
        least, counted = weighing("trends")["least_years"], sum(each.counts for each in self.years)
        nothing = "Nothing can be said to be {0}: " + (
            "no change is clearer than chance would have it."
            if counted >= least
            else f"the years with enough talks are {counted}, and it takes {least}."
        )
        return Report(
            title="Trends by year",
            sections=(
                Section("Rising", _COLUMNS, self._rows(self.rising), nothing.format("rising")),
                Section("Falling", _COLUMNS, self._rows(self.falling), nothing.format("falling")),
                Section(
                    "Most frequent",
                    (*_COLUMNS, "Trend"),
                    tuple(
                        Row((*row.cells, trend.direction.value), row.evidence)
                        for trend, row in zip(self.frequent, self._rows(self.frequent), strict=True)
                    ),
                    "No dated talk of the graph is about a technology or a topic.",
                ),
                Section(
                    "Years",
                    ("Year", "Talks"),
                    tuple(Row((str(each.year), each.talks), each.evidence) for each in self.years),
                ),
            ),
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        numbers = weighing("trends")
        measure = (
            "By the share of a year's talks that are about a thing or mention it. Points a year: the slope "
            "of the line of least squares, in parts of a hundred."
        )
        test = (
            f"Rising and falling: at {numbers['least_events']} events or more, with at least "
            f"{numbers['least_talks']} talks, and a slope that chance gives to one thing in twenty or fewer "
            "(Cochran-Armitage test, as if talks were independent; those of one event are not quite)."
        )
        notes = [measure, test]
        few = [str(each.year) for each in self.years if not each.counts]
        if few:
            notes.append(
                f"Years of fewer than {numbers['least_in_year']} talks do not count: {', '.join(few)}."
            )
        if self.undated:
            notes.append(f"Talks without a date are left out: {self.undated}.")
        if self.things > 20 and (self.rising or self.falling):
            notes.append(f"{self.things} things were looked at: of so many, some rise or fall by chance.")
        return tuple(notes)

    def _rows(self, trends: Iterable[Trend]) -> tuple[Row, ...]:
        return tuple(
            Row(
                (
                    trend.thing.name,
                    trend.thing.kind.value,
                    trend.total,
                    sparkline(trend.shares),
                    None if trend.slope is None else round(100 * trend.slope, 2),
                    str(min(year for year, count in trend.talks.items() if count)),
                    str(max(year for year, count in trend.talks.items() if count)),
                ),
                trend.evidence,
            )
            for trend in trends
        )


def find_trends(graph: TalkGraph, *, limit: int | None = None) -> Trends:
    """Technologies and topics by year, and which of them rise and fall.

    Args:
        graph: the graph.
        limit: how many things each table lists at most; None for ten.
    """
    most = limit or weighing("trends")["shown"]["lines"]
    year_of = years(graph)
    talks = [iri for iri, thing in graph.things.items() if thing.kind is Kind.TALK]
    by_year = Counter(year_of[talk] for talk in talks if talk in year_of)
    naming = _naming(graph, year_of)
    trends = [_trend(graph, thing, by, by_year) for thing, by in naming.items()]
    rising = sorted((each for each in trends if each.direction is Direction.RISING), key=_surest_first)
    falling = sorted((each for each in trends if each.direction is Direction.FALLING), key=_surest_first)
    frequent = sorted(trends, key=lambda each: (-each.total, each.thing.name.casefold(), each.thing.iri))
    return Trends(
        years=tuple(_of_year(graph, year, count, year_of) for year, count in sorted(by_year.items())),
        undated=len(talks) - sum(by_year.values()),
        things=len(trends),
        rising=_with_evidence(graph, rising[:most], year_of),
        falling=_with_evidence(graph, falling[:most], year_of),
        frequent=_with_evidence(graph, frequent[:most], year_of),
    )


def _of_year(graph: TalkGraph, year: int, talks: int, year_of: Mapping[Iri, int]) -> TalksOfYear:
    dating = (
        statement
        for event, its_year in year_of.items()
        if its_year == year
        for statement in graph.outgoing.get(event, ())
        if statement.predicate is Predicate.START_DATE
    )
    return TalksOfYear(year, talks, talks >= weighing("trends")["least_in_year"], citations(graph, dating))


def _naming(graph: TalkGraph, year_of: Mapping[Iri, int]) -> dict[Iri, dict[int, list[Iri]]]:
    """By thing and year, the talks that are about it or mention it."""
    found: dict[Iri, dict[int, list[Iri]]] = defaultdict(lambda: defaultdict(list))
    for statement in graph.statements:
        if _names_thing(graph, statement) and statement.subject in year_of:
            assert isinstance(statement.object, Iri)
            found[statement.object][year_of[statement.subject]].append(statement.subject)
    return found


def _names_thing(graph: TalkGraph, statement: Statement) -> bool:
    if statement.predicate not in {Predicate.ABOUT, Predicate.MENTIONS}:
        return False
    thing = graph.things.get(statement.object) if isinstance(statement.object, Iri) else None
    return thing is not None and thing.kind in _KINDS


def _trend(
    graph: TalkGraph, thing: Iri, found: Mapping[int, Collection[Iri]], all_talks: Mapping[int, int]
) -> Trend:
    numbers = weighing("trends")
    talks = {year: len(set(found.get(year, ()))) for year in sorted(all_talks)}
    counted = [year for year in talks if all_talks[year] >= numbers["least_in_year"]]
    slope, deviations = (
        _slope([(year, talks[year]) for year in counted], [all_talks[year] for year in counted])
        if len(counted) >= numbers["least_years"]
        else (None, None)
    )
    if (
        deviations is None
        or sum(talks[year] for year in counted) < numbers["least_talks"]
        or _events(graph, found.values()) < numbers["least_events"]
    ):
        direction = Direction.TOO_FEW
    elif abs(deviations) < numbers["certain"]:
        direction = Direction.UNCLEAR
    else:
        direction = Direction.RISING if deviations > 0 else Direction.FALLING
    return Trend(
        thing=item(graph, thing),
        talks=talks,
        shares={year: round(talks[year] / all_talks[year], _DIGITS) for year in counted},
        slope=slope,
        deviations=deviations,
        direction=direction,
    )


def _events(graph: TalkGraph, talks: Iterable[Collection[Iri]]) -> int:
    """At how many events some talks were given."""
    return len(
        {
            event
            for talk in {talk for group in talks for talk in group}
            for event, _ in linked(graph, talk, Predicate.SUPER_EVENT)
        }
    )


def _slope(counts: Sequence[tuple[int, int]], totals: Sequence[int]) -> tuple[float | None, float | None]:
    """The slope of a share over the years, and how many standard deviations it lies from chance.

    Args:
        counts: years, each with the talks that count.
        totals: all talks of these years.

    Returns:
        None twice if all years have the same share of talks by necessity: all of them or none.

    >>> _slope([(2014, 1), (2015, 2), (2016, 3)], [10, 10, 10])
    (0.1, 1.118)
    """
    talks, named = sum(totals), sum(count for _, count in counts)
    middle = sum(year * total for (year, _), total in zip(counts, totals, strict=True)) / talks
    spread = sum(total * (year - middle) ** 2 for (year, _), total in zip(counts, totals, strict=True))
    share = named / talks
    chance = share * (1 - share) * spread
    if chance <= 0:
        return None, None
    turned = sum((year - middle) * count for year, count in counts)
    return round(turned / spread, _DIGITS + 2), round(turned / sqrt(chance), _DIGITS)


def _surest_first(trend: Trend) -> tuple[float, str, Iri]:
    return -abs(trend.deviations or 0.0), trend.thing.name.casefold(), trend.thing.iri


def _with_evidence(
    graph: TalkGraph, trends: Iterable[Trend], year_of: Mapping[Iri, int]
) -> tuple[Trend, ...]:
    return tuple(
        replace(
            trend,
            evidence=citations(
                graph,
                (
                    statement
                    for statement in graph.incoming.get(trend.thing.iri, ())
                    if _names_thing(graph, statement) and statement.subject in year_of
                ),
            ),
        )
        for trend in trends
    )
