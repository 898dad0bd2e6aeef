"""HTML elements to passages: for whole pages and for the HTML inside Markdown.

The tree is walked by its events and never by recursion, so that depth costs
nothing. A block element ends the passage that is open; text begins the next
one, whose kind is decided by the elements around it.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind, MarkupKind
from talkgraph.sources.failures import parsing
from talkgraph.sources.passages import PassageWriter, plain_passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

__all__ = ["InlineHtml", "is_hidden", "parse_html", "write_fragment", "write_tree"]

_HIDDEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "map",
        "head",
        "title",
        "meta",
        "link",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "dialog",
    }
)
_BLOCKS = frozenset(
    {
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "ul",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl", "menu"})
_ITEMS = frozenset({"li", "dt", "dd"})
_MARKUPS = {
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
_UNSEEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden|footnote-?ref|footnote-backref|reversefootnote"
    r"|headerlink|header-anchor|heading-anchor|anchorjs-link|anchor-link)(?:\s|$)"
)
_FOOTNOTE_TARGET = re.compile(r"#(?:fn|fnref|_ftn|_ftnref|footnote|cite_note|cite_ref)[\w:.-]*$")
_ANCHOR_WORDS = frozenset({"#", "¶", "§", "🔗", "∞"})
_EMOJI_CLASS = re.compile(r"(?:^|\s)(?:emoji|wp-smiley)(?:\s|$)")
_HEAVY = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "form", "img")
_LONGEST_CELL = 300
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def parse_html(text: str, source: str) -> _Element | None:
    """The root element of a page or fragment, None if it holds nothing.

    Raises:
        UnreadableError: lxml gives up on it.
    """
    from lxml import etree

    if not text.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    with parsing(source, "HTML"):
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    return root if root is not None else None


def is_hidden(element: _Element) -> bool:
    """Whether an element's words are no part of a page's text."""
    if element.tag in _HIDDEN or element.get("hidden") is not None:
        return True
    if element.tag == "a" and _is_footnote_or_anchor(element):
        return True
    if element.tag == "sup" and len(element) == 1 and not (element.text or "").strip():
        return element[0].tag == "a" and _is_footnote_or_anchor(element[0])
    return bool(
        _UNSEEN_CLASS.search(element.get("class", "").lower())
        or _UNSEEN_STYLE.search(element.get("style", ""))
    )


def write_fragment(
    writer: PassageWriter,
    html: str,
    source: str,
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    level: int = 0,
    line: int = 1,
) -> None:
    """Write a piece of HTML; elements that it leaves open or only closes do no harm.

    Args:
        writer: what to write to; its open passage is ended.
        html: the piece.
        source: name of the file, for messages.
        kind: what its text is where no element says otherwise.
        level: the level for that kind.
        line: the line of the file where it begins.
    """
    root = parse_html(html, source)
    if root is not None:
        write_tree(writer, root, is_hidden, kind=kind, level=level, lines_before=line - 1)


def write_tree(
    writer: PassageWriter,
    root: _Element,
    hidden: Callable[[_Element], bool],
    *,
    kind: BlockKind = BlockKind.PARAGRAPH,
    level: int = 0,
    lines_before: int = 0,
) -> None:
    """Write an element with all that it holds.

    Args:
        writer: what to write to; its open passage is ended.
        root: the element.
        hidden: which of its descendants to leave out.
        kind: what its text is where no element says otherwise.
        level: the level for that kind.
        lines_before: how many lines of the file stand before the text that was parsed.
    """
    writer.end()
    flow = _Flow(writer, kind, level, lines_before)
    flow.start(root)
    open_elements = [(root, iter(root))]
    while open_elements:
        element, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            open_elements.pop()
            flow.end(element)
            if open_elements:
                flow.text(element.tail)
        elif not isinstance(child.tag, str) or hidden(child):
            flow.text(child.tail)
        elif child.tag == "pre" and not flow.in_row:
            writer.code(_preformatted(child), line=flow.line_of(child))
            flow.text(child.tail)
        else:
            flow.start(child)
            open_elements.append((child, iter(child)))
    writer.close_spans()
    writer.end()


class _Flow:
    """Where a walk stands: which elements are open, and what text in them is."""

    def __init__(self, writer: PassageWriter, kind: BlockKind, level: int, lines_before: int) -> None:
        self._writer = writer
        self._kind = kind
        self._level = level
        self._lines_before = lines_before
        self._line = lines_before + 1
        self._quotes = 0
        self._lists = 0
        self._heading = 0
        self._captions = 0
        self._item_level = 0
        self._grids = 0
        self._cells = 0
        self.in_row = False

    def line_of(self, element: _Element) -> int:
        """The line of the file where an element stands."""
        return self._lines_before + (element.sourceline or 1)

    def start(self, element: _Element) -> None:
        """Enter an element and write the text before its first child."""
        tag = str(element.tag)
        self._line = self.line_of(element)
        if tag in _BLOCKS:
            self._break()
        match tag:
            case "br":
                self._line_break(element)
            case "img":
                self._image(element)
            case "a":
                self._writer.open_link(element.get("href", ""))
            case "blockquote":
                self._quotes += 1
            case "figcaption" | "caption":
                self._captions += 1
            case "table" if _is_grid(element):
                self._grids += 1
            case "tr" if self._grids:
                self._begin_row()
            case "td" | "th" if self.in_row:
                if self._cells:
                    self._writer.write(" | ")
                self._cells += 1
            case _ if tag in _MARKUPS:
                self._writer.open_markup(_MARKUPS[tag])
            case _ if tag in _HEADINGS:
                self._heading = int(tag[1])
            case _ if tag in _LISTS:
                self._lists += 1
            case _ if tag in _ITEMS:
                self._item_level = max(self._lists, 1) + (tag == "dd")
            case _:
                pass
        self.text(element.text)

    def end(self, element: _Element) -> None:
        """Leave an element."""
        tag = str(element.tag)
        match tag:
            case "a":
                self._writer.close_link()
            case "tr" if self.in_row:
                self.in_row = False
                self._writer.end()
            case "table" if self._grids and _is_grid(element):
                self._grids -= 1
            case _ if tag in _MARKUPS:
                self._writer.close_markup(_MARKUPS[tag])
        if tag in _BLOCKS:
            self._break()
        match tag:
            case "blockquote":
                self._quotes -= 1
            case "figcaption" | "caption":
                self._captions -= 1
            case _ if tag in _HEADINGS:
                self._heading = 0
            case _ if tag in _LISTS:
                self._lists -= 1
            case _ if tag in _ITEMS:
                self._item_level = 0

    def text(self, text: str | None) -> None:
        """Write text; it begins a passage if none is open."""
        if not text:
            return
        stripped = text.lstrip()
        if stripped and not self._writer.is_open:
            kind, level = self._here()
            line = self._line + text.count("\n", 0, len(text) - len(stripped))
            self._writer.begin(kind, level=level, line=line)
        if self._writer.is_open:
            self._writer.write(text)
        self._line += text.count("\n")

    def _here(self) -> tuple[BlockKind, int]:
        level, self._item_level = self._item_level, 0
        if self._captions:
            return BlockKind.CAPTION, 0
        if self._quotes:
            return BlockKind.QUOTE, 0
        if self._heading:
            return BlockKind.HEADING, self._heading
        if level:
            return BlockKind.ITEM, level
        return self._kind, self._level

    def _break(self) -> None:
        if self.in_row:
            self._writer.write(" ")
        else:
            self._writer.end()

    def _begin_row(self) -> None:
        self._writer.begin(BlockKind.ROW, line=self._line)
        self.in_row = True
        self._cells = 0

    def _line_break(self, element: _Element) -> None:
        before = element.getprevious()
        if before is not None and before.tag == "br" and not (before.tail or "").strip():
            self._break()
        else:
            self._writer.write(" ")

    def _image(self, element: _Element) -> None:
        alt = element.get("alt", "")
        if _EMOJI_CLASS.search(element.get("class", "")):
            self.text(alt)
            return
        figure = next((a for a in element.iterancestors("figure")), None)
        if figure is None or not any("".join(c.itertext()).strip() for c in figure.iter("figcaption")):
            target = self._writer.link_target
            self._writer.insert(plain_passage(BlockKind.CAPTION, alt, line=self._line, target=target))


class InlineHtml:
    """Single tags of HTML in a paragraph of Markdown, given one after the other.

    Attributes:
        is_hidden: whether what follows is no text, such as inside ``<script>``.
    """

    def __init__(self, writer: PassageWriter, tags: list[str]) -> None:
        """Start a paragraph.

        Args:
            writer: what to write to.
            tags: all the paragraph's tags, to know which of them are closed.
        """
        self._writer = writer
        self._closings = Counter(match[2].lower() for tag in tags if (match := _TAG.match(tag)) and match[1])
        self._until: str | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether what follows is no text."""
        return self._until is not None

    def tag(self, raw: str, source: str, *, line: int) -> None:
        """Take in one tag as it was typed."""
        match = _TAG.match(raw)
        if match is None:
            return
        name, closes = match[2].lower(), bool(match[1])
        if closes:
            self._closings[name] -= 1
        if self._until is not None:
            if closes and name == self._until:
                self._until = None
        elif closes:
            self._close(name)
        else:
            self._open(name, raw, source, line)

    def _open(self, name: str, raw: str, source: str, line: int) -> None:
        writer = self._writer
        if name == "br" or name in _BLOCKS:
            writer.write(" ")
        elif name in _MARKUPS:
            writer.open_markup(_MARKUPS[name])
        elif name in _HIDDEN and self._closings[name] > 0:
            self._until = name
        elif name in {"a", "img"}:
            root = parse_html(raw, source)
            element = next(root.iter(name), None) if root is not None else None
            if element is None:
                return
            if name == "img":
                alt, target = element.get("alt", ""), writer.link_target
                writer.insert(plain_passage(BlockKind.CAPTION, alt, line=line, target=target))
            else:
                writer.open_link(element.get("href", ""))

    def _close(self, name: str) -> None:
        if name == "a":
            self._writer.close_link()
        elif name in _MARKUPS:
            self._writer.close_markup(_MARKUPS[name])
        elif name in _BLOCKS:
            self._writer.write(" ")


def _is_footnote_or_anchor(element: _Element) -> bool:
    target = element.get("href", "")
    words = "".join(element.itertext()).strip()
    return bool(
        element.get("role") in {"doc-noteref", "doc-backlink"}
        or _UNSEEN_CLASS.search(element.get("class", "").lower())
        or (target.startswith("#") and words in _ANCHOR_WORDS)
        or (_FOOTNOTE_TARGET.match(target) and len(words) <= 4)
    )


def _is_grid(table: _Element) -> bool:
    """Whether a table shows data in rows and columns, rather than laying out a page."""
    if any(True for _ in table.iterdescendants("table")):
        return False
    if any(True for _ in table.iter("th")):
        return True
    cells = list(table.iter("td"))
    plain = all(
        sum(1 for _ in cell.iter("p", "div", "br")) <= 1
        and not any(True for _ in cell.iter(*_HEAVY))
        and sum(map(len, cell.itertext())) <= _LONGEST_CELL
        for cell in cells
    )
    wide = any(sum(1 for cell in row if cell.tag == "td") > 1 for row in table.iter("tr"))
    return bool(cells) and plain and wide


def _preformatted(element: _Element) -> str:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())
