"""The reports by name: what each answers, what it takes, and how to ask it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.errors import NotFoundError
from talkgraph.graph.pausing import collection_paused
from talkgraph.reports.communities import find_communities
from talkgraph.reports.company import company_profile
from talkgraph.reports.comparison import compare_stats, load_stats
from talkgraph.reports.event import event_programme
from talkgraph.reports.experts import find_experts
from talkgraph.reports.gaps import find_gaps
from talkgraph.reports.missed import missed_words
from talkgraph.reports.path import find_path
from talkgraph.reports.related import RELATED_AT_ONCE, related_talks
from talkgraph.reports.relatedness import Relatedness
from talkgraph.reports.speaker import speaker_profile
from talkgraph.reports.stats import graph_stats
from talkgraph.reports.talks import list_talks
from talkgraph.reports.technology import technology_profile
from talkgraph.reports.trends import find_trends
from talkgraph.reports.vectors import vectors_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from talkgraph.graph.values import TalkGraph
    from talkgraph.reports.layout import Answer
    from talkgraph.store import Endpoint

__all__ = ["Question", "ReportKind", "report_kind", "report_kinds", "run_report"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked.

    Attributes:
        argument: the thing that it is about, if it is about one.
        other: the second thing, if it is about two.
        limit: how many rows it lists at most.
        event: the event or series that it keeps to.
        year: the year that it keeps to.
        recap: the recap that it keeps to.
        against: an earlier store, or numbers saved from it, that it compares with.
        meaning: the folder of the store, where vectors of sentences are kept, if
            how near talks are in meaning counts, too.
    """

    argument: str | None = None
    other: str | None = None
    limit: int | None = None
    event: str | None = None
    year: int | None = None
    recap: str | None = None
    against: Path | None = None
    meaning: Path | Endpoint | None = None


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: how it is called on the command line.
        title: its name for people.
        description: what it answers, in half a sentence.
        argument: the word for the thing that it is about; None if it is about all.
        other: the word for the second thing; None if it is about one or about all.
        options: which fields of a ``Question`` it takes besides the things, and
            ``plot`` if it can be drawn.
        example: words of a shell that show it.
    """

    name: str
    title: str
    description: str
    argument: str | None
    other: str | None
    options: tuple[str, ...]
    example: str

    def check(self, question: Question) -> None:
        """Sees that a question suits the report.

        Raises:
            ValueError: the argument is missing or too much, or an option is not taken.
        """
        given = {"argument": question.argument, "other": question.other}
        wanted = {"argument": self.argument, "other": self.other}
        for place, word in wanted.items():
            if word and given[place] is None:
                raise ValueError(f"the report {self.name} needs {word}, as in: {self.example}")
            if not word and given[place] is not None:
                what = "about no two things" if self.argument else "about no single thing"
                raise ValueError(f"the report {self.name} is {what}, as in: {self.example}")
        for option in ("limit", "event", "year", "recap", "against", "meaning"):
            if getattr(question, option) is not None and option not in self.options:
                raise ValueError(f"the report {self.name} takes no {option}")


@cache
def report_kinds() -> Mapping[str, ReportKind]:
    """All reports by name, in the order in which they are listed.

    >>> list(report_kinds())[:3], list(report_kinds())[-3:]
    (['related', 'speaker', 'technology'], ['gaps', 'stats', 'missed'])
    """
    path = files("talkgraph").joinpath("data", "en", "reports", "reports.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: ReportKind(
                name=name,
                title=row["title"],
                description=row["description"],
                argument=row.get("argument"),
                other=row.get("other"),
                options=tuple(row["options"]),
                example=row["example"],
            )
            for name, row in table.items()
        }
    )


def report_kind(name: str) -> ReportKind:
    """The report of a name.

    Raises:
        NotFoundError: there is none; it carries near names.
    """
    found = report_kinds().get(name)
    if found is None:
        from difflib import get_close_matches

        raise NotFoundError("report", name, get_close_matches(name, report_kinds(), n=2))
    return found


def run_report(graph: TalkGraph, name: str, question: Question | None = None) -> Answer:
    """Asks a report by its name.

    Args:
        graph: the graph.
        name: one of ``report_kinds()``.
        question: what it is asked; None for nothing in particular.

    Raises:
        NotFoundError: no report, or no thing, has that name; it carries near names.
        ValueError: the question does not suit the report.
    """
    asked = question or Question()
    report_kind(name).check(asked)
    with collection_paused():
        return _FUNCTIONS[name](graph, asked)


_Function: TypeAlias = "Callable[[TalkGraph, Question], Answer]"

_FUNCTIONS: Mapping[str, _Function] = {
    "related": lambda graph, asked: related_talks(
        graph,
        asked.argument or "",
        limit=asked.limit or RELATED_AT_ONCE,
        relatedness=(
            Relatedness(graph, vectors=vectors_beside(graph, asked.meaning)) if asked.meaning else None
        ),
    ),
    "speaker": lambda graph, asked: speaker_profile(graph, asked.argument or ""),
    "technology": lambda graph, asked: technology_profile(graph, asked.argument or ""),
    "company": lambda graph, asked: company_profile(graph, asked.argument or ""),
    "event": lambda graph, asked: event_programme(graph, asked.argument or ""),
    "experts": lambda graph, asked: find_experts(graph, asked.argument or "", limit=asked.limit),
    "trends": lambda graph, asked: find_trends(graph, limit=asked.limit),
    "communities": lambda graph, asked: find_communities(graph, limit=asked.limit),
    "path": lambda graph, asked: find_path(graph, asked.argument or "", asked.other or ""),
    "talks": lambda graph, asked: list_talks(graph, event=asked.event, year=asked.year, limit=asked.limit),
    "gaps": lambda graph, asked: find_gaps(graph, limit=asked.limit),
    "stats": lambda graph, asked: (
        compare_stats(load_stats(asked.against), graph_stats(graph)) if asked.against else graph_stats(graph)
    ),
    "missed": lambda graph, asked: missed_words(graph, recap=asked.recap, limit=asked.limit),
}
