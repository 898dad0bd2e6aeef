"""How much of a format is read in one file: what stays below it costs seconds, what is above is no recap."""

from __future__ import annotations

import re

from talkgraph.errors import TooLargeError, UnreadableError

__all__ = ["MOST_MARKS", "MOST_TALKS", "check_marks", "check_talks"]

MOST_MARKS = 200_000
"""Lines and marks of a format that one file may hold; a recap of an evening has some hundreds."""

MOST_TALKS = 5_000
"""Talks that one file of talk data may state, and people that one talk may name; the largest
conferences have a thousand."""

_MARKS = {
    "Markdown": "[]*_`<|&\\~{^",
    "HTML": "<",
    "reStructuredText": "*`|_[:",
    "plain text": "",
}
_TAG = re.compile(r"<[^<>]*")
_MOST_ATTRIBUTES = 1_000  # of one element; libxml2 compares each with all others
_DEEP = re.compile(r"^[ \t]{500}", re.MULTILINE)  # docutils copies all that is indented, once a level


def check_marks(text: str, source: str, form: str) -> None:
    """Refuse a text of more lines and marks than a recap can have.

    Parsers make an object of every mark, some a hundred bytes, some a thousand,
    so that a few megabytes of marks would fill the memory of a machine.

    Args:
        text: the whole file, lines ending in a line feed.
        source: name of the file, for the message.
        form: its format, by the name for the message.

    Raises:
        TooLargeError: it holds more than ``MOST_MARKS``, or an element of it more than 1,000 attributes.
        UnreadableError: a line of reStructuredText is indented by 500 columns.
    """
    found = text.count("\n") + sum(map(text.count, _MARKS[form]))
    if found > MOST_MARKS:
        raise TooLargeError(
            source,
            f"holds {found:,} lines and marks of {form}, more than the limit of {MOST_MARKS:,}; split it",
        )
    if form == "HTML":
        most = max((tag.group().count("=") for tag in _TAG.finditer(text)), default=0)
        if most > _MOST_ATTRIBUTES:
            raise TooLargeError(
                source,
                f"holds an element with {most:,} attributes, more than the limit of {_MOST_ATTRIBUTES:,}; "
                "remove it",
            )
    if form == "reStructuredText" and _DEEP.search(text):
        raise UnreadableError(source, "is nested too deeply to be read as reStructuredText")


def check_talks(found: int, what: str, source: str) -> None:
    """Refuse a file of talk data that states more than any conference has.

    Args:
        found: how many of something it states.
        what: of what, for the message.
        source: name of the file, for the message.

    Raises:
        TooLargeError: there are more than ``MOST_TALKS``.
    """
    if found > MOST_TALKS:
        raise TooLargeError(
            source, f"states {found:,} {what}, more than the limit of {MOST_TALKS:,}; split it"
        )
