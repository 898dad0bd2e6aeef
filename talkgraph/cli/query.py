"""``talkgraph query``."""

from __future__ import annotations

import shutil
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import (
    format_option,
    min_confidence_option,
    output_option,
    store_option,
    write_output,
)
from talkgraph.errors import QueryError
from talkgraph.sparql import FORMATS, find_query, format_answer, read_query, saved_queries
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["query"]


_EXAMPLES = """\b
talkgraph query 'SELECT ?name { ?p a schema:Person ; schema:name ?name }'
talkgraph query who-talked-about --param topic=IPFS
"""


@click.command(epilog=_EXAMPLES)
@click.argument("words", metavar="QUERY", required=False)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), metavar="FILE", help="Read the query from a file."
)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="Give a parameter of the query a value."
)
@click.option("--list", "list_", is_flag=True, help="List the saved queries and their parameters.")
@format_option(FORMATS, default="table")
@output_option
@min_confidence_option()
@store_option
def query(
    *,
    words: str | None,
    file: Path | None,
    params: tuple[str, ...],
    list_: bool,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path,
) -> None:
    """Ask the graph in SPARQL.

    QUERY is SPARQL text, the path of a file that holds it, the name of a saved
    query, or - to read it from the standard input. The graph's prefixes (tg,
    schema, prov, …) need no declaration. GRAPH ?recap { … } reads the claims,
    whatever their confidence.
    """
    if list_:
        for saved in saved_queries().values():
            asked = " ".join(f"{p.name}={p.default or ''}" for p in saved.parameters)
            click.echo(f"{saved.name}: {saved.description}{f' ({asked})' if asked else ''}")
        return
    if (words is None) == (file is None):
        raise click.UsageError("give either a QUERY or a --file")
    given = _pairs(params)
    if file is not None:
        asked_for = read_query(file)
    else:
        asked_for = find_query(_standard_input() if words == "-" else str(words))
    with _interruptible():
        answer = format_answer(
            open_store(store, min_confidence=min_confidence),
            asked_for.text,
            format_,
            parameters=asked_for.values(given),
            width=shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None,
        )
    write_output(answer, output)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Lets Ctrl-C end the process at once: Python would see it only after Oxigraph is done."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the standard input is not UTF-8: {error.reason}") from error


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise click.BadParameter(f"{param!r} has no '='; write NAME=VALUE", param_hint="--param")
        pairs[name] = value
    return pairs
