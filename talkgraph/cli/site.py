"""``talkgraph site``."""

from __future__ import annotations

from pathlib import Path

import click

from talkgraph.cli.options import min_confidence_option, store_option

__all__ = ["site"]

# Click keeps the lines of a paragraph that begins with a backspace character.
_EXAMPLES = """\b
talkgraph site public/
talkgraph site public/ --title "Talks in Paris" --address https://example.org/talks/
"""


def _address_or_none(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from talkgraph.site import checked_address

    try:
        return None if value is None else checked_address(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@click.command(epilog=_EXAMPLES)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--title", default="Who talked about what", show_default=True, metavar="TEXT", help="Name of the site."
)
@click.option(
    "--address",
    metavar="URL",
    callback=_address_or_none,
    help="Where the site will be; with it there is a sitemap, and each page names its address.",
)
@min_confidence_option()
@store_option
def site(*, out: Path, title: str, address: str | None, min_confidence: float | None, store: Path) -> None:
    """Write the graph as a static site.

    OUT is a folder that any host of files can serve, below any address, and
    that opens from a disk: a page of each thing and recap, programmes, related
    talks, lists, a search and the explorer. A folder that has such a site is
    brought up to date; other files in it stay. A folder with other files only
    is left alone.
    """
    from talkgraph.site import write_site
    from talkgraph.store import open_store

    opened = open_store(store, min_confidence=min_confidence)
    done = write_site(opened, out, title=title, address=address)
    click.echo(
        f"{out}: {done.things:,} things, {done.recaps:,} recaps, {done.files:,} files, "
        f"{done.size / 1e6:.1f} MB; open {out / 'index.html'} in a browser"
    )
    if done.removed:
        click.echo(f"{done.removed:,} files of an earlier site are gone")
    if done.moved:
        click.echo(
            f"{done.moved:,} pages have other addresses than their IRIs, which no disk is sure to hold"
        )
