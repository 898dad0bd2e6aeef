"""What holds for every document, and short ways to look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import BlockKind

if TYPE_CHECKING:
    from talkgraph.model import Document, Link, Markup

__all__ = ["assert_consistent", "blocks_of", "links_of", "markups_of", "outline"]


def assert_consistent(document: Document) -> None:
    """Blocks follow each other with one empty line between, and hold all links and mark-up."""
    text = document.text
    position = 0
    for index, block in enumerate(document.blocks):
        if index:
            assert text[position : position + 2] == "\n\n"
            position += 2
        assert block.start == position < block.end
        words = document.words(block)
        assert words.strip()
        assert block.line >= 1
        if block.kind is not BlockKind.CODE:
            assert not set(words) & set("\n\r\t\f\v\x85\u2028\u2029")
            assert words == words.strip(" ")
            assert "  " not in words
        assert (block.level > 0) == (block.kind in {BlockKind.HEADING, BlockKind.ITEM})
        assert block.kind is not BlockKind.HEADING or block.level <= 6
        position = block.end
    assert position == len(text)
    spans: list[Link | Markup] = [*document.links, *document.markups]
    for span in spans:
        around = document.block_at(span.start)
        assert around is not None
        assert around.start <= span.start < span.end <= around.end
        assert document.words(span) == document.words(span).strip(" ")
    assert list(document.links) == sorted(document.links)
    assert list(document.markups) == sorted(document.markups)
    assert all(link.target.strip() for link in document.links)
    text.encode("utf-8")
    assert "\0" not in text
    titles = [block for block in document.blocks if block.kind is BlockKind.TITLE]
    assert [document.words(title) for title in titles] == ([document.title] if document.title else [])
    order = [block.kind for block in document.blocks]
    opening = [BlockKind.METADATA] * order.count(BlockKind.METADATA) + [BlockKind.TITLE] * len(titles)
    assert order[: len(opening)] == opening


def outline(document: Document) -> list[tuple[str, str]]:
    """Kind (with its level, if it has one) and words of all blocks."""
    assert_consistent(document)
    return [(f"{block.kind}{block.level or ''}", document.words(block)) for block in document.blocks]


def blocks_of(document: Document, kind: BlockKind) -> list[str]:
    """The words of all blocks of a kind."""
    assert_consistent(document)
    return [document.words(block) for block in document.blocks if block.kind is kind]


def links_of(document: Document) -> list[tuple[str, str]]:
    """Words and target of all links."""
    assert_consistent(document)
    return [(document.words(link), link.target) for link in document.links]


def markups_of(document: Document) -> list[tuple[str, str]]:
    """Words and kind of all inline mark-up."""
    assert_consistent(document)
    return [(document.words(markup), str(markup.kind)) for markup in document.markups]
