"""Which form of text an answer holds: by what the server says, else by the end of its name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.errors import FetchError
from talkgraph.sources.finding import SUFFIXES

if TYPE_CHECKING:
    from email.message import Message

    from talkgraph.fetching.address import Address

__all__ = ["suffix_of"]

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/x-rst": ".rst",
    "text/prs.fallenstein.rst": ".rst",
    "text/plain": ".txt",
    "text/calendar": ".ics",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


def suffix_of(headers: Message, address: Address) -> str:
    """The end of the name that a file of the answer is read by, such as ``.html``.

    Many servers say ``text/plain`` of Markdown and the like; there the end of
    the address is believed.

    Raises:
        FetchError: the answer is no text that recaps are written in.
    """
    own = PurePosixPath(address.target.partition("?")[0]).suffix.lower()
    stated = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if own in SUFFIXES and stated in {"", "text/plain"}:
        return own
    if stated not in _SUFFIXES:
        said = f"is {stated}" if stated else "does not say what it is"
        kinds = "HTML, Markdown, reStructuredText, plain text, JSON, calendars or feeds"
        raise FetchError(address.url, f"{said}; recaps are {kinds}")
    return _SUFFIXES[stated]
