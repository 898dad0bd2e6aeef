"""Texts in tables that people open with a spreadsheet, which must not take them for formulas."""

from __future__ import annotations

import re

__all__ = ["defused"]

# Excel takes the full-width signs for the plain ones where it is set to Japanese or Chinese.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
# Where a comma is the decimal sign, a semicolon ends a cell.
_AFTER_SEPARATOR = re.compile(r"(?<=;)(?=[=+\-@＝＋－＠])")


def defused(text: str) -> str:
    """A text as a cell of a CSV table: an apostrophe stands before what would begin a formula.

    >>> defused("=1+1"), defused("a;=1+1"), defused("C++"), defused("a = b")
    ("'=1+1", "a;'=1+1", 'C++', 'a = b')
    """
    whole = _AFTER_SEPARATOR.sub("'", text)
    return f"'{whole}" if _FORMULA.match(text) else whole
