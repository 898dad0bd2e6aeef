"""The reports by name: what each answers, what it takes, and how to ask it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.errors import NotFoundError
from talkgraph.reports.event import event_programme
from talkgraph.reports.missed import missed_words
from talkgraph.reports.related import RELATED_AT_ONCE, related_talks
from talkgraph.reports.speaker import speaker_profile
from talkgraph.reports.stats import graph_stats
from talkgraph.reports.talks import list_talks
from talkgraph.reports.technology import technology_profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from talkgraph.graph.values import TalkGraph
    from talkgraph.reports.layout import Answer

__all__ = ["Question", "ReportKind", "report_kind", "report_kinds", "run_report"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked.

    Attributes:
        argument: the thing that it is about, if it is about one.
        limit: how many rows it lists at most.
        event: the event or series that it keeps to.
        year: the year that it keeps to.
        recap: the recap that it keeps to.
    """

    argument: str | None = None
    limit: int | None = None
    event: str | None = None
    year: int | None = None
    recap: str | None = None


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: how it is called on the command line.
        title: its name for people.
        description: what it answers, in half a sentence.
        argument: the word for the thing that it is about; None if it is about all.
        options: which fields of a ``Question`` it takes besides the argument.
        example: words of a shell that show it.
    """

    name: str
    title: str
    description: str
    argument: str | None
    options: tuple[str, ...]
    example: str

    def check(self, question: Question) -> None:
        """Sees that a question suits the report.

        Raises:
            ValueError: the argument is missing or too much, or an option is not taken.
        """
        if self.argument and question.argument is None:
            raise ValueError(f"the report {self.name} needs {self.argument}, as in: {self.example}")
        if not self.argument and question.argument is not None:
            raise ValueError(f"the report {self.name} is about no single thing, as in: {self.example}")
        for option in ("limit", "event", "year", "recap"):
            if getattr(question, option) is not None and option not in self.options:
                raise ValueError(f"the report {self.name} takes no {option}")


@cache
def report_kinds() -> Mapping[str, ReportKind]:
    """All reports by name, in the order in which they are listed.

    >>> ", ".join(report_kinds())
    'related, speaker, technology, event, talks, stats, missed'
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
    return _FUNCTIONS[name](graph, asked)


_Function: TypeAlias = "Callable[[TalkGraph, Question], Answer]"

_FUNCTIONS: Mapping[str, _Function] = {
    "related": lambda graph, asked: related_talks(
        graph, asked.argument or "", limit=asked.limit or RELATED_AT_ONCE
    ),
    "speaker": lambda graph, asked: speaker_profile(graph, asked.argument or ""),
    "technology": lambda graph, asked: technology_profile(graph, asked.argument or ""),
    "event": lambda graph, asked: event_programme(graph, asked.argument or ""),
    "talks": lambda graph, asked: list_talks(graph, event=asked.event, year=asked.year, limit=asked.limit),
    "stats": lambda graph, _: graph_stats(graph),
    "missed": lambda graph, asked: missed_words(graph, recap=asked.recap, limit=asked.limit),
}
