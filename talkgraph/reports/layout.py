"""An answer laid out to be read: sections of rows, whatever the report.

Computing and showing stay apart: a report computes an answer, a frozen
dataclass of plain data; the answer lays itself out as a ``Report``; and
``rendering`` writes any ``Report`` in any format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.reports.values import Citation, Item

__all__ = ["Answer", "Cell", "Report", "Row", "Section", "names"]

Cell: TypeAlias = "str | int | float | tuple[str, ...] | None"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a section.

    Attributes:
        cells: a text, a number, several texts, or None where nothing is known.
        evidence: the sentences behind the line, most certain first.
    """

    cells: tuple[Cell, ...]
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A table under a heading.

    Attributes:
        title: the heading.
        columns: headings of the columns.
        rows: the lines, with one cell for each column.
        empty: what is said where there are no lines; a section without these
            words is left out instead.

    Raises:
        ValueError: a line has too few or too many cells.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{self.title}: {len(row.cells)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Report:
    """A whole answer, laid out.

    Attributes:
        title: what it answers.
        sections: its tables, in the order in which they are read.
        notes: sentences that belong below the title.
    """

    title: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()


class Answer(Protocol):
    """What every report returns: a frozen dataclass of plain data that can be laid out."""

    def report(self) -> Report:
        """The answer as sections of rows."""
        ...


def names(items: Iterable[Item]) -> tuple[str, ...]:
    """The names of some things, as a cell holds them."""
    return tuple(item.name for item in items)
