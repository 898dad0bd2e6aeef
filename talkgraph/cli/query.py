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
    queries_option,
    store_option,
    write_output,
)
from talkgraph.errors import QueryError
from talkgraph.graph import index_store
from talkgraph.sparql import FORMATS, find_query, format_answer, own_queries, read_query, saved_queries
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.sparql import Cell, SavedQuery
    from talkgraph.store import Endpoint, Store

__all__ = ["query"]


_EXAMPLES = """\b
talkgraph query 'SELECT ?name { ?p a schema:Person ; schema:name ?name }'
talkgraph query who-talked-about --topic IPFS
talkgraph query talks --place Paris --since 2016 --format csv
"""


@click.command(
    epilog=_EXAMPLES,
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True},
)
@click.argument("words", metavar="QUERY", required=False)
@click.argument("values", metavar="[--NAME VALUE]…", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--file", "file", type=click.Path(path_type=Path), metavar="FILE", help="Read the query from a file."
)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a parameter of the query a value; the same as --NAME VALUE.",
)
@click.option("--list", "list_", is_flag=True, help="List the saved queries and their parameters.")
@queries_option
@format_option(FORMATS, default="table")
@output_option
@min_confidence_option()
@store_option
def query(
    *,
    words: str | None,
    values: tuple[str, ...],
    file: Path | None,
    params: tuple[str, ...],
    list_: bool,
    queries: Path | None,
    format_: str,
    output: Path | None,
    min_confidence: float | None,
    store: Path | Endpoint,
) -> None:
    """Ask the graph in SPARQL.

    QUERY is SPARQL text, the path of a file that holds it, the name of a saved
    query, or - to read it from the standard input. The graph's prefixes (tg,
    schema, prov, …) need no declaration. GRAPH ?recap { … } reads the claims,
    whatever their confidence.

    A saved query takes its parameters as options: who-talked-about --topic
    IPFS. Things are given by any of their names.
    """
    own = own_queries(store, queries)
    if list_:
        for saved in saved_queries(own).values():
            click.echo(f"{saved.name}: {saved.description}{_asked(saved)}")
        return
    first, rest = _without_query(words, values, file)
    if (first is None) == (file is None):
        raise click.UsageError("give either a QUERY or a --file")
    given = _pairs(params) | _options(rest)
    if file is not None:
        asked_for = read_query(file)
    else:
        asked_for = find_query(_standard_input() if first == "-" else str(first), own)
    with _interruptible():
        opened = open_store(store, min_confidence=min_confidence)
        answer = format_answer(
            opened,
            asked_for.text,
            format_,
            parameters=_values(asked_for, given, opened),
            width=shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else None,
            named=bool(asked_for.parameters or asked_for.title),
        )
    write_output(answer, output)


def _asked(saved: SavedQuery) -> str:
    words = (f"--{p.name} {p.default or ''}".strip() for p in saved.parameters)
    shown = (f"[{word}]" if p.optional else word for word, p in zip(words, saved.parameters, strict=True))
    return f" ({' '.join(shown)})" if saved.parameters else ""


def _values(saved: SavedQuery, given: dict[str, str], opened: Store) -> dict[str, Cell]:
    names = index_store(opened) if any(p.kinds is not None for p in saved.parameters) else None
    return saved.values(given, names)


def _without_query(
    words: str | None, values: tuple[str, ...], file: Path | None
) -> tuple[str | None, Sequence[str]]:
    """The query and the options of its parameters: with ``--file`` there is no query among the words."""
    everything = [*filter(None, [words]), *values]
    if file is not None or not everything or everything[0].startswith("--"):
        return None, everything
    return everything[0], everything[1:]


def _options(words: Sequence[str]) -> dict[str, str]:
    """``--name value`` and ``--name=value`` by name."""
    found: dict[str, str] = {}
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise click.UsageError(f"Got unexpected extra argument ({word})")
        if not equals:
            if not waiting:
                raise click.UsageError(f"Option {word!r} requires an argument.")
            value = waiting.pop()
        found[name.replace("-", "_")] = value
    return found


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
