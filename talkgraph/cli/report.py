"""``talkgraph report``."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import (
    format_option,
    min_confidence_option,
    output_option,
    store_option,
    write_output,
)

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["report"]

_FORMATS = ("table", "markdown", "json", "csv")


_EXAMPLES = """\b
talkgraph report related "InterPlanetary File System"
talkgraph report speaker "Juan Benet" --why
talkgraph report talks --year 2016 --format csv
talkgraph report missed --why
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name", required=False)
@click.argument("argument", metavar="[WHAT]", required=False)
@click.option("--why", is_flag=True, help="Add the sentences behind each line, with recap and date.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="List at most so many lines.")
@click.option("--event", metavar="NAME", help="Keep to the talks of an event or a series.")
@click.option("--year", type=click.IntRange(1, 9999), metavar="YEAR", help="Keep to the talks of a year.")
@click.option("--recap", metavar="NAME", help="Keep to a recap, by its title or its file.")
@format_option(_FORMATS, default="table")
@output_option
@min_confidence_option()
@store_option
def report(
    *,
    name: str | None,
    argument: str | None,
    why: bool,
    limit: int | None,
    event: str | None,
    year: int | None,
    recap: str | None,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path,
) -> None:
    """Answer a question that has a name.

    Without a NAME, list the reports. WHAT is the talk, person, technology or
    event that the report is about; a talk may be given by its title or a part
    of it, by its speaker, or by what it is about.
    """
    from talkgraph.graph import project
    from talkgraph.reports import Question, render, report_kind, run_report
    from talkgraph.store import open_store

    if name is None:
        _list_reports()
        return
    question = Question(argument=argument, limit=limit, event=event, year=year, recap=recap)
    try:
        report_kind(name).check(question)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    graph = project(open_store(store, min_confidence=min_confidence))
    answer = run_report(graph, name, question)
    on_terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    write_output(render(answer, format_, why=why, terminal_width=width).encode(), output)


def _list_reports() -> None:
    from talkgraph.reports import report_kinds

    calls = {kind: " ".join(filter(None, (kind.name, kind.argument))) for kind in report_kinds().values()}
    widest = max(map(len, calls.values()))
    for kind, call in calls.items():
        click.echo(f"{call:<{widest}}  {kind.description}")
    click.echo("\nAs in: " + next(iter(calls)).example)
