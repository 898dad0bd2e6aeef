"""Answers as text: a table, Markdown, JSON, CSV or HTML, the same for every report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkgraph.errors import FormatError
from talkgraph.graph.pausing import collection_paused
from talkgraph.reports.plain import plain
from talkgraph.reports.separated import separated
from talkgraph.reports.tables import aligned, drawn
from talkgraph.reports.typeset import typeset
from talkgraph.reports.webpage import web_page

if TYPE_CHECKING:
    from talkgraph.reports.layout import Answer

__all__ = ["FORMATS", "render"]

FORMATS = ("table", "markdown", "json", "csv", "html")


def render(
    answer: Answer, output_format: str = "table", *, why: bool = False, terminal_width: int | None = None
) -> str:
    """An answer in one of the formats, ending in a line break.

    ``table`` is aligned text, or a drawn table with colours for a terminal.
    ``markdown`` has a heading and a table for each section. ``json`` is the
    answer itself. ``csv`` is one table: sections become a column, and with
    ``why`` each line is repeated for each of its sentences. ``html`` is one page
    that needs no other file and no network; its sentences fold out.

    Args:
        answer: what a report returned.
        output_format: one of ``FORMATS``.
        why: whether to add the sentences behind each line, with recap and date.
        terminal_width: columns of the terminal that ``table`` is drawn for; None
            if it goes elsewhere.

    Raises:
        FormatError: there is no such format.
    """
    with collection_paused():
        match output_format:
            case "json":
                return json.dumps(plain(answer, evidence=why), ensure_ascii=False, indent=2) + "\n"
            case "csv":
                return separated(answer.report(), why=why)
            case "html":
                return web_page(answer.report(), why=why)
            case "markdown":
                return typeset(answer.report(), why=why)
            case "table" if terminal_width is not None:
                return drawn(answer.report(), why=why, width=terminal_width)
            case "table":
                return aligned(answer.report(), why=why)
    raise FormatError(f"no report format {output_format!r}; the formats are {', '.join(FORMATS)}")
