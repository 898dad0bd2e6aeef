"""Single tags of HTML in a paragraph of Markdown."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind
from talkgraph.sources.htmlelements import MARKUPS, html_words, parse_html
from talkgraph.sources.passages import plain_passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.sources.passages import PassageWriter

__all__ = ["InlineHtml"]

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


class InlineHtml:
    """Takes in the tags of one paragraph, one after the other, while its text is written."""

    def __init__(self, writer: PassageWriter, tags: Sequence[str], source: str) -> None:
        """Start a paragraph.

        Args:
            writer: what to write to.
            tags: all the paragraph's tags, to know which of them are closed.
            source: name of the file, for messages.
        """
        self._writer = writer
        self._source = source
        self._closings = Counter(match[2].lower() for tag in tags if (match := _TAG.match(tag)) and match[1])
        self._hidden_in: str | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether what follows is no text, such as inside ``<script>``."""
        return self._hidden_in is not None

    def tag(self, raw: str, *, line: int) -> None:
        """Take in one tag or comment as it was typed.

        Args:
            raw: with its angle brackets.
            line: the line of the file, for captions.
        """
        match = _TAG.match(raw)
        if match is None:
            return
        name, closes = match[2].lower(), bool(match[1])
        if closes:
            self._closings[name] -= 1
        if self._hidden_in is not None:
            if closes and name == self._hidden_in:
                self._hidden_in = None
        elif name == "br" or name in html_words("elements", "blocks"):
            self._writer.write(" ")
        elif closes:
            self._close(name)
        else:
            self._open(name, raw, line)

    def _open(self, name: str, raw: str, line: int) -> None:
        if name in MARKUPS:
            self._writer.open_markup(MARKUPS[name])
        elif name in {"a", "img"}:
            root = parse_html(raw, self._source)
            element = next(root.iter(name), None) if root is not None else None
            if element is None:
                return
            if name == "a":
                self._writer.open_link(element.get("href", ""))
            else:
                alt, target = element.get("alt", ""), self._writer.link_target
                self._writer.insert(plain_passage(BlockKind.CAPTION, alt, line=line, target=target))
        elif name in html_words("elements", "hidden") and self._closings[name] > 0:
            self._hidden_in = name

    def _close(self, name: str) -> None:
        if name == "a":
            self._writer.close_link()
        elif name in MARKUPS:
            self._writer.close_markup(MARKUPS[name])
