"""What single elements of HTML are: hidden, blocks, tables of data."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.errors import UnreadableError
from talkgraph.model import MarkupKind
from talkgraph.sources.failures import parsing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

__all__ = [
    "HEADINGS",
    "ITEMS",
    "LISTS",
    "MARKUPS",
    "breaks_after_lead",
    "has_class",
    "html_list",
    "html_words",
    "is_emoji",
    "is_grid",
    "is_hidden",
    "joint_in_cell",
    "markup_of",
    "parse_html",
    "preformatted",
    "starts_with_bullet",
    "without_bullet",
    "words_in",
]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "dl", "menu"})
ITEMS = frozenset({"li", "dt", "dd"})
MARKUPS = {
    "b": MarkupKind.STRONG,
    "strong": MarkupKind.STRONG,
    "i": MarkupKind.EMPHASIS,
    "em": MarkupKind.EMPHASIS,
    "code": MarkupKind.CODE,
    "tt": MarkupKind.CODE,
    "kbd": MarkupKind.CODE,
    "samp": MarkupKind.CODE,
}

_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE_TARGET = re.compile(r"#(?:fn|fnref|_ftn|_ftnref|footnote|cite_note|cite_ref)[\w:.-]*$")
_LONGEST_NOTE_MARK = 4
_ANCHOR_WORDS = frozenset({"#", "¶", "§", "🔗", "∞"})
_LONGEST_CELL = 300
_LONGEST_LEAD = 100
_LONGEST_PAIR = 80  # characters of a cell that holds "Jane Doe" and, below, "Acme"
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-*+•‣◦–·][ \t\xa0]+(?=\S)")
_STRESSED = frozenset({"b", "strong", "i", "em", "u"})
_STOPS = (".", "!", "?", ":", ";", "…")


@cache
def html_list(part: str, name: str) -> tuple[str, ...]:
    """One list of ``data/sources/html.toml``."""
    return tuple(_knowledge()[part][name])


@cache
def html_words(part: str, name: str) -> frozenset[str]:
    """One list of ``data/sources/html.toml``, to look words up in."""
    return frozenset(html_list(part, name))


@cache
def _knowledge() -> Mapping[str, Mapping[str, list[str]]]:
    text = resources.files("talkgraph").joinpath("data/sources/html.toml").read_text("utf-8")
    return tomllib.loads(text)


def parse_html(text: str, source: str) -> _Element | None:
    """The root element of a page or fragment, None if it holds nothing.

    Raises:
        UnreadableError: lxml gives up on it, or it is nested too deeply.
    """
    from lxml import etree

    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    with parsing(source, "HTML"):
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    # The parser drops what lies too deep, and only its log tells.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableError(source, "is nested too deeply to be read as HTML")
    return root


def words_in(element: _Element) -> str:
    """All text in an element, as it stands."""
    return "".join(map(str, element.itertext()))


def has_class(element: _Element, names: frozenset[str]) -> bool:
    """Whether an element has one of some classes."""
    return not names.isdisjoint(element.get("class", "").lower().split())


def is_hidden(element: _Element) -> bool:
    """Whether an element's words are no part of the text: unseen, or marks of notes and anchors."""
    if element.tag in html_words("elements", "hidden") or element.get("hidden") is not None:
        return True
    if element.tag == "a" and _is_mark(element):
        return True
    if element.tag == "sup" and len(element) == 1 and not (element.text or "").strip():
        return element[0].tag == "a" and _is_mark(element[0])
    return has_class(element, html_words("classes", "unseen")) or bool(
        _UNSEEN_STYLE.search(element.get("style", ""))
    )


def is_emoji(element: _Element) -> bool:
    """Whether an image stands for a character of the text."""
    return has_class(element, html_words("classes", "emoji"))


def is_grid(table: _Element) -> bool:
    """Whether a table shows data in rows and columns, rather than laying out a page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    if next(table.iter("th"), None) is not None:
        return True
    heavy = html_words("elements", "layout")
    cells = list(table.iter("td"))
    is_plain = all(
        sum(1 for _ in cell.iter("p", "div", "br")) <= 1
        and next(cell.iter(*heavy), None) is None
        and sum(len(text) for text in cell.itertext()) <= _LONGEST_CELL
        for cell in cells
    )
    is_wide = any(sum(1 for cell in row if cell.tag == "td") > 1 for row in table.iter("tr"))
    return is_plain and is_wide


def markup_of(element: _Element) -> MarkupKind | None:
    """The mark-up that an element gives its words, by its name or its style."""
    tag = str(element.tag)
    if tag in {"span", "font", "div", "p"}:
        return MarkupKind.STRONG if _BOLD_STYLE.search(element.get("style", "")) else None
    return MARKUPS.get(tag)


def breaks_after_lead(line_break: _Element) -> bool:
    """Whether the line before a ``<br>`` is short and all in bold or the like: a kind of heading."""
    lead = line_break.getprevious()
    if lead is None or (lead.tail or "").strip() or not _is_stressed(lead):
        return False
    before, parent = lead.getprevious(), line_break.getparent()
    over = before.tail if before is not None else parent.text if parent is not None else ""
    is_line = not (over or "").strip() and (before is None or before.tag == "br")
    return is_line and 0 < len(words_in(lead).strip()) <= _LONGEST_LEAD and _has_more(line_break)


def joint_in_cell(line_break: _Element, cell: str) -> str:
    """What stands for a ``<br>`` in a cell: a comma in a short one, a colon after a title that is set off.

    Args:
        line_break: the ``<br>``.
        cell: all words of its cell, white space collapsed.
    """
    lead = line_break.getprevious()
    is_line = lead is not None and not (lead.tail or "").strip()
    words = words_in(lead).strip() if lead is not None and is_line else ""
    if len(cell) <= _LONGEST_PAIR:
        return " " if (words or cell).endswith((*_STOPS, ",")) else ", "
    is_set_off = lead is not None and is_line and _is_stressed(lead)
    if is_set_off and len(words) <= _LONGEST_LEAD and not words.endswith(_STOPS):
        return ": "
    return " "


def starts_with_bullet(text: str | None) -> bool:
    """Whether a line begins like an item of a list that was typed by hand."""
    return bool(text) and _BULLET.match(text or "") is not None


def without_bullet(text: str) -> str:
    """A line without the bullet that it begins with."""
    return _BULLET.sub("", text, count=1)


def _is_stressed(element: _Element) -> bool:
    return element.tag in _STRESSED or markup_of(element) is MarkupKind.STRONG


def _has_more(line_break: _Element) -> bool:
    """Whether words follow a ``<br>`` in its paragraph."""
    if (line_break.tail or "").strip():
        return True
    return any(words_in(after).strip() or (after.tail or "").strip() for after in line_break.itersiblings())


def preformatted(element: _Element) -> str:
    """The text of a ``<pre>``, with its line breaks."""
    from lxml import etree

    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            pieces.append("\n" if inner.tag == "br" else inner.text or "")
        elif inner is not element:
            pieces.append(inner.tail or "")
    return "".join(pieces)


def _is_mark(link: _Element) -> bool:
    """Whether a link is the mark of a footnote, the way back from one, or the anchor of a heading."""
    if link.get("role") in html_words("roles", "note_marks"):
        return True
    target = link.get("href", "")
    if not target.startswith("#"):
        return False
    words = "".join(map(str, islice(link.itertext(), 4))).strip()
    is_note = _NOTE_TARGET.match(target) and len(words) <= _LONGEST_NOTE_MARK
    return words in _ANCHOR_WORDS or bool(is_note)
