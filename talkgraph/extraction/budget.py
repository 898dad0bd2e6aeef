"""How long a recap may be that claims are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.errors import TooLargeError

if TYPE_CHECKING:
    from talkgraph.model import Document

__all__ = ["MOST_CHARACTERS", "check_length"]

MOST_CHARACTERS = 100_000
"""Characters of text that one recap may have; a page of print has three thousand."""


def check_length(document: Document) -> None:
    """Refuse a recap that would take minutes and hundreds of megabytes to read.

    Names are weighed over a whole recap, so that a text cannot be read in parts
    of its own: the parts would be recaps with other talks and other people.

    Raises:
        TooLargeError: its text has more than ``MOST_CHARACTERS``.
    """
    if len(document.text) > MOST_CHARACTERS:
        raise TooLargeError(
            document.source,
            f"has {len(document.text):,} characters of text, more than the limit of {MOST_CHARACTERS:,} for "
            "one recap; split it, one file an event",
        )
