"""``talkgraph report``."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import (
    REPORT_FORMATS,
    format_option,
    min_confidence_option,
    output_option,
    store_option,
    write_answer,
)

if TYPE_CHECKING:
    from talkgraph.reports import Answer, ReportKind
    from talkgraph.store import Endpoint

__all__ = ["report"]


_EXAMPLES = """\b
talkgraph report related "InterPlanetary File System"
talkgraph report speaker "Juan Benet" --why
talkgraph report talks --year 2016 --format csv
talkgraph report experts IPFS --why
talkgraph report path "Juan Benet" Docker --why
talkgraph report trends --plot trends.svg
talkgraph report gaps --format html --why --output gaps.html
talkgraph report stats --against stats-before.json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name", required=False)
@click.argument("argument", metavar="[WHAT]", required=False)
@click.argument("other", metavar="[OTHER]", required=False)
@click.option("--why", is_flag=True, help="Add the sentences behind each line, with recap and date.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="List at most so many lines.")
@click.option("--event", metavar="NAME", help="Keep to the talks of an event or a series.")
@click.option("--year", type=click.IntRange(1, 9999), metavar="YEAR", help="Keep to the talks of a year.")
@click.option("--recap", metavar="NAME", help="Keep to a recap, by its title or its file.")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Compare with an earlier store, or with its numbers as --format json wrote them.",
)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw it too, as .png or .svg; needs talkgraph[plots].",
)
@click.option(
    "--meaning",
    is_flag=True,
    help="Related talks: count how near the sentences are in meaning, too; needs talkgraph[vectors]. "
    "Each sentence is read once, about a hundred a second, and kept beside the graph.",
)
@format_option(REPORT_FORMATS, default="table")
@output_option
@min_confidence_option()
@store_option
def report(
    *,
    name: str | None,
    argument: str | None,
    other: str | None,
    why: bool,
    limit: int | None,
    event: str | None,
    year: int | None,
    recap: str | None,
    against: Path | None,
    plot: Path | None,
    meaning: bool,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Answer a question that has a name.

    Without a NAME, list the reports. WHAT is the talk, person, technology,
    company or event that the report is about, and OTHER the second thing of a
    path. Any of its names will do, in any case and without accents, and a small
    typo is passed over; a talk may be given by its title or a part of it, by its
    speaker, or by what it is about.
    """
    from talkgraph.graph import project
    from talkgraph.reports import Question, report_kind, run_report
    from talkgraph.store import open_store

    if name is None:
        _list_reports()
        return
    question = Question(
        argument=argument,
        other=other,
        limit=limit,
        event=event,
        year=year,
        recap=recap,
        against=against,
        meaning=store if meaning else None,
    )
    try:
        report_kind(name).check(question)
        _check_plot(report_kind(name), plot)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    graph = project(open_store(store, min_confidence=min_confidence))
    gc.freeze()  # it stays to the end: there is nothing in it to look for
    gc.disable()  # nor in the one answer, after which the process ends
    answer = run_report(graph, name, question)
    if plot is not None:
        _draw(answer, plot)
    write_answer(answer, format_, output, why=why)


def _check_plot(kind: ReportKind, plot: Path | None) -> None:
    from talkgraph.reports import PLOT_FORMATS

    if plot is not None and "plot" not in kind.options:
        raise ValueError(f"the report {kind.name} takes no plot")
    if plot is not None and plot.suffix.lower().lstrip(".") not in PLOT_FORMATS:
        endings = " or ".join(f".{ending}" for ending in PLOT_FORMATS)
        raise ValueError(f"a plot is a file that ends in {endings}, not {plot.name!r}")


def _draw(answer: Answer, plot: Path) -> None:
    from talkgraph.reports import Trends, plot_trends
    from talkgraph.store import save_file

    if isinstance(answer, Trends):
        save_file(plot, plot_trends(answer, plot.suffix.lower().lstrip(".")))


def _list_reports() -> None:
    from talkgraph.reports import report_kinds

    calls = {
        kind: " ".join(filter(None, (kind.name, kind.argument, kind.other)))
        for kind in report_kinds().values()
    }
    widest = max(map(len, calls.values()))
    for kind, call in calls.items():
        click.echo(f"{call:<{widest}}  {kind.description}")
    click.echo("\nAs in: " + next(iter(calls)).example)
