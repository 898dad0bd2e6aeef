"""``talkgraph diff``."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from talkgraph.cli.options import REPORT_FORMATS, format_option, output_option, write_answer

__all__ = ["diff"]


_EXAMPLES = """\b
talkgraph diff before.db talkgraph.db
talkgraph diff before.nq talkgraph.db --why
talkgraph diff before.db talkgraph.db --limit 20 --format markdown
"""


@click.command(epilog=_EXAMPLES)
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option("--why", is_flag=True, help="Add the sentences behind each statement, with recap and date.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="List at most so many changes of each sort."
)
@format_option(REPORT_FORMATS, default="table")
@output_option
def diff(*, old: Path, new: Path, why: bool, limit: int | None, format_: str, output: Path | None) -> None:
    """Say what changed between two graphs.

    OLD and NEW are stores, or files that talkgraph export --format nquads wrote.
    Listed are recaps, things and statements that only one of them has, things
    that have another name, IRI or kind, and statements that are more or less
    certain by 0.05 or more; everything is counted. A thing that has another IRI
    is known again by its name, so that what is stated of it does not change
    with it.
    """
    from talkgraph.graph import load_graph
    from talkgraph.reports import diff_graphs

    before, after = load_graph(old), load_graph(new)
    gc.freeze()  # they stay to the end: there is nothing in them to look for
    write_answer(diff_graphs(before, after, limit=limit), format_, output, why=why)
