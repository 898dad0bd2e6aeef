"""``talkgraph ask``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import (
    format_option,
    min_confidence_option,
    output_option,
    store_option,
    write_output,
)
from talkgraph.questions import ANSWER_FORMATS, format_answer
from talkgraph.questions import ask as answer_question
from talkgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Endpoint

__all__ = ["ask"]

_MOST = 10

_EXAMPLES = """\b
talkgraph ask "who talked about IPFS?"
talkgraph ask which events were held in Paris since 2016
talkgraph ask --format json "what is similar to Nuts"
"""


@click.command(epilog=_EXAMPLES)
@click.argument("question", nargs=-1, required=True, metavar="QUESTION…")
@click.option("--why/--no-why", default=True, show_default=True, help="Show sentences behind the answer.")
@click.option("--sparql/--no-sparql", default=True, show_default=True, help="Show the SPARQL that was run.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=_MOST,
    show_default=True,
    metavar="N",
    help="Name so many answers at most; JSON has all.",
)
@format_option(ANSWER_FORMATS, default="text")
@output_option
@min_confidence_option()
@store_option
def ask(
    *,
    question: tuple[str, ...],
    why: bool,
    sparql: bool,
    limit: int,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Ask the graph in words.

    QUESTION is in English, of a form that talkgraph knows, about names in the
    graph. The answer is what recaps say, with sentences behind it and the
    SPARQL that was run. There is no language model in it: a question that
    cannot be read is refused, with the nearest ones that can.
    """
    answer = answer_question(open_store(store, min_confidence=min_confidence), " ".join(question))
    write_output(format_answer(answer, format_, limit=limit, why=why, sparql=sparql), output)
