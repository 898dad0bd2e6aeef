"""A report as aligned text, and as a drawn table for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from talkgraph.reports.texts import WHY, References, cell_text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from talkgraph.reports.layout import Report, Section

__all__ = ["aligned", "drawn"]

_GAP = "  "
_SENTENCES = "Sentences"


def aligned(report: Report, *, why: bool) -> str:
    """A report as text in columns, without colours or lines.

    Args:
        report: the report.
        why: whether to number the sentences behind each row and to list them at the end.
    """
    references = References(report, why=why)
    blocks = ["\n".join((one_line(report.title), *map(one_line, report.notes)))]
    for section in report.sections:
        body = _columns(section, references) if section.rows else [one_line(section.empty)]
        if section.rows or section.empty:
            blocks.append("\n".join((*([section.title] if section.title else []), *body)))
    if references:
        blocks.append("\n".join((_SENTENCES, *_sentences(references))))
    return "\n\n".join(blocks) + "\n"


def _columns(section: Section, references: References) -> list[str]:
    titles, rows, right = _grid(section, references)
    widths = [max(map(_width, column)) for column in zip(titles, *rows, strict=True)]
    return [
        _GAP.join(
            _padded(text, width, right=is_right)
            for text, width, is_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in (titles, *rows)
    ]


def _grid(section: Section, references: References) -> tuple[list[str], list[list[str]], list[bool]]:
    """Titles of the columns, the cells as text, and which columns hold figures."""
    marks = references.needed(section.rows)
    columns = zip(*(row.cells for row in section.rows), strict=True)
    figures = [all(isinstance(cell, int | float | None) for cell in column) for column in columns]
    return (
        [*section.columns, *([WHY] if marks else [])],
        [[*map(cell_text, row.cells), *([references.mark(row)] if marks else [])] for row in section.rows],
        [*figures, *([False] if marks else [])],
    )


def _sentences(references: References) -> Iterator[str]:
    margin = len(str(len(references.citations)))
    for number, citation in references.citations.items():
        yield f"{number:>{margin}}  “{one_line(citation.quote)}” ({references.source(citation)})"


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def _width(text: str) -> int:
    """Columns that a text takes where letters of some scripts take two."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def drawn(report: Report, *, why: bool, width: int) -> str:
    """A report for a terminal, with colours, and long cells broken into lines.

    Args:
        report: the report.
        why: whether to number the sentences behind each row and to list them at the end.
        width: columns of the terminal.
    """
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    references = References(report, why=why)
    output = StringIO()
    console = Console(file=output, force_terminal=True, width=width, highlight=False)
    console.print(Text(one_line(report.title), style="bold"))
    for note in report.notes:
        console.print(Text(one_line(note), style="dim"))
    for section in report.sections:
        if section.rows or section.empty:
            console.print()
            if section.title:
                console.print(Text(section.title, style="bold cyan"))
            _draw(console, section, references)
    if references:
        console.print()
        console.print(Text(_SENTENCES, style="bold cyan"))
        for line in _sentences(references):
            console.print(Text(line))
    return output.getvalue()


def _draw(console: Console, section: Section, references: References) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not section.rows:
        console.print(Text(one_line(section.empty)))
        return
    titles, rows, right = _grid(section, references)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for title, is_right in zip(titles, right, strict=True):
        table.add_column(Text(title), justify="right" if is_right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
