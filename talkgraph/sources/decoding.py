"""Bytes to text: byte order marks, UTF-8, and the encodings that old HTML pages declare."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from talkgraph.errors import EmptyRecapError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["decode", "recode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = {"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}  # without a mark
_HEAD = 4096
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.03
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_KNOWN = re.compile(
    r"(?:utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-[a-z]+|shift_jis\w*|euc_\w+|big5\w*|gb\w+|iso2022_\w+|tis-620)$"
)


def decode(data: bytes, path: Path | str, *, is_html: bool = False) -> str:
    """The text of a file.

    Args:
        data: all its bytes.
        path: the file, or the address that it was fetched from, for messages.
        is_html: whether a charset that the page declares counts.

    Raises:
        EmptyRecapError: there are no bytes, or none but white space.
        UnreadableError: it is a binary file, or neither UTF-8 nor what it declares.
    """
    if not data.strip():
        raise EmptyRecapError(path, "the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path, len(mark))
    head = data[:_HEAD]
    if b"\0" in data or len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head):
        raise UnreadableError(path, "looks like a binary file; recaps are text files")
    declared = _declared(head) if is_html else None
    if declared is None:
        return _strictly(data, "utf-8", path)
    # A page of bytes beyond ASCII that are valid UTF-8 is UTF-8, whatever an old template says.
    if not data.isascii() and _is(data, "utf-8"):
        return data.decode("utf-8")
    return _strictly(data, declared, path)


def recode(data: bytes, charset: str) -> bytes:
    """A text whose encoding is told beside it, as bytes that ``decode`` reads without being told.

    They stay as they are where a byte order mark or UTF-8 beyond ASCII speaks
    for itself, and where the charset is not known or does not fit.

    Args:
        data: the text.
        charset: the name of its encoding, as a server states it.

    >>> recode("café".encode("latin-1"), "ISO-8859-1").decode("utf-8-sig")
    'café'
    """
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return data
    encoding = _WIDE.get(charset.lower()) or _known(charset)
    if encoding in {None, "utf-8"} or (b"\0" not in data and not data.isascii() and _is(data, "utf-8")):
        return data
    try:
        text = _strictly(data, str(encoding), "")
    except UnreadableError:
        return data
    recoded = text.encode("utf-8")
    return data if recoded == data else codecs.BOM_UTF8 + recoded


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _declared(head: bytes) -> str | None:
    """The encoding that a page declares, by Python's name for it."""
    match = _CHARSET.search(head)
    return None if match is None else _known(match[1].decode("ascii", "ignore"))


def _known(charset: str) -> str | None:
    """Python's name for an encoding that old pages have."""
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"  # as browsers read it
    return name if _KNOWN.match(name) else None


def _strictly(data: bytes, encoding: str, path: Path | str, before: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            return data.decode("latin-1")  # the five bytes that Windows leaves undefined are controls
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        raise UnreadableError(
            path,
            f"is not valid {encoding.upper()}: byte {byte} at offset {before + error.start}; convert it, for "
            "example with: iconv -f WINDOWS-1252 -t UTF-8",
            line=line,
        ) from error
