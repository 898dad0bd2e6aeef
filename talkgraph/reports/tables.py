"""A report as aligned text, and as a drawn table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from talkgraph.reports.texts import cell_text, numbered, one_line, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from talkgraph.reports.layout import Report
    from talkgraph.reports.texts import Numbered

__all__ = ["aligned", "drawn"]

_GAP = "  "
_NO_QUOTE = "no sentence: it follows from others"


def aligned(report: Report, *, why: bool) -> str:
    """A report as text in columns, without colours or lines.

    Args:
        report: the report.
        why: whether to list the sentences behind each row below its section.
    """
    blocks = ["\n".join((one_line(report.title), *map(one_line, report.notes)))]
    for part in numbered(report, why=why):
        heading = [part.section.title] if part.section.title else []
        body = _columns(part) if part.rows else [one_line(part.section.empty)]
        blocks.append("\n".join((*heading, *body)))
        if part.has_numbers:
            blocks.append("\n".join(_quotes(part)))
    return "\n\n".join(blocks) + "\n"


def _columns(part: Numbered) -> list[str]:
    titles, rows = _grid(part)
    right = _right_aligned(part)
    widths = [max(map(_width, column)) for column in zip(titles, *rows, strict=True)]
    return [
        _GAP.join(
            _padded(text, width, right=is_right)
            for text, width, is_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in (titles, *rows)
    ]


def _grid(part: Numbered) -> tuple[list[str], list[list[str]]]:
    """Column titles and cells as text, with the numbers of the rows in front if they have any."""
    numbers = part.has_numbers
    titles = [*(["#"] if numbers else []), *part.section.columns]
    rows = [[*([str(number)] if numbers else []), *map(cell_text, row.cells)] for number, row in part.rows]
    return titles, rows


def _right_aligned(part: Numbered) -> list[bool]:
    cells = zip(*(row.cells for _, row in part.rows), strict=True)
    figures = [all(isinstance(cell, int | float | None) for cell in column) for column in cells]
    return [*([True] if part.has_numbers else []), *figures]


def _quotes(part: Numbered) -> Iterator[str]:
    for number, row in part.rows:
        margin = f"[{number}] "
        for citation in row.evidence:
            yield f"{margin}“{one_line(citation.quote)}” ({reference(citation)})"
            margin = " " * len(margin)
        if not row.evidence:
            yield margin + _NO_QUOTE


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    """Columns that a text takes where letters of some scripts take two."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def drawn(report: Report, *, why: bool, width: int) -> str:
    """A report for a terminal, with colours, and long cells broken into lines.

    Args:
        report: the report.
        why: whether to list the sentences behind each row below its section.
        width: columns of the terminal.
    """
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    output = StringIO()
    console = Console(file=output, force_terminal=True, width=width, highlight=False)
    console.print(Text(one_line(report.title), style="bold"))
    for note in report.notes:
        console.print(Text(one_line(note), style="dim"))
    for part in numbered(report, why=why):
        console.print()
        if part.section.title:
            console.print(Text(part.section.title, style="bold cyan"))
        if part.rows:
            _draw_table(console, part)
        else:
            console.print(Text(one_line(part.section.empty)))
        if part.has_numbers:
            for line in _quotes(part):
                console.print(Text(line, style="italic"))
    return output.getvalue()


def _draw_table(console: Console, part: Numbered) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    titles, rows = _grid(part)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for title, right in zip(titles, _right_aligned(part), strict=True):
        table.add_column(Text(title), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
