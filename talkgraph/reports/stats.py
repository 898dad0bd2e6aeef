"""The report ``stats``: how large a graph is, how sure, and what it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate, relations
from talkgraph.reports.lacks import Gap, lacks
from talkgraph.reports.layout import Report, Row, Section, names
from talkgraph.reports.sections import label, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.graph.values import Recap, TalkGraph

__all__ = ["GraphStats", "RecapStats", "graph_stats", "totals"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RecapStats:
    """What one recap contributes.

    Attributes:
        iri: its IRI.
        title: its title.
        source: path of its file.
        things: how many things of each kind its sentences connect.
        statements: how many statements rest on it, alone or with others.
        claims: how many claims it makes: sentences read as one of these statements.
        confidence: mean of the claims' confidence, 0 to 1; None without claims.
        missed: how many words and headings of it look like names or talks and produced nothing.
    """

    iri: Iri
    title: str
    source: str
    things: Mapping[Kind, int]
    statements: int
    claims: int
    confidence: float | None
    missed: int = 0


@dataclass(frozen=True, slots=True)
class GraphStats:
    """The size of a graph, its confidence and its gaps.

    Attributes:
        things: how many things of each kind there are.
        relations: how many statements of each predicate there are.
        statements: how many statements there are.
        claims: how many claims they rest on.
        confidence: mean of the claims' confidence, 0 to 1; None without claims.
        without_quote: how many statements have no sentence behind them though
            they do not merely follow from others.
        recaps: what each recap contributes, by source.
        gaps: what is missing.
    """

    things: Mapping[Kind, int]
    relations: Mapping[Predicate, int]
    statements: int
    claims: int
    confidence: float | None
    without_quote: int
    recaps: tuple[RecapStats, ...]
    gaps: tuple[Gap, ...]

    def report(self) -> Report:
        """Totals, gaps, relations, and one line a recap."""
        return Report(
            title="The graph in numbers",
            sections=(
                Section("Size", ("", "Number"), tuple(map(Row, totals(self)))),
                Section(
                    "Gaps",
                    ("", "Number", "Of", "Covered", "Such as"),
                    tuple(
                        Row(
                            (
                                gap.lack,
                                len(gap.things),
                                gap.of,
                                round(1 - len(gap.things) / gap.of, 4),
                                names(gap.things[:_SHOWN]),
                            )
                        )
                        for gap in self.gaps
                        if gap.things
                    ),
                    "Nothing is missing.",
                ),
                Section(
                    "Relations",
                    ("Relation", "Predicate", "Statements"),
                    tuple(
                        Row((label(predicate), predicate.value, count))
                        for predicate, count in self.relations.items()
                    ),
                ),
                Section(
                    "Recaps",
                    (
                        "Recap",
                        "Talks",
                        "People",
                        "Technologies",
                        "Statements",
                        "Claims",
                        "Confidence",
                        "Missed",
                    ),
                    tuple(map(_recap_row, self.recaps)),
                    "The graph holds no recap.",
                ),
            ),
        )


def totals(stats: GraphStats) -> tuple[tuple[str, int | float | None], ...]:
    """The numbers of a whole graph, each with what it counts, in words."""
    return (
        ("recaps", len(stats.recaps)),
        *((plural(kind), count) for kind, count in stats.things.items()),
        ("statements", stats.statements),
        ("claims", stats.claims),
        ("mean confidence", stats.confidence),
        ("statements without a quote", stats.without_quote),
        ("words and headings not understood", sum(recap.missed for recap in stats.recaps)),
    )


def _recap_row(recap: RecapStats) -> Row:
    kinds = (Kind.TALK, Kind.PERSON, Kind.TECHNOLOGY)
    return Row(
        (
            recap.title,
            *(recap.things.get(kind, 0) for kind in kinds),
            recap.statements,
            recap.claims,
            recap.confidence,
            recap.missed,
        )
    )


def graph_stats(graph: TalkGraph) -> GraphStats:
    """Counts what a graph holds, overall and by recap, and what it lacks."""
    claims = [quote.confidence for statement in graph.statements for quote in statement.quotes]
    predicates = Counter(statement.predicate for statement in graph.statements)
    return GraphStats(
        things=_by_kind(graph, graph.things),
        relations={predicate: predicates[predicate] for predicate in relations() if predicate in predicates},
        statements=len(graph.statements),
        claims=len(claims),
        confidence=_mean(claims),
        without_quote=sum(
            not statement.quotes and not relations()[statement.predicate].derived
            for statement in graph.statements
        ),
        recaps=_recaps(graph),
        gaps=tuple(gap for _, gap in lacks(graph)),
    )


def _recaps(graph: TalkGraph) -> tuple[RecapStats, ...]:
    things: dict[Iri, set[Iri]] = {iri: set() for iri in graph.recaps}
    confidences: dict[Iri, list[float]] = {iri: [] for iri in graph.recaps}
    statements: Counter[Iri] = Counter()
    for statement in graph.statements:
        ends = {end for end in (statement.subject, statement.object) if isinstance(end, Iri)}
        for recap in {quote.recap for quote in statement.quotes} & things.keys():
            statements[recap] += 1
            things[recap] |= ends & graph.things.keys()
        for quote in statement.quotes:
            if quote.recap in confidences:
                confidences[quote.recap].append(quote.confidence)
    return tuple(
        RecapStats(
            iri=recap.iri,
            title=recap.title,
            source=recap.source,
            things=_by_kind(graph, things[recap.iri]),
            statements=statements[recap.iri],
            claims=len(confidences[recap.iri]),
            confidence=_mean(confidences[recap.iri]),
            missed=len(graph.unread.get(recap.iri, ())),
        )
        for recap in sorted(graph.recaps.values(), key=_source)
    )


def _source(recap: Recap) -> tuple[str, Iri]:
    return recap.source, recap.iri


def _by_kind(graph: TalkGraph, things: Iterable[Iri]) -> Mapping[Kind, int]:
    counts = Counter(graph.things[iri].kind for iri in things)
    return {kind: counts[kind] for kind in Kind if kind in counts}


def _mean(numbers: list[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 4) if numbers else None
