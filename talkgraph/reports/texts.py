"""Cells and sentences as safe, single-line text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.reports.layout import Cell, Report, Row, Section
    from talkgraph.reports.values import Citation

__all__ = ["Numbered", "cell_text", "numbered", "one_line", "reference"]

_JOINERS = "\u200c\u200d"  # parts of emoji and of words in some scripts


def one_line(text: str) -> str:
    r"""A text without line breaks and without characters that steer a terminal.

    >>> one_line("two\nlines \x1b[31mred")
    'two lines �[31mred'
    """
    return "".join(c if c.isprintable() or c in _JOINERS else "�" for c in " ".join(text.split()))


def cell_text(cell: Cell) -> str:
    """A cell as people read it; nothing for None, two digits for a fraction.

    >>> cell_text(("Ada", "Grace")), cell_text(0.875), cell_text(None)
    ('Ada, Grace', '0.88', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return ", ".join(map(one_line, cell))
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return one_line(str(cell))


def reference(citation: Citation) -> str:
    """Where a sentence stands: the recap and its date."""
    date = f", {citation.published}" if citation.published else ""
    return f"{one_line(citation.recap)}{date}"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A section whose rows can be referred to.

    Attributes:
        section: the section.
        rows: each row with its number; None where the section has no sentences at all.
    """

    section: Section
    rows: tuple[tuple[int | None, Row], ...]

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to refer to."""
        return any(number is not None for number, _ in self.rows)


def numbered(report: Report, *, why: bool) -> Iterator[Numbered]:
    """The sections to show, with their rows numbered through the whole report.

    Sections with neither rows nor words for their absence are left out.

    Args:
        report: the report.
        why: whether sentences are shown, so that rows need numbers.
    """
    count = 0
    for section in report.sections:
        if not section.rows:
            if section.empty:
                yield Numbered(section, ())
            continue
        if why and any(row.evidence for row in section.rows):
            yield Numbered(section, tuple(enumerate(section.rows, start=count + 1)))
            count += len(section.rows)
        else:
            yield Numbered(section, tuple((None, row) for row in section.rows))
