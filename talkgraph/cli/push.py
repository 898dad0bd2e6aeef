"""``talkgraph push``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import min_confidence_option, store_folder_option
from talkgraph.cli.progress import progress_bar
from talkgraph.pushing import DEFAULT_BATCH

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["push"]

_EXAMPLES = """\b
talkgraph push http://localhost:7878/query --update http://localhost:7878/update
talkgraph push http://localhost:8890/sparql-auth
"""


@click.command(epilog=_EXAMPLES)
@click.argument("target", metavar="ADDRESS")
@click.option("--update", metavar="ADDRESS", help="Where the store takes updates, if that is elsewhere.")
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    default=DEFAULT_BATCH,
    show_default=True,
    metavar="N",
    help="Triples in one request.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@min_confidence_option()
@store_folder_option
def push(
    *,
    target: str,
    update: str | None,
    batch: int,
    quiet: bool,
    min_confidence: float | None,
    store: Path,
) -> None:
    """Send the graph to another SPARQL store.

    ADDRESS is the SPARQL 1.1 endpoint of any store, such as Virtuoso, Fuseki,
    GraphDB or Oxigraph's server. Only what is missing or other there is sent; a
    push that broke off goes on where it was. Afterwards, query, report, explore
    and serve take the address as their --store.

    User and password are those of TALKGRAPH_USER and TALKGRAPH_PASSWORD, or of ~/.netrc.
    """
    from talkgraph.pushing import push as run
    from talkgraph.store import open_store

    opened = open_store(store, min_confidence=min_confidence)
    with progress_bar(shown=not quiet and sys.stderr.isatty()) as step:
        outcome = run(opened, target, updates=update, batch=batch, progress=step)
    if not quiet:
        where = f", statements in <{outcome.statements}>" if outcome.statements else ""
        click.echo(
            f"{outcome.target}: {outcome.sent:,} sent, {outcome.removed:,} removed, "
            f"{outcome.unchanged:,} as they were{where}"
        )
