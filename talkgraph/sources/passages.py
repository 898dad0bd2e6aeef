"""Passages: the blocks of a document before they are put together, and what writes them.

All readers write through a ``PassageWriter``, so that offsets are computed in
one place: as text is written, never by searching for it afterwards.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind, Link, Markup, MarkupKind
from talkgraph.sources.cleaning import clean, collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Passage", "PassageWriter", "plain_passage"]

_BARE_URL = re.compile(r"https?://[^\s<>\"'`|\\^{}]{1,2000}", re.IGNORECASE)
_NO_TARGET = re.compile(r"#|javascript:|vbscript:|data:", re.IGNORECASE)
_AFTER_URL = ".,;:!?'\"*_~…»”’"


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document, with offsets counted from its own beginning.

    Attributes:
        kind: its role.
        text: its words, without mark-up; one line, unless it is code.
        level: 1 to 6 for a heading, depth from 1 for a list item, else 0.
        line: line of the source where it begins, counted from 1.
        links, markups: in order of their offsets.
    """

    kind: BlockKind
    text: str
    level: int = 0
    line: int = 1
    links: tuple[Link, ...] = ()
    markups: tuple[Markup, ...] = ()


@dataclass(slots=True)
class _Span:
    """A link or mark-up that is open while text is written; it starts at its first word."""

    name: MarkupKind | None
    target: str = ""
    start: int | None = None
    depth: int = 1


@dataclass(slots=True)
class PassageWriter:
    """Collects text piece by piece into passages.

    White space is collapsed on the way, and a space is written only once a
    word follows it, so that passages, links and mark-up begin and end with
    words. Spans that stay open at the end of a passage go on in the next one.

    Attributes:
        passages: what is finished.
    """

    passages: list[Passage] = field(default_factory=list)
    _kind: BlockKind | None = None
    _level: int = 0
    _line: int = 1
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _space: bool = False
    _spans: list[_Span] = field(default_factory=list)
    _links: list[Link] = field(default_factory=list)
    _markups: list[Markup] = field(default_factory=list)
    _later: list[Passage] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a passage has been begun and not ended."""
        return self._kind is not None

    @property
    def has_words(self) -> bool:
        """Whether the open passage has any words yet."""
        return self._length > 0

    @property
    def link_target(self) -> str | None:
        """Where the open link leads, if one is open and leads anywhere."""
        return next((span.target for span in self._spans if span.name is None), None) or None

    def begin(self, kind: BlockKind, *, level: int = 0, line: int = 1) -> None:
        """Start a passage, after ending the one that is open."""
        self.end()
        self._kind, self._level, self._line = kind, level, line

    def write(self, text: str) -> None:
        """Add running text to the open passage."""
        text = collapse(clean(text))
        words = text.strip(" ")
        if not words:
            self._space = self._space or bool(text)
            return
        if self._length and (self._space or text[0] == " "):
            self._parts.append(" ")
            self._length += 1
        for span in self._spans:
            if span.start is None:
                span.start = self._length
        self._parts.append(words)
        self._length += len(words)
        self._space = text[-1] == " "

    def drop_space(self) -> None:
        """Forget the white space just written, because what it led to is left out."""
        self._space = False

    def open_link(self, target: str) -> None:
        """What is written from here on is the text of a link.

        It ends a link that is still open. Places in the page itself, scripts
        and data are no targets: such a link leaves no trace.
        """
        self._close(None)
        target = clean(target).strip()
        self._spans.append(_Span(None, "" if _NO_TARGET.match(target) else target))

    def open_markup(self, kind: MarkupKind) -> None:
        """What is written from here on is strong, emphasised or code."""
        for span in self._spans:
            if span.name is kind:
                span.depth += 1
                return
        self._spans.append(_Span(kind))

    def close_link(self) -> None:
        """End the link opened last; nothing happens if none is open."""
        self._close(None)

    def close_markup(self, kind: MarkupKind) -> None:
        """End mark-up of that kind, as often as it was opened; nothing happens if none is open."""
        self._close(kind)

    def close_spans(self) -> None:
        """End all links and mark-up that are open."""
        while self._spans:
            self._record(self._spans.pop())

    def end(self) -> None:
        """Finish the open passage; one without words leaves no trace."""
        for span in self._spans:
            self._record(span)
            span.start = None
        text = "".join(self._parts)
        code = [markup for markup in self._markups if markup.kind is MarkupKind.CODE]
        self._links += _bare_links(text, [*self._links, *code])
        if self._kind is not None and text.strip():
            self.passages.append(
                Passage(
                    self._kind,
                    text,
                    self._level,
                    self._line,
                    tuple(sorted(self._links)),
                    tuple(sorted(self._markups)),
                )
            )
        self._kind, self._length, self._space = None, 0, False
        self._parts, self._links, self._markups = [], [], []
        self.passages.extend(self._later)
        self._later.clear()

    def code(self, text: str, *, line: int = 1) -> None:
        """Add a block of code as it stands, line breaks included."""
        self.end()
        words = clean(text.expandtabs(4)).strip("\n").rstrip()
        if words.strip():
            self.passages.append(Passage(BlockKind.CODE, words, line=line))

    def insert(self, passage: Passage) -> None:
        """Add a passage behind the one that is open, so that its sentence is not cut."""
        if self.has_words:
            self._later.append(passage)
        elif passage.text.strip():
            self.passages.append(passage)

    def _close(self, name: MarkupKind | None) -> None:
        for index, span in enumerate(self._spans):
            if span.name is name:
                span.depth -= 1
                if not span.depth:
                    self._record(self._spans.pop(index))
                return

    def _record(self, span: _Span) -> None:
        if span.start is None or span.start >= self._length:
            return
        if span.name is not None:
            self._markups.append(Markup(span.start, self._length, span.name))
        elif span.target:
            self._links.append(Link(span.start, self._length, span.target))


def plain_passage(
    kind: BlockKind, text: str, *, level: int = 0, line: int = 1, target: str | None = None
) -> Passage:
    """A passage of words without mark-up.

    Args:
        kind: its role.
        text: its words; white space is collapsed.
        level: as in ``Passage``.
        line: as in ``Passage``.
        target: where all of it leads, if it is a link.
    """
    words = collapse(clean(text)).strip(" ")
    links = (Link(0, len(words), target),) if target and words else _bare_links(words, [])
    return Passage(kind, words, level, line, tuple(links))


def _bare_links(text: str, taken: Sequence[Link | Markup]) -> list[Link]:
    """The addresses written out in a text, except where a link or code stands already."""
    found = []
    others = deque(sorted((span.start, span.end) for span in taken))
    for match in _BARE_URL.finditer(text):
        address = match.group().rstrip(_AFTER_URL)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_AFTER_URL)
        start, end = match.start(), match.start() + len(address)
        while others and others[0][1] <= start:
            others.popleft()
        if end - start > len("https://") and not (others and others[0][0] < end):
            found.append(Link(start, end, address))
    return found
