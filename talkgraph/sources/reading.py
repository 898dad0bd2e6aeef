"""One file to its documents: size, encoding, form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.errors import SourceError, TooLargeError, UnreadableError
from talkgraph.sources.bundle import split_bundle
from talkgraph.sources.decoding import decode
from talkgraph.sources.failures import reading
from talkgraph.sources.finding import SUFFIXES
from talkgraph.sources.markdown import read_markdown
from talkgraph.sources.plain import read_plain
from talkgraph.sources.rst import read_rst
from talkgraph.sources.structured import read_json, read_page, read_xml, unknown_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talkgraph.model import Document
    from talkgraph.sources.finding import SourceFile

__all__ = ["DEFAULT_MAX_BYTES", "read_recaps"]

DEFAULT_MAX_BYTES = 2 * 1024 * 1024
_READERS = {"markdown": read_markdown, "rst": read_rst}


def read_recaps(file: SourceFile, *, max_bytes: int = DEFAULT_MAX_BYTES) -> tuple[Document, ...]:
    """The documents in a file: one, or several of a text that holds recaps one after the other.

    A file of talk data has a document for each talk; one that was found in a
    folder and holds no talks has none. An HTML page has a document of its text
    and one for each talk that it states as data.

    Args:
        file: what to read, as ``find_recaps`` gives it. The address that it was
            fetched from, if it was, is that of its documents, and stands in messages.
        max_bytes: the size above which a file is refused.

    Raises:
        UnreadableError: it is missing or no text, or its encoding is not known.
        TooLargeError: it is larger than ``max_bytes``.
        EmptyRecapError: it holds no text.
        FrontMatterError: its front matter is broken.
    """
    data = _bytes(file.path, max_bytes)
    form = SUFFIXES.get(file.path.suffix.casefold(), "plain")
    place = file.address or file.path
    text = decode(data, place, is_html=form == "html")
    beside = [decode(_bytes(path, max_bytes), path) for path in file.beside]
    try:
        documents = _documents(text, form, file, beside)
    except SourceError as error:
        raise type(error)(place, error.reason, line=error.line) from error
    if file.address is None:
        return documents
    return tuple(replace(document, address=file.address) for document in documents)


def _documents(text: str, form: str, file: SourceFile, beside: Sequence[str]) -> tuple[Document, ...]:
    if form in {"json", "xml"}:
        is_json = form == "json"
        found = read_json(text, file.source, beside=beside) if is_json else read_xml(text, file.source)
        if found is None and not file.searched:
            raise unknown_form(file.source, form.upper())
        return found or ()
    if form == "plain":
        return _bundle(text, file.source)
    if form == "html":
        return read_page(text, file.source, address=file.address)
    return (_READERS[form](text, file.source),)


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
        name = source if number == 1 else f"{source}#{number}"
        documents.append(read_plain(part.text, name, first_line=part.line))
    return tuple(documents)
