"""A report as comma-separated values."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from talkgraph.model import defused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.reports.layout import Cell, Report, Row
    from talkgraph.reports.values import Citation

__all__ = ["separated"]

_SECTION = "Section"
_CITATION = ("Quote", "Recap", "Published", "Address", "Confidence")


def separated(report: Report, *, why: bool) -> str:
    """A report as one table of comma-separated values (RFC 4180) with a line of headings.

    Reports of several sections get a column that tells them apart, and a cell
    is empty where its section has no such column. Several texts in one cell
    are separated by semicolons. Texts that a spreadsheet would take for a
    formula begin with an apostrophe.

    Args:
        report: the report.
        why: whether to repeat each row for each sentence behind it, with the sentence.
    """
    several = len(report.sections) > 1
    columns = list(dict.fromkeys(column for section in report.sections for column in section.columns))
    output = StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow([*([_SECTION] if several else []), *columns, *(_CITATION if why else ())])
    for section in report.sections:
        for row in section.rows:
            cells = dict(zip(section.columns, row.cells, strict=True))
            line = [*([section.title] if several else []), *(_value(cells.get(name)) for name in columns)]
            writer.writerows([*line, *extra] for extra in _sentences(row, why=why))
    return output.getvalue()


def _sentences(row: Row, *, why: bool) -> Iterator[list[str | int | float]]:
    if not why:
        yield []
    else:
        yield from map(_citation, row.evidence)
        if not row.evidence:
            yield [""] * len(_CITATION)


def _citation(citation: Citation) -> list[str | int | float]:
    return [
        _value(citation.quote),
        _value(citation.recap),
        _value(citation.published),
        _value(citation.address),
        citation.confidence,
    ]


def _value(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return cell
    return defused("; ".join(cell) if isinstance(cell, tuple) else cell)
