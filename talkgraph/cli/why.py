"""``talkgraph why``."""

from __future__ import annotations

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
    from pathlib import Path

    from talkgraph.store import Endpoint

__all__ = ["why"]


_EXAMPLES = """\b
talkgraph why Elixir "Erlang VM"
talkgraph why Elixir "builds on" "Erlang VM"
talkgraph why "dotScale 2016" "began on" 2016-04-25
talkgraph why Elixir --format markdown
"""


@click.command(epilog=_EXAMPLES)
@click.argument("thing")
@click.argument("relation", metavar="[RELATION]", required=False)
@click.argument("other", metavar="[OTHER]", required=False)
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="List at most so many statements of one thing."
)
@format_option(REPORT_FORMATS, default="table")
@output_option
@min_confidence_option()
@store_option
def why(
    *,
    thing: str,
    relation: str | None,
    other: str | None,
    limit: int | None,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Say what stands behind a statement, or why there is none.

    THING and OTHER are things by any of their names, in any case and without
    accents; a small typo is passed over. Between two of them come all
    statements, whichever way they read, each with its sentences, recaps, dates,
    confidence and rules; then the claims that were too uncertain, and what
    extraction considered in the same sentences and dropped or turned round, with
    the reason.

    With a RELATION it is one statement. The relation is called as pages and
    reports call it, such as "builds on" or "is the base of", or as in the graph,
    such as tg:buildsOn; OTHER may be a value, such as a date. One THING alone
    gets what it is and is called, and why, and what is stated of it.
    """
    from talkgraph.evidence import explain
    from talkgraph.store import open_store

    if other is None:
        relation, other = None, relation
    opened = open_store(store, min_confidence=min_confidence)
    answer = explain(opened, thing, other, relation=relation, limit=limit)
    write_answer(answer, format_, output, why=format_ != "json")  # as JSON they stand in it in any case
