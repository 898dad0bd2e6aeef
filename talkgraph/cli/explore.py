"""``talkgraph explore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from talkgraph.store import Endpoint

from talkgraph.cli.options import min_confidence_option, store_option
from talkgraph.explorer import DEFAULT_DEPTH, DEFAULT_TITLE, DEFAULT_TOP, LARGEST_TOP, checked_date

__all__ = ["explore"]


# Click keeps the lines of a paragraph that begins with a backspace character.
_EXAMPLES = """\b
talkgraph explore --output graph.html
talkgraph explore --focus IPFS --depth 1 --output ipfs.html
talkgraph explore --event "dotScale 2016" --output dotscale.html
"""


def _date_or_none(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    try:
        return None if value is None else checked_date(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@click.command(epilog=_EXAMPLES)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("graph.html"),
    show_default=True,
    metavar="FILE",
    help="Write the page there.",
)
@click.option("--focus", metavar="NAME", help="Open on this thing, a name or an IRI, not on the overview.")
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    default=DEFAULT_DEPTH,
    show_default=True,
    metavar="N",
    help="Draw so many steps around the focus.",
)
@click.option("--event", metavar="NAME", help="Hold only this event or series, and what hangs on its talks.")
@click.option(
    "--from",
    "since",
    metavar="DATE",
    callback=_date_or_none,
    help="Hold only events from this year or ISO date on, and what hangs on their talks.",
)
@click.option(
    "--to", "until", metavar="DATE", callback=_date_or_none, help="Hold only events up to this year or date."
)
@click.option(
    "--top",
    type=click.IntRange(1, LARGEST_TOP),
    default=DEFAULT_TOP,
    show_default=True,
    metavar="N",
    help="Draw at most so many things at first.",
)
@click.option("--title", default=DEFAULT_TITLE, show_default=True, metavar="TEXT", help="Title of the page.")
@min_confidence_option()
@store_option
def explore(
    *,
    output: Path,
    focus: str | None,
    depth: int,
    event: str | None,
    since: str | None,
    until: str | None,
    top: int,
    title: str,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Write the graph as an interactive page.

    The page is one file. It opens in any browser without a network, and can be
    mailed. It holds the whole graph with every quote, however little it draws;
    with --event, --from or --to, only the part of the graph that belongs to them.
    """
    from talkgraph.explorer import write_page
    from talkgraph.graph import project
    from talkgraph.store import open_store

    if since and until and until[: len(since)] < since[: len(until)]:
        raise click.UsageError(f"--to {until} is before --from {since}")
    opened = open_store(store, min_confidence=min_confidence)
    page = write_page(
        project(opened),
        output,
        focus=focus,
        depth=depth,
        event=event,
        since=since,
        until=until,
        top=top,
        title=title,
        base=opened.base,
    )
    click.echo(f"{output}: draws {page.drawn:,} of {page.things:,} things; open it in a browser")
