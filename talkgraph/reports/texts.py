"""Cells and sentences as safe, single-line text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.reports.layout import Cell, Report, Row
    from talkgraph.reports.values import Citation

__all__ = ["WHY", "References", "cell_text", "one_line"]

WHY = "Why"

_JOINERS = "\u200c\u200d"  # parts of emoji and of words in some scripts
_MOST_NAMES = 5


def one_line(text: str) -> str:
    r"""A text without line breaks and without characters that steer a terminal.

    >>> one_line("two\nlines \x1b[31mred")
    'two lines �[31mred'
    """
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined
    return "".join(c if c.isprintable() or c in _JOINERS else "�" for c in joined)


def cell_text(cell: Cell) -> str:
    """A cell as people read it; nothing for None, two digits for a fraction, at most five names.

    >>> cell_text(("Ada", "Grace")), cell_text(0.875), cell_text(None)
    ('Ada, Grace', '0.88', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        rest = len(cell) - _MOST_NAMES
        shown = [*map(one_line, cell[:_MOST_NAMES]), *([f"{rest} more"] if rest > 0 else [])]
        return ", ".join(shown)
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return one_line(str(cell))


class References:
    """The sentences behind a report, each once, numbered in the order of its rows.

    Args:
        report: the report.
        why: whether to number any at all.
    """

    def __init__(self, report: Report, *, why: bool) -> None:
        rows = (row for section in report.sections for row in section.rows) if why else ()
        self._numbers: dict[tuple[str, str], int] = {}
        self._citations: dict[int, Citation] = {}
        for row in rows:
            for citation in row.evidence:
                number = self._numbers.setdefault(_key(citation), len(self._numbers) + 1)
                self._citations.setdefault(number, citation)

    def __bool__(self) -> bool:
        return bool(self._citations)

    @property
    def citations(self) -> Mapping[int, Citation]:
        """The sentences by their numbers, from 1."""
        return self._citations

    def mark(self, row: Row) -> str:
        """The numbers of the sentences behind a row, as its last cell shows them."""
        return " ".join(str(number) for number in self._of(row))

    def needed(self, rows: Iterable[Row]) -> bool:
        """Whether any of some rows refers to a sentence."""
        return any(True for row in rows for _ in self._of(row))

    def _of(self, row: Row) -> list[int]:
        found = (self._numbers.get(_key(citation)) for citation in row.evidence)
        return sorted(number for number in found if number is not None)

    @staticmethod
    def source(citation: Citation) -> str:
        """Where a sentence stands: the recap and its date."""
        date = f", {citation.published}" if citation.published else ""
        return f"{one_line(citation.recap)}{date}"


def _key(citation: Citation) -> tuple[str, str]:
    return citation.source, citation.quote
