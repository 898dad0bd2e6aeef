"""A recap as text with its structure: what every reader produces."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from talkgraph.model.claims import Claim

__all__ = ["Block", "BlockKind", "Document", "Link", "Markup", "MarkupKind", "part_of", "source_parts"]


class BlockKind(StrEnum):
    """The role of a block in its document."""

    METADATA = "metadata"  # one "key: value" of the front matter
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"  # the words of an image, embed or figure
    ROW = "row"  # one row of a table, cells separated by " | "


class MarkupKind(StrEnum):
    """Inline mark-up that carries meaning."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A stretch of text between two breaks.

    Attributes:
        start, end: offsets in the document's text, in characters, end exclusive.
        kind: its role.
        level: 1 to 6 for a heading, depth from 1 for a list item, else 0.
        line: line of the source file where it begins, counted from 1.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    line: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A hyperlink: offsets of its words in the text, and where it leads."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True, order=True)
class Markup:
    """Inline mark-up over a stretch of text."""

    start: int
    end: int
    kind: MarkupKind


@dataclass(frozen=True, slots=True)
class Document:
    """One recap, read.

    The text is canonical: mark-up removed, paragraphs separated by one blank
    line, inner line breaks turned into spaces, nothing else changed. All
    offsets, here and in evidence, count characters of this text.

    Attributes:
        source: path of the file relative to the folder that was given, with
            forward slashes; for a file of several recaps, followed by ``#2`` and so on.
        text: the canonical text. It opens with the metadata blocks, then the title.
        blocks: in order of their offsets, not overlapping.
        links, markups: in order of their offsets.
        title: the recap's title, if it has one.
        published: when the recap was published, if stated (not the event's date).
        language: two-letter code, ``und`` if it cannot be told.
        address: where the recap is published, if stated.
        metadata: front matter as plain values, keys in lower case.
        stated: what the source states as data, as claims with their lines of the
            text, sorted. It tells no documents apart: the claims of a recap hold it.
    """

    source: str
    text: str
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    markups: tuple[Markup, ...] = ()
    title: str | None = None
    published: date | None = None
    language: str = "und"
    address: str | None = None
    metadata: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    stated: tuple[Claim, ...] = field(default=(), compare=False)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character offset, or None between blocks."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]

    def words(self, span: Block | Link | Markup) -> str:
        """The text that a block, link or mark-up covers."""
        return self.text[span.start : span.end]

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy cannot be pickled, and documents travel between processes.
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return _restored, ({**values, "metadata": dict(self.metadata)},)


def _restored(values: dict[str, Any]) -> Document:
    return Document(**{**values, "metadata": MappingProxyType(values["metadata"])})


def part_of(file: str, number: int) -> str:
    """The source of a document by its number in a file, from 1.

    >>> part_of("posts/five.txt", 1), part_of("posts/five.txt", 2)
    ('posts/five.txt', 'posts/five.txt#2')
    """
    return file if number == 1 else f"{file}#{number}"


def source_parts(source: str) -> tuple[str, int]:
    """The file that a document's source names, and the document's number in it, from 1.

    >>> source_parts("posts/five.txt#2"), source_parts("c#.md")
    (('posts/five.txt', 2), ('c#.md', 1))
    """
    file, _, number = source.rpartition("#")
    return (file, int(number)) if file and number.isascii() and number.isdecimal() else (source, 1)
