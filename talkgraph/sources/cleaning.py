"""Characters: which of them belong to a text, and where a word ends."""

from __future__ import annotations

import re

__all__ = ["clean", "collapse", "normal_lines"]

# Control characters, lone surrogates and noncharacters: no text consists of
# them, and XML, which some exports are written in, cannot hold them.
_ALIEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n?|\x85|\u2028|\u2029")
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


def clean(text: str) -> str:
    r"""A text without the characters that are no text; all others stay as they are.

    >>> clean("caf\u00e9\x00 \ud800ok")
    'café ok'
    """
    return _ALIEN.sub("", text)


def normal_lines(text: str) -> str:
    r"""A clean text whose lines all end in ``\n``; form feeds stay.

    >>> normal_lines("one\r\ntwo\rthree")
    'one\ntwo\nthree'
    """
    return clean(_NEW_LINE.sub("\n", text))


def collapse(text: str) -> str:
    r"""A text with each run of spaces and line breaks as one space; no-break spaces stay.

    >>> collapse("First\n  talk\u00a0was")
    'First talk\xa0was'
    """
    return _SPACES.sub(" ", text)
