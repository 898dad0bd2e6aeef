"""``talkgraph doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from talkgraph.cli.options import format_option, store_folder_option
from talkgraph.errors import StoreError

__all__ = ["doctor"]

_EXAMPLES = """\b
talkgraph doctor
talkgraph doctor --recaps corpus/
talkgraph doctor --store dotscale.db --format json
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--recaps",
    metavar="PATH",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file or folder that was given to the build: tell what changed there since. May be given "
    "several times.",
)
@format_option(("text", "json"), default="text")
@store_folder_option
def doctor(*, recaps: tuple[Path, ...], format_: str, store: Path) -> None:
    """Look whether the graph's folder is whole.

    Looks at the format, at every byte of the graph, at the sentence of every
    claim, and at what is remembered of each recap, and changes nothing. Each
    finding is one line: where, what, and what to do.
    """
    from talkgraph.doctor import check_store, render_health

    health = check_store(store, recaps=recaps)
    click.echo(render_health(health, format_), nl=False)
    if not health.is_sound:
        count = len(health.findings)
        raise StoreError(store, f"{count} thing{' is' if count == 1 else 's are'} wrong with it")
