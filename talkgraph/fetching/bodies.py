"""The bytes of an answer: whole, unpacked, and never more than allowed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from talkgraph.errors import FetchError, UnreachableError

if TYPE_CHECKING:
    from http.client import HTTPResponse

__all__ = ["ENCODINGS", "read_body"]

ENCODINGS = "gzip"
"""What a server may pack a page with, as a request says it."""

_PIECE = 64 * 1024
_GZIP = 31  # zlib's word for a gzip stream


def read_body(response: HTTPResponse, url: str, limit: int, *, cut: bool = False) -> bytes:
    """The bytes of an answer, unpacked.

    Args:
        response: the answer, its head read.
        url: for messages.
        limit: the most bytes, packed or unpacked; counted while they come, so
            that neither takes more memory than about that.
        cut: whether what goes beyond is left out, rather than refused.

    Raises:
        FetchError: it is too large, or packed in a way that was not asked for.
        UnreachableError: it breaks off.
        OSError, HTTPException: the connection fails.
    """
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise FetchError(url, f"is packed with {packing}, which was not asked for and is not read")
    stated = response.length
    if stated is not None and stated > limit and not cut:
        raise _too_large(url, limit)
    unpack = zlib.decompressobj(_GZIP) if packing != "identity" else None
    body = bytearray()
    taken = 0
    while len(body) <= limit and taken <= limit:
        piece = response.read(_PIECE)
        if not piece:
            break
        taken += len(piece)
        try:
            body += unpack.decompress(piece, limit + 1 - len(body)) if unpack else piece
        except zlib.error as error:
            raise FetchError(url, f"is said to be packed with gzip, and is not: {error}") from error
    if len(body) > limit or taken > limit:
        if cut:
            return bytes(body[:limit])
        raise _too_large(url, limit)
    if unpack and unpack.unused_data.strip(b"\0"):
        raise FetchError(url, "is packed with gzip in several pieces, which is not read")
    if response.length or (unpack and taken and not unpack.eof):
        raise UnreachableError(url, f"broke off after {taken:,} bytes; try again")
    return bytes(body)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(url, f"has more bytes than the limit of {limit:,}; --max-bytes raises it")
