"""Markdown to documents, by the tokens of markdown-it-py."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from talkgraph.errors import UnreadableError
from talkgraph.model import BlockKind, MarkupKind
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_marks
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.failures import parsing
from talkgraph.sources.frontmatter import split_front_matter
from talkgraph.sources.htmlflow import write_fragment
from talkgraph.sources.htmlinline import InlineHtml
from talkgraph.sources.passages import PassageWriter
from talkgraph.sources.shortcodes import Extracted, extract_shortcodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from talkgraph.model import Document

__all__ = ["read_markdown"]

_DEEPEST = 60
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}")  # kramdown's, on a line of their own
_HEADING_NAME = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")
_MARKUPS = {"strong": MarkupKind.STRONG, "em": MarkupKind.EMPHASIS}


def read_markdown(text: str, source: str) -> Document:
    """Read a page of Markdown, with front matter, tags and shortcodes, and HTML in between.

    Args:
        text: the whole file.
        source: as in ``Document``.

    Raises:
        FrontMatterError: the front matter cannot be read.
        EmptyRecapError: there is no text.
        UnreadableError: the text is nested too deeply.
        TooLargeError: it holds more marks than a recap can have.
    """
    text = normal_lines(text)
    check_marks(text, source, "Markdown")
    front = split_front_matter(text, source)
    extracted = extract_shortcodes(front.body, front.first_line)
    with parsing(source, "Markdown"):
        tokens = _parser().parse(extracted.text)
    # The parser drops what lies deeper than it may go.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UnreadableError(source, "is nested too deeply to be read as Markdown")
    reader = _Reader(extracted, source)
    reader.read(tokens)
    return assemble(reader.writer.passages, source, Head(front.values, front.lines))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    class LenientParser(MarkdownIt):
        """Leaves the targets of links as typed: nothing is rendered, and marks may stand in them."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
            return True

    parser = LenientParser("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser.core.ruler.before("inline", "brackets", _escape_nested_brackets)
    return parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)


def _escape_nested_brackets(state: StateCore) -> None:
    """Make brackets nested beyond reason plain characters: looking for links in them takes hours."""
    for token in state.tokens:
        if token.type == "inline" and token.content.count("[") > _DEEPEST:
            depths = accumulate((char == "[") - (char == "]") for char in token.content)
            if max(depths) > _DEEPEST:
                token.content = token.content.replace("[", "\\[")


class _Reader:
    """Writes the tokens of one text."""

    def __init__(self, extracted: Extracted, source: str) -> None:
        self.writer = PassageWriter()
        self._extracted = extracted
        self._source = source
        self._quotes = 0
        self._lists = 0
        self._item_level = 0  # of an item that has no words yet
        self._in_heading = False
        self._cells = 0
        self._line = extracted.line(0)

    def read(self, tokens: Sequence[Token]) -> None:
        """Write all block tokens."""
        for token in tokens:
            if token.map:
                self._line = self._extracted.line(token.map[0])
            self._block(token)
        self.writer.end()

    def _block(self, token: Token) -> None:
        writer = self.writer
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open" | "dl_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close" | "dl_close":
                self._lists -= 1
            case "list_item_open" | "dt_open":
                self._item_level = self._lists
            case "dd_open":
                self._item_level = self._lists + 1
            case "list_item_close" | "dt_close" | "dd_close":
                self._item_level = 0
            case "heading_open":
                kind = BlockKind.QUOTE if self._quotes else BlockKind.HEADING
                level = 0 if self._quotes else int(token.tag[1])
                writer.begin(kind, level=level, line=self._line)
                self._in_heading = True
            case "paragraph_open":
                self._begin_paragraph()
            case "tr_open":
                writer.begin(BlockKind.ROW, line=self._line)
                self._cells = 0
            case "th_open" | "td_open":
                if self._cells:
                    writer.write(" | ")
                self._cells += 1
            case "th_close" | "td_close":
                writer.close_spans()
            case "heading_close" | "paragraph_close" | "tr_close":
                writer.close_spans()
                writer.end()
                self._in_heading = False
            case "inline":
                if not writer.is_open:  # a term of a definition list
                    self._begin_paragraph()
                self._inline(token.children or [])
            case "fence" | "code_block":
                writer.code(self._extracted.restored(token.content), line=self._line)
            case "html_block":
                self._html(token.content)
            case _:
                pass

    def _begin_paragraph(self) -> None:
        kind, level = self._kind()
        self.writer.begin(kind, level=level, line=self._line)
        self._item_level = 0

    def _kind(self) -> tuple[BlockKind, int]:
        if self._quotes:
            return BlockKind.QUOTE, 0
        if self._item_level:
            return BlockKind.ITEM, self._item_level
        return BlockKind.PARAGRAPH, 0

    def _html(self, html: str) -> None:
        kind, level = self._kind()
        fragment = self._extracted.without_marks(html)
        before = len(self.writer.passages)
        write_fragment(self.writer, fragment, self._source, kind=kind, level=level, line=self._line)
        if len(self.writer.passages) > before:
            self._item_level = 0

    def _inline(self, tokens: Sequence[Token]) -> None:
        writer = self.writer
        tags = [token.content for token in tokens if token.type == "html_inline"]
        html = InlineHtml(writer, tags, self._source)
        for token in tokens:
            if html.is_hidden and token.type != "html_inline":
                continue
            match token.type:
                case "text":
                    self._text(token.content)
                case "softbreak" | "hardbreak":
                    writer.write(" ")
                case "code_inline":
                    writer.open_markup(MarkupKind.CODE)
                    writer.write(self._extracted.restored(token.content))
                    writer.close_markup(MarkupKind.CODE)
                case "strong_open" | "em_open":
                    writer.open_markup(_MARKUPS[token.tag])
                case "strong_close" | "em_close":
                    writer.close_markup(_MARKUPS[token.tag])
                case "link_open":
                    writer.open_link(self._extracted.without_marks(str(token.attrGet("href") or "")))
                case "link_close":
                    writer.close_link()
                case "image":
                    self._caption(token.children or [], writer.link_target)
                case "html_inline":
                    html.tag(self._extracted.without_marks(token.content), line=self._line)
                case "footnote_ref":
                    writer.drop_space()
                case _:
                    pass

    def _text(self, text: str) -> None:
        if _ATTRIBUTES.fullmatch(text):
            return
        if self._in_heading:
            text = _HEADING_NAME.sub("", text)
        for part in self._extracted.split(text):
            if isinstance(part, str):
                self.writer.write(part)
            elif part.shown:
                self.writer.write(part.raw)
            elif part.caption:
                with parsing(self._source, "Markdown"):
                    inline = _parser().parseInline(part.caption)
                self._caption(inline[0].children or [], part.target)

    def _caption(self, tokens: Sequence[Token], target: str | None) -> None:
        inner = _Reader(self._extracted, self._source)
        inner.writer.begin(BlockKind.CAPTION, line=self._line)
        if target:
            inner.writer.open_link(target)
        inner._inline(tokens)
        inner.writer.close_spans()
        inner.writer.end()
        for passage in inner.writer.passages:
            self.writer.insert(passage)
