"""HTML elements to passages: for whole pages and for the HTML inside Markdown.

The tree is walked with a stack of its own and never by recursion, so that
depth costs nothing. A block element ends the passage that is open; text begins
the next one, whose kind is decided by the elements around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from talkgraph.model import BlockKind
from talkgraph.sources.htmlelements import (
    HEADINGS,
    ITEMS,
    LISTS,
    breaks_after_lead,
    html_words,
    is_emoji,
    is_grid,
    is_hidden,
    joint_in_cell,
    markup_of,
    parse_html,
    preformatted,
    starts_with_bullet,
    without_bullet,
    words_in,
)
from talkgraph.sources.passages import plain_passage

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from talkgraph.sources.passages import PassageWriter

__all__ = ["write_fragment", "write_tree"]


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

    Raises:
        UnreadableError: lxml gives up on it.
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
    base: str | None = None,
) -> None:
    """Write an element with all that it holds.

    Args:
        writer: what to write to; its open passage is ended.
        root: the element.
        hidden: which of its descendants to leave out.
        kind: what its text is where no element says otherwise.
        level: the level for that kind.
        lines_before: how many lines of the file stand before the text that was parsed.
        base: the address that relative links start from, if known.
    """
    writer.end()
    flow = _Flow(writer, kind, level, lines_before, base)
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
            writer.code(preformatted(child), line=flow.line_of(child))
            flow.text(child.tail)
        else:
            flow.start(child)
            open_elements.append((child, iter(child)))
    writer.close_spans()
    writer.end()


class _Flow:
    """Where a walk stands: which elements are open, and what text in them is."""

    def __init__(
        self, writer: PassageWriter, kind: BlockKind, level: int, lines_before: int, base: str | None
    ) -> None:
        self._writer = writer
        self._kind = kind
        self._level = level
        self._lines_before = lines_before
        self._base = base
        self._blocks = html_words("elements", "blocks")
        self._line = lines_before + 1
        self._quotes = 0
        self._lists = 0
        self._heading = 0
        self._captions = 0
        self._item_level = 0
        self._grid: _Element | None = None
        self._cells = 0
        self._cell = ""
        self._bullet = False
        self.in_row = False

    def line_of(self, element: _Element) -> int:
        """The line of the file where an element stands."""
        line: object = element.sourceline
        return self._lines_before + (line if isinstance(line, int) else 1)

    def start(self, element: _Element) -> None:
        """Enter an element and write the text before its first child."""
        tag = str(element.tag)
        self._line = self.line_of(element)
        if tag in self._blocks:
            self._break()
        match tag:
            case "br":
                self._line_break(element)
            case "img":
                self._image(element)
            case "a":
                self._writer.open_link(self._absolute(element.get("href", "")))
            case "blockquote":
                self._quotes += 1
            case "figcaption" | "caption":
                self._captions += 1
            case "table" if self._grid is None and is_grid(element):
                self._grid = element
            case "tr" if self._grid is not None:
                self._writer.begin(BlockKind.ROW, line=self._line)
                self.in_row = True
                self._cells = 0
            case "td" | "th" if self.in_row:
                if self._cells:
                    self._writer.write(" | ")
                self._cells += 1
                self._cell = " ".join(words_in(element).split())
            case _ if tag in HEADINGS:
                self._heading = HEADINGS[tag]
            case _ if tag in LISTS:
                self._lists += 1
            case _ if tag in ITEMS:
                self._item_level = max(self._lists, 1) + (tag == "dd")
        markup = markup_of(element)
        if markup is not None:
            self._writer.open_markup(markup)
        self.text(element.text)

    def end(self, element: _Element) -> None:
        """Leave an element."""
        tag = str(element.tag)
        markup = markup_of(element)
        if markup is not None:
            self._writer.close_markup(markup)
        if tag == "tr":
            self.in_row = False
        if tag in self._blocks:
            self._break()
        match tag:
            case "a":
                self._writer.close_link()
            case "blockquote":
                self._quotes -= 1
            case "figcaption" | "caption":
                self._captions -= 1
            case "table" if element is self._grid:
                self._grid = None
            case _ if tag in HEADINGS:
                self._heading = 0
            case _ if tag in LISTS:
                self._lists -= 1
            case _ if tag in ITEMS:
                self._item_level = 0

    def text(self, text: str | None) -> None:
        """Write text; it begins a passage if none is open."""
        if not text:
            return
        if self._bullet:
            text, self._bullet = without_bullet(text), False
        words = text.lstrip()
        if words and not self._writer.is_open:
            kind, level = self._here()
            line = self._line + text.count("\n", 0, len(text) - len(words))
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

    def _line_break(self, element: _Element) -> None:
        before = element.getprevious()
        if before is not None and before.tag == "br" and not (before.tail or "").strip():
            self._break()
        elif self.in_row:
            self._writer.write(joint_in_cell(element, self._cell))
        elif breaks_after_lead(element):
            self._break()
        elif starts_with_bullet(element.tail):
            self._break()
            self._item_level = max(self._lists, 1)
            self._bullet = True
        else:
            self._writer.write(" ")

    def _image(self, element: _Element) -> None:
        alt = element.get("alt", "")
        if is_emoji(element):
            self.text(alt)
            return
        figure = next(element.iterancestors("figure"), None)
        if figure is None or not any(words_in(caption).strip() for caption in figure.iter("figcaption")):
            target = self._writer.link_target
            self._writer.insert(plain_passage(BlockKind.CAPTION, alt, line=self._line, target=target))

    def _absolute(self, target: str) -> str:
        if not self._base or target.startswith("#"):
            return target
        try:
            return urljoin(self._base, target.strip())
        except ValueError:  # such as a bracket that looks like an IPv6 address
            return target
