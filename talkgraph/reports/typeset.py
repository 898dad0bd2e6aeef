"""A report as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.reports.texts import WHY, References, cell_text, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.reports.layout import Report, Section
    from talkgraph.reports.values import Citation

__all__ = ["typeset"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)")
_WEB = re.compile(r"https?://[^\s<>()]+")


def typeset(report: Report, *, why: bool) -> str:
    """A report as Markdown: a heading, and a table for each section.

    Args:
        report: the report.
        why: whether to number the sentences behind each row and to list them at the end.
    """
    references = References(report, why=why)
    blocks = [f"# {_escaped(report.title)}", *map(_escaped, report.notes)]
    for section in report.sections:
        if section.rows or section.empty:
            blocks.extend([f"## {_escaped(section.title)}"] if section.title else [])
            blocks.append("\n".join(_table(section, references)) if section.rows else _escaped(section.empty))
    if references:
        blocks.append("## Sentences")
        blocks.append("\n".join(_sentences(references)))
    return "\n\n".join(blocks) + "\n"


def _table(section: Section, references: References) -> Iterator[str]:
    marks = references.needed(section.rows)
    titles = [*section.columns, *([WHY] if marks else [])]
    yield _line(titles)
    yield f"|{' --- |' * len(titles)}"
    for row in section.rows:
        yield _line((*map(cell_text, row.cells), *([references.mark(row)] if marks else [])))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _sentences(references: References) -> Iterator[str]:
    for number, citation in references.citations.items():
        yield f"{number}. “{_escaped(citation.quote)}” ({_linked(citation)})"


def _linked(citation: Citation) -> str:
    words = _escaped(References.source(citation))
    address = citation.address or ""
    return f"[{words}]({address})" if _WEB.fullmatch(address) else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))
