"""A report as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.reports.texts import cell_text, numbered, one_line, reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.reports.layout import Report
    from talkgraph.reports.texts import Numbered
    from talkgraph.reports.values import Citation

__all__ = ["typeset"]

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#]|&(?=#?\w+;)")
_WEB = re.compile(r"https?://[^\s<>()]+")


def typeset(report: Report, *, why: bool) -> str:
    """A report as Markdown: a heading, and a table for each section.

    Args:
        report: the report.
        why: whether to list the sentences behind each row below its section.
    """
    blocks = [f"# {_escaped(report.title)}", *map(_escaped, report.notes)]
    for part in numbered(report, why=why):
        if part.section.title:
            blocks.append(f"## {_escaped(part.section.title)}")
        blocks.append("\n".join(_table(part)) if part.rows else _escaped(part.section.empty))
        if part.has_numbers:
            blocks.append("\n".join(_quotes(part)))
    return "\n\n".join(blocks) + "\n"


def _table(part: Numbered) -> Iterator[str]:
    numbers = part.has_numbers
    yield _line((*(("#",) if numbers else ()), *part.section.columns))
    yield _line(["---"] * (len(part.section.columns) + numbers))
    for number, row in part.rows:
        yield _line((*((str(number),) if numbers else ()), *map(cell_text, row.cells)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _quotes(part: Numbered) -> Iterator[str]:
    for number, row in part.rows:
        for citation in row.evidence:
            yield f"- **{number}** “{_escaped(citation.quote)}” ({_linked(citation)})"


def _linked(citation: Citation) -> str:
    words = _escaped(reference(citation))
    address = citation.address or ""
    return f"[{words}]({address})" if _WEB.fullmatch(address) else words


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))
