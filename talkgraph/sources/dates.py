"""Dates of publication: in front matter, file names and folders."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["date_in_source", "is_month", "parse_date"]

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T\d|$)")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_IN_SOURCE = re.compile(r"(?<!\d)(?=(\d{4})([-_./])(\d{1,2})\2(\d{1,2})(?!\d))")


def parse_date(text: str) -> date | None:
    """The day that a value of front matter or of a page's head names.

    Time and time zone are left aside: the day is the one that was written.

    >>> parse_date("2016-10-06T11:25:01.000Z"), parse_date("25 April 2016")
    (datetime.date(2016, 10, 6), datetime.date(2016, 4, 25))
    >>> parse_date("soon") is None
    True
    """
    match = _ISO.search(text) or _COMPACT.match(text.strip())
    return _day(*match.groups()) if match else _with_month_name(text)


def date_in_source(source: str) -> date | None:
    """The day in a file's name or, failing that, in the folders nearest to it.

    >>> date_in_source("posts/2016-04-25-dotscale.md"), date_in_source("2016/04/25/dotscale.md")
    (datetime.date(2016, 4, 25), datetime.date(2016, 4, 25))
    """
    days = [_day(match[1], match[3], match[4]) for match in _IN_SOURCE.finditer(source)]
    return next((day for day in reversed(days) if day), None)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month.

    >>> is_month("April"), is_month("Prague")
    (True, False)
    """
    return word.lower() in _months()


def _with_month_name(text: str) -> date | None:
    words = _WORD.findall(text.lower())[:12]
    month = next((_months()[word] for word in words if word in _months()), None)
    year = next((word for word in words if len(word) == 4 and word.isdecimal()), None)
    day = next((word for word in words if len(word) <= 2 and word.isdecimal()), None)
    return _day(year, str(month), day) if month and year and day else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    lines = resources.files("talkgraph").joinpath("data/en/sources/months.txt").read_text("utf-8")
    return {name: number for number, line in enumerate(lines.splitlines(), 1) for name in line.split()}
