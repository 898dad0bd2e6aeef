"""The description of a talk as passages, whatever its mark-up, without what every talk's page says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from talkgraph.errors import EmptyRecapError
from talkgraph.model import BlockKind, Link, Markup
from talkgraph.sources.html import read_html
from talkgraph.sources.markdown import read_markdown
from talkgraph.sources.passages import Passage
from talkgraph.sources.rst import read_rst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.model import Block, Document

__all__ = ["passages_in", "passages_of", "without_repeated"]

_HTML = re.compile(r"<(?:p|br|a|div|ul|ol|li|strong|em|b|i)\b[^<>]*>", re.IGNORECASE)
_RST = re.compile(r"`[^`<>]+<https?://[^<>\s]+>`_|^\.\. \w+::", re.MULTILINE)
_RULE_ON_TOP = re.compile(r"\A(?:\s*[-+]{3,}[ \t]*\n)+")
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
_ADDRESS = re.compile(r"(?:\S+:\s*)?(?:https?://|www\.)\S+")
_FEWEST_TIMES = 3  # that a paragraph stands in talks of one programme, to be nobody's own
_BELOW = 1  # levels that the headings of a description stand below those of its own


def passages_of(abstract: str, source: str) -> list[Passage]:
    """The paragraphs, lists and headings of a description.

    Args:
        abstract: it, as HTML, reStructuredText, Markdown or plain text.
        source: as in ``Document``, for what is wrong with it.

    Raises:
        SourceError: the text is nested too deeply or holds too many marks.
    """
    document = _read(abstract, source)
    if document is None:
        return []
    return [each for each in passages_in(document, below=_BELOW) if not _is_boilerplate(each)]


def passages_in(document: Document, *, below: int = 0) -> list[Passage]:
    """The body of a document as passages of another one, its title as a heading.

    Args:
        document: where they stand.
        below: how many levels lower its headings stand there.
    """
    return [
        _passage(document, block, below) for block in document.blocks if block.kind is not BlockKind.METADATA
    ]


def without_repeated(abstracts: Sequence[Sequence[Passage]]) -> list[list[Passage]]:
    """The descriptions of a programme without the paragraphs that several share: they are its organizers'."""
    times = Counter(text for abstract in abstracts for text in {passage.text for passage in abstract})
    return [[each for each in abstract if times[each.text] < _FEWEST_TIMES] for abstract in abstracts]


def _read(abstract: str, source: str) -> Document | None:
    text = _RULE_ON_TOP.sub("", abstract.replace("\r\n", "\n").replace("\r", "\n")).strip()
    try:
        if _HTML.search(text):
            return read_html(f"<article>{text}</article>", source)
        if _RST.search(text):
            return read_rst(text, source)
        return read_markdown(text, source)
    except EmptyRecapError:
        return None


def _passage(document: Document, block: Block, below: int) -> Passage:
    def own(span: Link | Markup) -> bool:
        return block.start <= span.start and span.end <= block.end

    is_heading = block.kind in {BlockKind.TITLE, BlockKind.HEADING}
    return Passage(
        BlockKind.HEADING if is_heading else block.kind,
        document.words(block),
        min(6, max(block.level, 1) + below) if is_heading else block.level,
        1,
        tuple(
            replace(link, start=link.start - block.start, end=link.end - block.start)
            for link in document.links
            if own(link)
        ),
        tuple(
            replace(mark, start=mark.start - block.start, end=mark.end - block.start)
            for mark in document.markups
            if own(mark)
        ),
    )


@cache
def _openings() -> tuple[str, ...]:
    text = resources.files("talkgraph").joinpath("data/en/sources/boilerplate.toml").read_text("utf-8")
    return tuple(opening.casefold() for opening in tomllib.loads(text)["openings"])


def _is_boilerplate(passage: Passage) -> bool:
    """Whether a passage is what a channel or a conference puts under every talk."""
    text = passage.text.strip()
    return (
        text.casefold().startswith(_openings())
        or _HASHTAGS.fullmatch(text) is not None
        or _ADDRESS.fullmatch(text) is not None
        or not any(map(str.isalpha, text))
    )
