"""reStructuredText to documents, by the tree of docutils."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind, MarkupKind
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.passages import PassageWriter, plain_passage
from talkgraph.sources.rstparser import original, parse_rst

if TYPE_CHECKING:
    from docutils import nodes

    from talkgraph.model import Document

__all__ = ["read_rst"]

_NIKOLA_LINE = re.compile(r"\.\. ([a-z_]+): *(.*)$")
_ROLE = re.compile(
    r"(?::[\w.+:-]+:)?`(?P<words>[^`]*?)(?:\s*<(?P<target>[^<>`]*)>)?`(?::[\w.+:-]+:|__?)?", re.DOTALL
)
_NOTE_MARK = re.compile(r"\[[^\]]*\]_")
_UNKNOWN_BODY = re.compile(r"\.\.[ \t]+([\w-]+)[ \t]*::[^\n]*((?:\n[ \t]+:[\w-]+:[^\n]*)*)")
_MARKUPS = {
    "strong": MarkupKind.STRONG,
    "emphasis": MarkupKind.EMPHASIS,
    "title_reference": MarkupKind.EMPHASIS,
    "literal": MarkupKind.CODE,
}
_CODE = frozenset({"literal_block", "doctest_block", "math_block"})
_LISTS = frozenset({"bullet_list", "enumerated_list", "definition_list", "field_list", "option_list"})
_ITEMS = frozenset({"list_item", "definition_list_item", "field", "option_list_item"})
_OPENING = frozenset({"section", "title", "comment", "target", "substitution_definition"})
_DROPPED = frozenset(
    {"comment", "substitution_definition", "raw", "pending", "meta", "label", "topic_contents"}
)
_NOTES = frozenset({"footnote_reference", "citation_reference"})
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
    """
    text = normal_lines(text)
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
        self._has_title = False

    def read(self, tree: nodes.document) -> None:
        """Write the whole tree."""
        self._children(tree)
        self.writer.end()

    def _children(self, node: nodes.Node) -> None:
        for child in node.children:
            self._block(child)

    def _block(self, node: nodes.Node) -> None:
        name = node.tagname
        if name == "field_list" and self._is_opening:
            self._take_fields(node)
            return
        self._is_opening = self._is_opening and name in _OPENING
        if name == "section":
            self._section += 1
            self._children(node)
            self._section -= 1
        elif name in {"title", "subtitle"}:
            self._heading(node)
        elif name in _CODE:
            self.writer.code(original(node.astext()), line=self._line_of(node))
        elif name == "block_quote":
            self._quotes += 1
            self._children(node)
            self._quotes -= 1
        elif name in _LISTS:
            self._lists += 1
            self._children(node)
            self._lists -= 1
        elif name in _ITEMS:
            self._item_level = self._lists
            self._children(node)
            self._item_level = 0
        elif name == "definition":
            self._item_level = self._lists + 1
            self._children(node)
        elif name == "row":
            self._row(node)
        elif name == "figure":
            self._figure(node)
        elif name == "line_block":
            self._paragraph(node)
        elif name == "system_message":
            self._salvage(node)
        elif name == "image" or (name == "reference" and _image_in(node) is not None):
            self._image(node)
        elif name in _DROPPED:
            pass
        elif _is_text(node):
            self._paragraph(node)
        else:
            self._children(node)

    def _take_fields(self, node: nodes.Node) -> None:
        self._is_opening = False
        for field in node.children:
            name, body = field.children[0].astext().strip().lower(), field.children[1]
            self.fields[name] = body.astext().strip()
            self.field_lines[name] = self._line_of(field)

    def _heading(self, node: nodes.Node) -> None:
        is_title = node.tagname == "title" and not self._section and not self._quotes
        kind = BlockKind.TITLE if is_title else BlockKind.HEADING
        level = 0 if is_title else min(max(self._section, 1), 6)
        # docutils counts the line of the underline.
        self.writer.begin(kind, level=level, line=max(self._line_of(node) - 1, 1))
        self._inline(node)
        self.writer.end()

    def _paragraph(self, node: nodes.Node, kind: BlockKind | None = None) -> None:
        level, self._item_level = self._item_level, 0
        if kind is None:
            kind = BlockKind.QUOTE if self._quotes else BlockKind.ITEM if level else BlockKind.PARAGRAPH
        self.writer.begin(kind, level=level if kind is BlockKind.ITEM else 0, line=self._line_of(node))
        self._inline(node)
        self.writer.end()

    def _row(self, node: nodes.Node) -> None:
        self.writer.begin(BlockKind.ROW, line=self._line_of(node))
        for index, entry in enumerate(node.children):
            if index:
                self.writer.write(" | ")
            self._inline(entry)
        self.writer.end()

    def _figure(self, node: nodes.Node) -> None:
        captions = [child for child in node.children if child.tagname == "caption"]
        for child in node.children:
            if child.tagname == "caption":
                self._paragraph(child, BlockKind.CAPTION)
            elif child.tagname == "legend":
                for part in child.children:
                    self._paragraph(part, BlockKind.CAPTION)
            elif not captions:
                self._image(child)

    def _image(self, node: nodes.Node) -> None:
        image = node if node.tagname == "image" else _image_in(node)
        alt = image.get("alt", "") if image is not None else ""
        target = node.get("refuri") or self.writer.link_target
        caption = plain_passage(BlockKind.CAPTION, alt, line=self._line_of(node), target=target)
        self.writer.insert(caption)

    def _inline(self, node: nodes.Node) -> None:
        writer = self.writer
        for child in node.children:
            name = child.tagname
            if name == "#text":
                writer.write(child.astext())
            elif name in _NOTES:
                writer.drop_space()
            elif name == "problematic":
                self._problematic(child.astext())
            elif name in _MARKUPS:
                writer.open_markup(_MARKUPS[name])
                self._inline(child)
                writer.close_markup(_MARKUPS[name])
            elif name == "reference":
                writer.open_link(child.get("refuri", ""))
                self._inline(child)
                writer.close_link()
            elif name == "image":
                self._image(child)
            elif name not in _DROPPED and name != "system_message":
                self._inline(child)
                if not _is_inline(child):
                    writer.write(" ")

    def _problematic(self, raw: str) -> None:
        """Write what docutils could not make sense of: its words, without the mark-up around them."""
        if _NOTE_MARK.fullmatch(raw):
            self.writer.drop_space()
            return
        match = _ROLE.fullmatch(raw)
        self.writer.write((match["words"] or match["target"] or "") if match else raw)

    def _salvage(self, message: nodes.Node) -> None:
        """Write the text that docutils put aside with an error message."""
        line = self._line_of(message)
        for node in message.children:
            if node.tagname != "literal_block":
                continue
            raw = original(node.astext())
            directive = _UNKNOWN_BODY.match(raw)
            words = raw.split("\n")
            if directive:
                body = "" if directive[1].lower() in _WORDLESS else raw[directive.end() :]
                for paragraph in re.split(r"\n[ \t]*\n", body):
                    self.writer.insert(plain_passage(BlockKind.PARAGRAPH, paragraph, line=line))
            elif len(words) == 2 and len(set(words[1].strip())) == 1:
                level = min(self._section + 1, 6)
                self.writer.insert(plain_passage(BlockKind.HEADING, words[0], level=level, line=line))
            else:
                self.writer.code(raw, line=line)

    def _line_of(self, node: nodes.Node) -> int:
        """The line of a node or, where docutils gives none, of the nearest around or in it."""
        around: nodes.Node | None = node
        while around is not None:
            line = getattr(around, "line", None)
            if line and (around is node or around.tagname not in {"document", "section"}):
                return int(line)
            around = around.parent
        return next((int(inner.line) for inner in node.findall() if getattr(inner, "line", None)), 1)


def _image_in(node: nodes.Node) -> nodes.Node | None:
    return next((child for child in node.children if child.tagname == "image"), None)


def _is_text(node: nodes.Node) -> bool:
    from docutils import nodes

    return isinstance(node, nodes.TextElement | nodes.Text)


def _is_inline(node: nodes.Node) -> bool:
    from docutils import nodes

    return isinstance(node, nodes.Inline | nodes.Text)
