"""Feeds (RSS and Atom): each entry is a recap, read like the page that it was published as."""

from __future__ import annotations

import io
import re
from contextlib import suppress
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from talkgraph.errors import EmptyRecapError, MissingExtraError, UnreadableError
from talkgraph.model import part_of
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_marks
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.failures import parsing
from talkgraph.sources.html import read_html
from talkgraph.sources.htmlelements import parse_html, words_in
from talkgraph.sources.structured.abstracts import passages_in
from talkgraph.sources.structured.values import address_of, text_of
from talkgraph.sources.structured.xmlroot import root_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Document
    from talkgraph.sources.passages import Passage

__all__ = ["FEED_ROOTS", "read_feed"]

FEED_ROOTS = frozenset({"rss", "feed", "RDF"})
"""The outermost elements of RSS 2.0, Atom and RSS 1.0."""

_ENTITY = "<!ENTITY"  # what a feed declares there can grow to any size
_BLOCK = re.compile(r"<(?:p|br|div|section|article|ul|ol|dl|table|blockquote|pre|h[1-6])\b", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[ \t]*\n\s*")
_PLAIN = "text/plain"


def read_feed(text: str, source: str) -> tuple[Document, ...] | None:
    """The documents of a feed: one an entry, in the order of the feed.

    Args:
        text: the whole file.
        source: as in ``Document``, of the first.

    Returns:
        None if it is no feed, or one without entries that hold text.

    Raises:
        MissingExtraError: feedparser is not installed.
        UnreadableError: it declares entities, is nested too deeply, or feedparser gives up on it.
        TooLargeError: it, or an entry of it, holds more marks than a recap can have.
    """
    if root_name(text) not in FEED_ROOTS:
        return None
    documents: list[Document] = []
    feed = _parsed(normal_lines(text), source)
    language = text_of(feed.feed, "language")
    for entry in feed.entries:
        with suppress(EmptyRecapError):
            documents.append(_document(entry, language, part_of(source, len(documents) + 1)))
    return tuple(documents) or None


def _parsed(text: str, source: str) -> Any:
    """What feedparser makes of a feed, without opening anything."""
    if _ENTITY in text:
        raise UnreadableError(source, "declares entities of its own, which are not read; write them out")
    check_marks(text, source, "HTML")
    try:
        import feedparser
    except ModuleNotFoundError:
        raise MissingExtraError("feedparser", "feeds") from None
    with parsing(source, "a feed"):
        # A stream is read as it is; a string could be taken for an address or a file to open.
        return feedparser.parse(
            io.BytesIO(text.strip().encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )


def _document(entry: Mapping[str, Any], language: str, source: str) -> Document:
    content = _content(entry)
    address = address_of(entry, "feedburner_origlink") or address_of(entry, "link")
    values = {
        "title": _title(entry, source),
        "canonical_url": address,
        "date": text_of(entry, "published") or text_of(entry, "updated"),
        "lang": text_of(content, "language") or language,
        "author": text_of(entry, "author"),
    }
    head = Head(MappingProxyType({key: value for key, value in values.items() if value}))
    return assemble(_passages(content, address, source), source, head)


def _content(entry: Mapping[str, Any]) -> Mapping[str, str]:
    """The text of an entry and what is said of it: all of it, if it is there, else the summary."""
    whole = [content for content in entry.get("content") or () if text_of(content, "value")]
    longest = max(whole, key=lambda content: len(content["value"]), default=None)
    found: Mapping[str, str] = longest or entry.get("summary_detail") or {}
    return found


def _passages(content: Mapping[str, str], address: str, source: str) -> list[Passage]:
    text = text_of(content, "value")
    if text_of(content, "type") == _PLAIN:
        text = escape(text)
    if not _BLOCK.search(text):
        text = "".join(f"<p>{part}</p>" for part in _EMPTY_LINES.split(text) if part.strip())
    if not text:
        return []
    base = address_of(content, "base") or address
    try:
        return passages_in(read_html(f"<article>{text}</article>", source, address=base or None))
    except EmptyRecapError:
        return []


def _title(entry: Mapping[str, Any], source: str) -> str:
    """The title without mark-up."""
    title = text_of(entry, "title")
    if text_of(entry.get("title_detail"), "type") in {"", _PLAIN} or not title:
        return title
    root = parse_html(title, source)
    return words_in(root) if root is not None else ""
