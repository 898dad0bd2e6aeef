"""How long a recap may be that claims are drawn from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.errors import TooLargeError

if TYPE_CHECKING:
    from talkgraph.model import Document

__all__ = ["MOST_CHARACTERS", "MOST_SIGNS", "check_length"]

MOST_CHARACTERS = 100_000
"""Characters of text that one recap may have; a page of print has three thousand."""

MOST_SIGNS = 20_000
"""Characters among them that are neither letters nor digits nor spaces; each is a word of its own."""

_PLAIN = re.compile(r"[\w\s]+")


def check_length(document: Document) -> None:
    """Refuse a recap that would take minutes and hundreds of megabytes to read.

    Names are weighed over a whole recap, so that a text cannot be read in parts
    of its own: the parts would be recaps with other talks and other people.

    Raises:
        TooLargeError: its text has more than ``MOST_CHARACTERS``, or more than ``MOST_SIGNS``.
    """
    if len(document.text) > MOST_CHARACTERS:
        raise TooLargeError(
            document.source,
            f"has {len(document.text):,} characters of text, more than the limit of {MOST_CHARACTERS:,} for "
            "one recap; split it, one file an event",
        )
    signs = len(_PLAIN.sub("", document.text))
    if signs > MOST_SIGNS:
        raise TooLargeError(
            document.source,
            f"has {signs:,} signs that are neither letters nor digits, more than the limit of {MOST_SIGNS:,} "
            "for one recap; is it prose?",
        )
