"""``talkgraph build``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from talkgraph.cli.explaining import explained
from talkgraph.cli.fetching import fetch_lines, fetch_options, fetch_words, split_words
from talkgraph.cli.options import min_confidence_option, store_folder_option
from talkgraph.cli.progress import progress_bar
from talkgraph.model import DEFAULT_BASE, is_base
from talkgraph.store import DEFAULT_MIN_CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from talkgraph.builder import BuildOutcome, RecapOutcome
    from talkgraph.sources import SourceFile

__all__ = ["build"]


_EXAMPLES = """\b
talkgraph build corpus/
talkgraph build posts/2016-04-25-dotscale-2016.md --store dotscale.db
talkgraph build corpus/ --min-confidence 0.7
talkgraph build posts/ --explain
talkgraph build posts/ https://example.org/2016/dotscale.html
"""


def _checked(context: click.Context, option: click.Parameter, base: str | None) -> str | None:
    if base is not None and not is_base(base):
        raise click.BadParameter(
            f"no IRI can begin with {base!r}; try one such as {DEFAULT_BASE}", context, option
        )
    return base


@click.command(epilog=_EXAMPLES)
@click.argument("words", metavar="PATH|URL…", nargs=-1, required=True, type=click.Path())
@click.option("--model", metavar="NAME", help="An installed spaCy pipeline for English.")
@click.option("--base", metavar="IRI", callback=_checked, help="What the IRIs of things begin with.")
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    metavar="N",
    help="Size limit of one file or page.  [default: 2 MiB]",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Read in so many processes, each with 0.7 GB; 0 for as many as there are cores.",
)
@click.option(
    "--explain", is_flag=True, help="List what was considered and dropped or turned round, and why."
)
@click.option(
    "--engine",
    type=click.Choice(("local", "spark")),
    default="local",
    show_default=True,
    help="Where the recaps are read: on this machine, or on a Spark cluster.",
)
@click.option("--master", metavar="URL", help="The cluster, as Spark names it.  [default: local[*]]")
@click.option(
    "--nquads",
    metavar="PLACE",
    help="With Spark: write N-Quads into this folder of any file system, and no store.",
)
@min_confidence_option(
    "Let claims of this confidence, 0 to 1, or more make statements; the others are only kept. It holds for "
    "this build: the next one needs it again.",
    default=DEFAULT_MIN_CONFIDENCE,
)
@fetch_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@store_folder_option
def build(
    *,
    words: tuple[str, ...],
    model: str | None,
    base: str | None,
    max_bytes: int | None,
    jobs: int,
    engine: str,
    master: str | None,
    nquads: str | None,
    explain: bool,
    min_confidence: float,
    quiet: bool,
    store: Path,
    **fetching: Any,
) -> int:
    """Read recaps and make or update the graph.

    PATH is a file or a folder: Markdown, HTML, reStructuredText, plain text, or
    talk data such as the schedule of a conference (JSON, XML), a calendar or a feed.
    Recaps that did not change since the last build are not read again. A recap
    that cannot be read is reported, and the others are built.

    A file corrections.yaml in a folder, or beside a file, says what people know
    better: it is applied on every build, and an entry that changes nothing is
    named.

    URL is the address of a page, with http:// or https://. It is fetched before
    the build, and kept; where its server cannot be asked, the kept copy is read.
    Without a URL no connection is opened.

    With --engine spark, the paths may lie on any file system that Spark reads
    (hdfs://…, s3a://…), and the graph is the same. It is always made of all
    recaps, and corrections are not applied there.

    With --explain, the last lines list by recap what sentences almost state:
    what the kinds of things, doubts, contradictions or words such as "not" kept
    out of the graph, and what was turned round, each with its sentence.
    """
    from talkgraph.builder import build as build_store

    paths, urls = split_words(words)
    if engine == "spark":
        if urls or explain or jobs != 1:
            raise click.UsageError("--engine spark takes no pages of the web, no --explain and no --jobs")
        wanted = {"model": model, "base": base, "max_bytes": max_bytes, "min_confidence": min_confidence}
        return _on_spark(list(map(str, paths)), master or "local[*]", store, nquads, wanted, quiet=quiet)
    if master or nquads:
        raise click.UsageError("--master and --nquads are for --engine spark")
    failures = 0
    files: list[SourceFile] = []
    if urls:
        fetched = fetch_words(urls, store=store, max_bytes=max_bytes, **fetching)
        for line in fetch_lines(fetched):
            click.echo(line, err=True)
        failures = len(fetched.failures)
        files = [recap.file for recap in fetched.recaps]
        if not paths and not files:
            return 1
    jobs = jobs or os.cpu_count() or 1
    settings = {"base": base, "max_bytes": max_bytes, "min_confidence": min_confidence, "jobs": jobs}
    given: Any = {name: value for name, value in settings.items() if value is not None}
    with progress_bar(shown=not quiet and sys.stderr.isatty()) as progress:
        outcome = build_store([*paths, *files], store=store, model=model, progress=progress, **given)
    if not quiet:
        for line in _lines(outcome, store):
            click.echo(line)
    if explain:
        for line in explained(outcome):
            click.echo(line)
    for unmatched in outcome.unmatched:
        click.echo(f"talkgraph: {unmatched}", err=True)
    for failure in outcome.failures:
        click.echo(f"talkgraph: {failure}", err=True)
    return 1 if outcome.failures or failures else 0


def _on_spark(
    paths: list[str],
    master: str,
    store: Path,
    nquads: str | None,
    settings: Mapping[str, Any],
    *,
    quiet: bool,
) -> int:
    from talkgraph.spark import build_on_spark, open_session, write_store_of

    given = {name: value for name, value in settings.items() if value is not None}
    with open_session(master) as session:
        outcome = build_on_spark(session, paths, **given)
        if nquads is not None:
            outcome.save(nquads)
        else:
            write_store_of(outcome, store)
    if not quiet:
        click.echo(f"{nquads or store}: {_count(outcome.recaps, 'recap')}")
    for failure in outcome.failures:
        click.echo(f"talkgraph: {failure}", err=True)
    return 1 if outcome.failures else 0


def _lines(outcome: BuildOutcome, store: Path) -> Iterator[str]:
    width = max((len(recap.source) for recap in outcome.recaps), default=0)
    for recap in outcome.recaps:
        yield f"{recap.source:{width}}  {_found(recap)}"
    for source in outcome.removed:
        yield f"{source:{width}}  removed"
    for source, entries in outcome.corrections.items():
        yield f"{source:{width}}  {_count(entries, 'correction')}"
    recaps = _count(len(outcome.recaps), "recap")
    yield f"{store}: {_count(outcome.things, 'thing')} from {recaps}"


def _found(recap: RecapOutcome) -> str:
    if recap.skipped:
        return recap.skipped
    counts = (
        _count(recap.talks, "talk"),
        _count(recap.people, "person", "people"),
        _count(recap.technologies, "technology", "technologies"),
        _count(recap.statements, "statement"),
    )
    return ", ".join(counts) + ("" if recap.fresh else " (unchanged)")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
