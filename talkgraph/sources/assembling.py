"""Passages put together to a document: the canonical text and all offsets in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import EmptyRecapError
from talkgraph.model import Block, BlockKind, Document, Link, Markup, fold
from talkgraph.sources.dates import date_in_source
from talkgraph.sources.language import detect_language
from talkgraph.sources.metadata import (
    metadata_passages,
    stated_address,
    stated_date,
    stated_language,
    stated_title,
)
from talkgraph.sources.passages import Passage, plain_passage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Head", "assemble"]

_BREAK = "\n\n"
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING})
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_BEFORE_TITLE = frozenset({BlockKind.CAPTION, BlockKind.CODE})


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says about itself outside its text.

    Attributes:
        values: front matter or the like, as in ``FrontMatter``.
        lines: the line of each key.
    """

    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def assemble(
    passages: Sequence[Passage], source: str, head: Head | None = None, opening: Sequence[Passage] = ()
) -> Document:
    """A document of a head and the passages of a body.

    Its title is the one in the head, else the heading of level 1 that opens
    the body; either way it stands once in the text, before the body.

    Args:
        passages: the body, in order.
        source: as in ``Document``.
        head: what the file says about itself.
        opening: facts to stand in front, behind those of the head.

    Raises:
        EmptyRecapError: there is neither a title nor a body.
    """
    head = head or Head()
    title, body = _titled(passages, head)
    if title is None and not body:
        raise EmptyRecapError(source, "holds no text")
    first = [*metadata_passages(head.values, head.lines), *opening]
    if title is not None:
        first.append(title)
    text, blocks, links, markups = _joined([*first, *body])
    prose = "\n".join(passage.text for passage in body if passage.kind in _PROSE)
    language = detect_language(prose)
    return Document(
        source=source,
        text=text,
        blocks=blocks,
        links=links,
        markups=markups,
        title=title.text if title else None,
        published=stated_date(head.values) or date_in_source(source),
        language=language if language != "und" else stated_language(head.values) or "und",
        address=stated_address(head.values),
        metadata=head.values,
    )


def _titled(passages: Sequence[Passage], head: Head) -> tuple[Passage | None, list[Passage]]:
    """The title, and what is left of the body without it."""
    body = list(passages)
    headings = [index for index, passage in enumerate(body) if passage.kind in _HEADINGS]
    stated = stated_title(head.values)
    if stated:
        title = plain_passage(BlockKind.TITLE, stated, line=head.lines.get("title", 1))
        if title.text:
            if headings and fold(body[headings[0]].text) == fold(title.text):
                body.pop(headings[0])
            return title, body
    if not headings or not _is_title(body, headings):
        return None, body
    return replace(body.pop(headings[0]), kind=BlockKind.TITLE, level=0), body


def _is_title(body: Sequence[Passage], headings: Sequence[int]) -> bool:
    """Whether the first heading is the title: the only one of level 1, or at the very top."""
    first = body[headings[0]]
    if first.kind is BlockKind.TITLE:
        return True
    is_on_top = all(passage.kind in _BEFORE_TITLE for passage in body[: headings[0]])
    highest = [index for index in headings if body[index].level == 1]
    return first.level == 1 and (is_on_top or len(highest) == 1)


def _joined(
    passages: Sequence[Passage],
) -> tuple[str, tuple[Block, ...], tuple[Link, ...], tuple[Markup, ...]]:
    blocks: list[Block] = []
    links: list[Link] = []
    markups: list[Markup] = []
    offset = 0
    for passage in passages:
        end = offset + len(passage.text)
        blocks.append(Block(offset, end, passage.kind, passage.level, passage.line))
        links += [Link(offset + link.start, offset + link.end, link.target) for link in passage.links]
        markups += [Markup(offset + mark.start, offset + mark.end, mark.kind) for mark in passage.markups]
        offset = end + len(_BREAK)
    text = _BREAK.join(passage.text for passage in passages)
    return text, tuple(blocks), tuple(links), tuple(markups)
