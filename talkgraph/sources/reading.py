"""One file to its documents: size, encoding, form."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.errors import MissingExtraError, SourceError, TooLargeError, UnreadableError
from talkgraph.model import part_of
from talkgraph.sources.bundle import split_bundle
from talkgraph.sources.decoding import decode
from talkgraph.sources.failures import reading
from talkgraph.sources.finding import SUFFIXES
from talkgraph.sources.markdown import read_markdown
from talkgraph.sources.plain import read_plain
from talkgraph.sources.rst import read_rst
from talkgraph.sources.structured import (
    read_calendar,
    read_feed,
    read_json,
    read_page,
    read_xml,
    unknown_form,
)
from talkgraph.sources.structured.hints import may_hold_talks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talkgraph.model import Document
    from talkgraph.sources.finding import SourceFile

__all__ = ["DEFAULT_MAX_BYTES", "read_recaps"]

DEFAULT_MAX_BYTES = 2 * 1024 * 1024
_READERS = {"markdown": read_markdown, "rst": read_rst}
_DATA = {"calendar": read_calendar, "feed": read_feed, "xml": read_xml}
_DECLARE = frozenset({"html", "feed", "xml"})  # forms that may name their encoding themselves
_LOG = logging.getLogger(__name__)


def read_recaps(file: SourceFile, *, max_bytes: int = DEFAULT_MAX_BYTES) -> tuple[Document, ...]:
    """The documents in a file: one, or several of a text that holds recaps one after the other.

    A file of talk data has a document for each talk; one that was found in a
    folder and holds no talks has none. An HTML page has a document of its text
    and one for each talk that it states as data.

    Args:
        file: what to read, as ``find_recaps`` gives it. The address that it was
            fetched from, if it was, is that of its documents, unless it is a file of
            data that states one for each, and stands in messages.
        max_bytes: the size above which a file is refused.

    Raises:
        UnreadableError: it is missing or no text, or its encoding is not known.
        TooLargeError: it is larger than ``max_bytes``.
        EmptyRecapError: it holds no text.
        FrontMatterError: its front matter is broken.
        MissingExtraError: it was given itself, and what reads its form is not installed.
    """
    form = SUFFIXES.get(file.path.suffix.casefold(), "plain")
    if file.searched and not may_hold_talks(file.path, form):
        return ()
    data = _bytes(file.path, max_bytes)
    place = file.address or file.path
    text = decode(data, place, is_html=form in _DECLARE)
    beside = [decode(_bytes(path, max_bytes), path) for path in file.beside]
    try:
        documents = _documents(text, form, file, beside)
    except SourceError as error:
        raise type(error)(place, error.reason, line=error.line) from error
    if file.address is None:
        return documents
    is_data = form == "json" or form in _DATA
    return tuple(
        replace(document, address=(is_data and document.address) or file.address) for document in documents
    )


def _documents(text: str, form: str, file: SourceFile, beside: Sequence[str]) -> tuple[Document, ...]:
    if form == "json" or form in _DATA:
        documents = _data(text, form, file, beside)
        if documents is None and not file.searched:
            raise unknown_form(file.source, form)
        return documents or ()
    if form == "plain":
        return _bundle(text, file.source)
    if form == "html":
        return read_page(text, file.source, address=file.address)
    return (_READERS[form](text, file.source),)


def _data(text: str, form: str, file: SourceFile, beside: Sequence[str]) -> tuple[Document, ...] | None:
    """The documents of a file of data; None if it holds none, or nothing is there to read a file found."""
    try:
        if form == "json":
            return read_json(text, file.source, beside=beside)
        return _DATA[form](text, file.source)
    except MissingExtraError as error:
        if not file.searched:
            raise
        _LOG.warning("%s: left out: %s", file.path, error)
        return None


def _bytes(path: Path, limit: int) -> bytes:
    with reading(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            raise UnreadableError(path, "is neither a file nor a folder")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
            size = max(path.stat().st_size, len(data))
    if len(data) > limit:
        raise TooLargeError(
            path,
            f"has {size:,} bytes, more than the limit of {limit:,}; split it, or raise the limit",
        )
    return data


def _bundle(text: str, source: str) -> tuple[Document, ...]:
    documents = []
    for number, part in enumerate(split_bundle(text), 1):
        documents.append(read_plain(part.text, part_of(source, number), first_line=part.line))
    return tuple(documents)
