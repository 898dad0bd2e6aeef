"""Answers as a table for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.model import Iri, shorten
from talkgraph.sparql.saved import IRI_COLUMN
from talkgraph.sparql.values import Bindings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.sparql.values import Cell

__all__ = ["plain_table", "terminal_table", "without_iris"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def without_iris(bindings: Bindings) -> Bindings:
    """An answer for people: without each column ``talkIri`` that has a column ``talk`` beside it."""
    named = {f"{name}{IRI_COLUMN}" for name in bindings.variables}
    kept = [column for column, name in enumerate(bindings.variables) if name not in named]
    return Bindings(
        tuple(bindings.variables[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in bindings.rows),
    )


def plain_table(bindings: Bindings, *, base: str) -> str:
    """A table of aligned columns, for files and pipes.

    Args:
        bindings: the answer.
        base: IRIs that begin with it are written with ``id:``.

    Returns:
        Column names, a rule, and a line for each row; each ends in a line break.
    """
    rows = [bindings.variables, *_texts(bindings, base)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(bindings.variables))]
    rule = ["-" * width for width in widths]
    return "".join(f"{_line(row, widths)}\n" for row in (rows[0], rule, *rows[1:]))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def terminal_table(bindings: Bindings, *, base: str, width: int) -> str:
    """A table with colours and wrapped cells, for a terminal that is ``width`` columns wide.

    Args:
        bindings: the answer.
        base: IRIs that begin with it are written with ``id:``.
        width: columns of the terminal.
    """
    from io import StringIO

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    count = len(bindings.rows)
    table = Table(box=SIMPLE_HEAD)
    for name, column in zip(bindings.variables, zip(*bindings.rows, strict=True), strict=False):
        numeric = all(isinstance(value, int | float) for value in column)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for name in bindings.variables[len(table.columns) :]:
        table.add_column(Text(name))
    for row in _texts(bindings, base):
        table.add_row(*map(Text, row))
    console = Console(
        file=StringIO(), force_terminal=True, width=width, highlight=False, legacy_windows=False
    )
    with console.capture() as capture:
        console.print(table)
        console.print(f"  {count} row{'' if count == 1 else 's'}", style="dim")
    return capture.get()


def _texts(bindings: Bindings, base: str) -> list[tuple[str, ...]]:
    return [tuple(_text(value, base) for value in row) for row in bindings.rows]


def _text(value: Cell, base: str) -> str:
    """A value on one line, without characters that would steer the terminal."""
    match value:
        case None:
            return ""
        case Iri():
            return shorten(value.value, base)
        case bool():
            return "true" if value else "false"
        case _:
            return _CONTROL.sub(" ", str(value))
