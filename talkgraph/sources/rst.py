"""reStructuredText to documents, by the tree of docutils."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind, MarkupKind
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_marks
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.passages import PassageWriter, plain_passage
from talkgraph.sources.rstparser import elements_in, holds_text, image_in, line_of, original, parse_rst

if TYPE_CHECKING:
    from docutils import nodes

    from talkgraph.model import Document

__all__ = ["read_rst"]

_NIKOLA_LINE = re.compile(r"\.\. ([a-z_]+): *(.*)$")
_ROLE = re.compile(
    r"(?::[\w.+:-]+:)?`(?P<words>[^`]*?)(?:\s*<(?P<target>[^<>`]*)>)?`(?::[\w.+:-]+:|__?)?", re.DOTALL
)
_NOTE_MARK = re.compile(r"\[[^\]]*\]_")
_DIRECTIVE = re.compile(r"\.\.[ \t]+([\w-]+)[ \t]*::[^\n]*((?:\n[ \t]+:[\w-]+:[^\n]*)*)")
_MARKUPS = {
    "strong": MarkupKind.STRONG,
    "emphasis": MarkupKind.EMPHASIS,
    "title_reference": MarkupKind.EMPHASIS,
    "literal": MarkupKind.CODE,
}
_LISTS = frozenset({"bullet_list", "enumerated_list", "definition_list", "field_list", "option_list"})
_ITEMS = frozenset({"list_item", "definition_list_item", "field", "option_list_item"})
_OPENING = frozenset({"section", "title", "comment", "target", "substitution_definition"})
_DROPPED = frozenset(
    {"comment", "substitution_definition", "raw", "pending", "meta", "label", "topic_contents"}
)
_WORDLESS = frozenset(
    {"raw", "include", "image", "figure", "role", "default-role", "class", "meta", "replace"}
)


def read_rst(text: str, source: str) -> Document:
    """Read a page of reStructuredText.

    The field list that opens it, or the comments ``.. date: …`` of Nikola,
    are its metadata. No file is included, no raw HTML taken over, nothing
    fetched; unknown directives and roles leave their words.

    Args:
        text: the whole file.
        source: as in ``Document``.

    Raises:
        EmptyRecapError: there is no text.
        UnreadableError: docutils gives up on it.
        TooLargeError: it holds more marks than a recap can have.
    """
    text = normal_lines(text)
    check_marks(text, source, "reStructuredText")
    tree = parse_rst(text, source)
    reader = _Reader()
    reader.read(tree)
    values, lines = _nikola_head(text)
    values.update(reader.fields)
    lines.update(reader.field_lines)
    head = Head(MappingProxyType(values), MappingProxyType(lines))
    return assemble(reader.writer.passages, source, head)


def _nikola_head(text: str) -> tuple[dict[str, object], dict[str, int]]:
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _NIKOLA_LINE.match(line)
        if match:
            values[match[1]] = match[2].strip()
            lines[match[1]] = number
        elif line.strip():
            break
    return values, lines


class _Reader:
    """Writes a tree of docutils."""

    def __init__(self) -> None:
        self.writer = PassageWriter()
        self.fields: dict[str, object] = {}
        self.field_lines: dict[str, int] = {}
        self._section = 0
        self._lists = 0
        self._quotes = 0
        self._item_level = 0
        self._is_opening = True

    def read(self, tree: nodes.document) -> None:
        """Write the whole tree."""
        self._blocks(tree)
        self.writer.end()

    def _blocks(self, node: nodes.Element) -> None:
        for child in elements_in(node):
            self._block(child)

    def _block(self, node: nodes.Element) -> None:
        name = node.tagname
        if name == "field_list" and self._is_opening:
            self._take_fields(node)
            return
        self._is_opening = self._is_opening and name in _OPENING
        match name:
            case "section":
                self._section += 1
                self._blocks(node)
                self._section -= 1
            case "title" | "subtitle":
                self._heading(node)
            case "literal_block" | "doctest_block" | "math_block":
                self.writer.code(original(node.astext()), line=line_of(node))
            case "block_quote":
                self._quotes += 1
                self._blocks(node)
                self._quotes -= 1
            case "definition":
                self._item_level = self._lists + 1
                self._blocks(node)
            case "row":
                self._row(node)
            case "figure":
                self._figure(node)
            case "system_message":
                self._salvage(node)
            case "image":
                self._image(node)
            case "reference" if image := image_in(node):
                self._image(image, node.get("refuri"))
            case _ if name in _LISTS:
                self._lists += 1
                self._blocks(node)
                self._lists -= 1
            case _ if name in _ITEMS:
                self._item_level = self._lists
                self._blocks(node)
                self._item_level = 0
            case _ if name in _DROPPED:
                pass
            case _ if holds_text(node):
                self._paragraph(node)
            case _:
                self._blocks(node)

    def _take_fields(self, node: nodes.Element) -> None:
        self._is_opening = False
        for field in elements_in(node):
            name, body = elements_in(field)
            key = name.astext().strip().lower()
            self.fields[key] = body.astext().strip()
            self.field_lines[key] = line_of(field)

    def _heading(self, node: nodes.Element) -> None:
        is_title = node.tagname == "title" and not self._section and not self._quotes
        kind = BlockKind.TITLE if is_title else BlockKind.HEADING
        level = 0 if is_title else min(max(self._section, 1), 6)
        # docutils counts the line of the underline.
        self.writer.begin(kind, level=level, line=max(line_of(node) - 1, 1))
        self._inline(node)
        self.writer.end()

    def _paragraph(self, node: nodes.Element, kind: BlockKind | None = None) -> None:
        level, self._item_level = self._item_level, 0
        if kind is None and self._quotes:
            kind = BlockKind.QUOTE
        elif kind is None:
            kind = BlockKind.ITEM if level else BlockKind.PARAGRAPH
        self.writer.begin(kind, level=level if kind is BlockKind.ITEM else 0, line=line_of(node))
        self._inline(node)
        self.writer.end()

    def _row(self, node: nodes.Element) -> None:
        self.writer.begin(BlockKind.ROW, line=line_of(node))
        for index, entry in enumerate(elements_in(node)):
            if index:
                self.writer.write(" | ")
            self._inline(entry)
        self.writer.end()

    def _figure(self, node: nodes.Element) -> None:
        children = elements_in(node)
        has_caption = any(child.tagname == "caption" for child in children)
        target = next((child.get("refuri", "") for child in children if child.tagname == "reference"), "")
        for child in children:
            if child.tagname == "caption":
                self.writer.begin(BlockKind.CAPTION, line=line_of(child))
                self.writer.open_link(target)
                self._inline(child)
                self.writer.close_spans()
                self.writer.end()
            elif child.tagname == "legend":
                for part in elements_in(child):
                    self._paragraph(part, BlockKind.CAPTION)
            elif not has_caption:
                self._block(child)

    def _image(self, image: nodes.Element, target: str | None = None) -> None:
        target = target or self.writer.link_target
        alt = image.get("alt", "")
        self.writer.insert(plain_passage(BlockKind.CAPTION, alt, line=line_of(image), target=target))

    def _inline(self, node: nodes.Element) -> None:
        from docutils import nodes

        for child in node.children:
            if isinstance(child, nodes.Text):
                self.writer.write(child.astext())
            elif isinstance(child, nodes.Element):
                self._inline_element(child)
                if not isinstance(child, nodes.Inline):
                    self.writer.write(" ")

    def _inline_element(self, node: nodes.Element) -> None:
        writer, name = self.writer, node.tagname
        match name:
            case "footnote_reference" | "citation_reference":
                writer.drop_space()
            case "problematic":
                self._problematic(node.astext())
            case "reference":
                writer.open_link(node.get("refuri", ""))
                self._inline(node)
                writer.close_link()
            case "image":
                self._image(node)
            case _ if name in _MARKUPS:
                writer.open_markup(_MARKUPS[name])
                self._inline(node)
                writer.close_markup(_MARKUPS[name])
            case _ if name not in _DROPPED and name != "system_message":
                self._inline(node)

    def _problematic(self, raw: str) -> None:
        """Write what docutils could not make sense of: its words, without the mark-up around them."""
        if _NOTE_MARK.fullmatch(raw):
            self.writer.drop_space()
            return
        match = _ROLE.fullmatch(raw)
        self.writer.write((match["words"] or match["target"] or "") if match else raw)

    def _salvage(self, message: nodes.Element) -> None:
        """Write the text that docutils put aside with an error message."""
        line = line_of(message)
        for node in elements_in(message):
            if node.tagname != "literal_block":
                continue
            raw = original(node.astext())
            directive = _DIRECTIVE.match(raw)
            lines = raw.split("\n")
            if directive:
                body = "" if directive[1].lower() in _WORDLESS else raw[directive.end() :]
                for paragraph in re.split(r"\n[ \t]*\n", body):
                    self.writer.insert(plain_passage(BlockKind.PARAGRAPH, paragraph, line=line))
            elif len(lines) == 2 and len(set(lines[1].strip())) == 1:
                level = min(self._section + 1, 6)
                self.writer.insert(plain_passage(BlockKind.HEADING, lines[0], level=level, line=line))
            else:
                self.writer.code(raw, line=line)
