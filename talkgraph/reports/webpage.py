"""A report as one page of HTML that needs no other file and no network."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.reports.texts import cell_text, one_line

if TYPE_CHECKING:
    from jinja2 import Template

    from talkgraph.reports.layout import Cell, Report

__all__ = ["web_page"]

_DATA = files("talkgraph").joinpath("data")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEB = ("https://", "http://")


def web_page(report: Report, *, why: bool) -> str:
    """A report as a page: headings, tables, and sentences that fold out.

    Everything in it is escaped text. The page runs no script, loads nothing,
    and says so in a Content-Security-Policy; it has a light and a dark look.

    Args:
        report: the report.
        why: whether each row has the sentences behind it.
    """
    from markupsafe import Markup

    styles = _styles()
    return _template().render(
        report=report,
        why=why,
        styles=Markup(styles),  # our own files, which hold no data
        style_hash=b64encode(sha256(styles.encode()).digest()).decode(),
    )


@cache
def _styles() -> str:
    parts = (_DATA.joinpath("static", "theme.css"), _DATA.joinpath("templates", "reports", "report.css"))
    return "\n" + "".join(part.read_text(encoding="utf-8").replace("\r\n", "\n") for part in parts)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "cell": cell_text,
        "one_line": one_line,
        "look": _look,
        "percent": _percent,
        "web_address": _web_address,
    }
    path = _DATA.joinpath("templates", "reports", "report.html.j2")
    return environment.from_string(path.read_text(encoding="utf-8"))


def _look(cell: Cell) -> str:
    """The class of a cell: numbers stand to the right, dates stay in one line."""
    if isinstance(cell, int | float):
        return "figure"
    return "date" if isinstance(cell, str) and _DATE.fullmatch(cell) else ""


def _percent(confidence: float) -> str:
    return f"{round(100 * confidence)} %"


def _web_address(text: str | None) -> str | None:
    """The text if it is an address of the web, which a link may lead to; else None."""
    return text if text is not None and text.lower().startswith(_WEB) else None
