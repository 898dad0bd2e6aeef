"""The shape of bare text: groups of lines, rules, lines that can stand over a text, word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LineGroup", "groups_of", "is_heading_like", "phrases", "rule_mark", "starts_with_phrase"]

_RULE = re.compile(r"[ \t]*([-=_*~#+])(?:[ \t]*\1){2,}[ \t]*$")
_CLOSED = tuple(".!:;,…")
_QUOTES_AT_END = "\"'”’»)]"
_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines with no empty line between them.

    Attributes:
        line: number of the first, counted from 1.
        lines: the lines, tabs expanded.
        empty_before: how many empty lines stand before it.
        page_break: whether a form feed stands before it.
    """

    line: int
    lines: tuple[str, ...]
    empty_before: int = 0
    page_break: bool = False


def groups_of(text: str, first_line: int = 1) -> Iterator[LineGroup]:
    """The groups of lines in a text.

    Args:
        text: lines that end in a line feed.
        first_line: number of its first line.
    """
    group: list[str] = []
    start, empty, page_break = first_line, 0, False
    for number, line in enumerate(text.split("\n"), first_line):
        is_new_page = line.startswith("\f")
        if group and (is_new_page or not line.strip()):
            yield LineGroup(start, tuple(group), empty, page_break)
            group, empty, page_break = [], 0, False
        page_break = page_break or is_new_page
        if line.strip():
            start = start if group else number
            group.append(line.strip("\f").expandtabs(4))
        else:
            empty += 1
    if group:
        yield LineGroup(start, tuple(group), empty, page_break)


def rule_mark(line: str) -> str | None:
    """The character that a line consists of, if it is a rule of at least three.

    >>> rule_mark("-----"), rule_mark("* * *"), rule_mark("--")
    ('-', '*', None)
    """
    match = _RULE.match(line)
    return match[1] if match else None


def is_heading_like(line: str) -> bool:
    """Whether a line can be a title or a heading: short, with letters, and no sentence.

    >>> is_heading_like("What is a stand-up meeting?"), is_heading_like("That was fun.")
    (True, False)
    """
    words = line.strip()
    return (
        len(words) <= _LONGEST_HEADING
        and len(words.split()) <= _MOST_HEADING_WORDS
        and any(map(str.isalpha, words))
        and not words.rstrip(_QUOTES_AT_END).endswith(_CLOSED)
        and not words.lower().startswith(("http://", "https://", "www."))
    )


@cache
def phrases(name: str) -> frozenset[tuple[str, ...]]:
    """A list of English phrases among the data, each as its words."""
    file = resources.files("talkgraph").joinpath(f"data/en/sources/{name}.txt")
    lines = file.read_text("utf-8").splitlines()
    return frozenset(tuple(line.split()) for line in lines if line.strip())


def starts_with_phrase(text: str, name: str) -> bool:
    """Whether a text begins with one of the phrases of a list."""
    words = tuple(re.findall(r"[\w'’]+", text[:200].lower()))
    return any(words[: len(phrase)] == phrase for phrase in phrases(name))
