"""``talkgraph serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from talkgraph.store import Endpoint

from talkgraph.cli.options import min_confidence_option, queries_option, store_option

__all__ = ["serve"]

# Click keeps the lines of a paragraph that begins with a backspace character.
_EXAMPLES = """\b
talkgraph serve
talkgraph serve --store dotscale.db --port 9000 --seconds 30
talkgraph serve --host 0.0.0.0 --cors
talkgraph serve --edit posts/
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Listen at this address."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    metavar="N",
    help="Listen at this port; 0 for any that is free.",
)
@click.option("--cors", is_flag=True, help="Let pages of other sites ask.")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name that this server is asked by, besides those of this machine; * for any.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    metavar="N",
    help="Stop a request after so long.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    metavar="N",
    help="Answer with so many rows or triples at most.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that answer.  [default: one more than there are cores]",
)
@click.option(
    "--title", default="Who talked about what", show_default=True, metavar="TEXT", help="Name of the site."
)
@click.option(
    "--edit",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Let whoever sits at this machine correct, at /review and on the pages of things; written to "
    "corrections.yaml in PATH, the folder of the recaps.",
)
@queries_option
@min_confidence_option()
@store_option
def serve(
    *,
    host: str,
    port: int,
    cors: bool,
    hosts: tuple[str, ...],
    seconds: float,
    rows: int,
    workers: int | None,
    title: str,
    edit: Path | None,
    queries: Path | None,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Serve the graph over HTTP.

    A SPARQL endpoint at /sparql, a page to query it at /, a page of every
    thing at its address, the saved queries at /q/, the explorer at /explore.
    It can only be read, and only from this machine unless --host says
    otherwise; with --edit, its pages offer to correct what is wrong. A graph
    that is built anew is served without a restart. Ctrl-C ends it.
    """
    from talkgraph.review import corrections_path
    from talkgraph.server import Limits, Settings, is_local
    from talkgraph.server import serve as run
    from talkgraph.sparql import own_queries

    if edit and (cors or hosts or not is_local(host)):
        raise click.UsageError("--edit is for this machine alone: without --host, --allow-host and --cors")
    limits = {"seconds": seconds, "rows": rows, "workers": workers}
    settings = Settings(
        store,
        own=own_queries(store, queries),
        min_confidence=min_confidence,
        limits=Limits(**{name: value for name, value in limits.items() if value is not None}),  # type: ignore[arg-type]
        cors=cors,
        hosts=_names(host, hosts),
        title=title,
        edit=corrections_path(edit) if edit else None,
    )
    run(settings, host=host, port=port, ready=lambda address: click.echo(f"{store} is served at {address}"))


def _names(host: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """The names that requests may be addressed to: those of this machine where only it can ask."""
    local = ("localhost", "127.0.0.1", "[::1]")
    return (*local, *others) if host in {*local, "::1"} else others
