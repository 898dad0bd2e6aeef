"""A text that holds several recaps, one after the other, each opened by its title.

A title of a recap names an edition of an event, and the paragraph under it
opens a recap: it says where and when one met. Only together do these two make
a new recap of what could as well be a heading: a wrong cut costs more than a
missed one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from talkgraph.model import fold
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.dates import is_month
from talkgraph.sources.textlines import groups_of, is_heading_like, phrases, rule_mark, starts_with_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.sources.textlines import LineGroup

__all__ = ["Part", "split_bundle"]

_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMBER = re.compile(r"#\d{1,4}$|(?:\d*1st|\d*2nd|\d*3rd|\d+th)$", re.IGNORECASE)
_WORD = re.compile(r"#?[\w'’]+")
_SHORTEST_PART = 300  # characters of text; what is less is a section
_FEWEST_CUES = 2
_MANY_EMPTY_LINES = 4
_NEAR = 60  # groups of lines before or after a title that are looked at
_OPENING = 600  # characters of the first paragraphs


@dataclass(frozen=True, slots=True)
class Part:
    """One recap of a bundle.

    Attributes:
        text: its lines, beginning with its title.
        line: line of the file where it begins, counted from 1.
    """

    text: str
    line: int = 1


def split_bundle(text: str) -> tuple[Part, ...]:
    """The recaps in a text without mark-up; a text of one recap stays whole.

    Args:
        text: the whole file.
    """
    lines = normal_lines(text).split("\n")
    groups = list(groups_of("\n".join(lines)))
    starts = _starts(groups)
    if not starts:
        return (Part(text),)
    bounds = [1, *starts, len(lines) + 1]
    return tuple(Part("\n".join(lines[start - 1 : end - 1]), start) for start, end in pairwise(bounds))


def _starts(groups: Sequence[LineGroup]) -> list[int]:
    """The lines where a further recap begins."""
    texts = [index for index, group in enumerate(groups) if not _is_rule(group)]
    if not texts:
        return []
    opening = _title(groups[texts[0]])
    is_bundle_like = opening is not None and _names_edition(opening)
    starts: list[int] = []
    last_index, last_title = 0, opening or ""
    for index in texts[1:-1]:
        title = _title(groups[index])
        if (
            title is not None
            and _is_other_edition(title, last_title)
            and (is_bundle_like or _is_set_apart(groups, index))
            and _opens_recap(groups[index + 1 : index + _NEAR], title)
            and _size(groups[max(last_index, index - _NEAR) : index]) >= _SHORTEST_PART
            and _size(groups[index : index + _NEAR]) >= _SHORTEST_PART
        ):
            starts.append(groups[index].line)
            last_index, last_title = index, title
    return starts


def _title(group: LineGroup) -> str | None:
    """The line of a group that consists of a title, alone or underlined."""
    words = [line.strip() for line in group.lines if not rule_mark(line)]
    return words[0] if len(words) == 1 and is_heading_like(words[0]) else None


def _is_rule(group: LineGroup) -> bool:
    return all(map(rule_mark, group.lines))


def _is_set_apart(groups: Sequence[LineGroup], index: int) -> bool:
    """Whether a rule, a form feed or many empty lines stand before a group."""
    group = groups[index]
    return group.page_break or group.empty_before >= _MANY_EMPTY_LINES or _is_rule(groups[index - 1])


def _names_edition(title: str) -> bool:
    """Whether a title names one edition of an event: by its year or its number.

    >>> _names_edition("dotScale 2016"), _names_edition("The web in 2016"), _names_edition("CSS Paris #3")
    (True, False, True)
    """
    words = _WORD.findall(title)
    if starts_with_phrase(title, "not-in-front"):
        return False
    for before, word in pairwise(words):
        is_name = (before.lower(),) not in phrases("not-before-year") and before.lower() != before
        if (_YEAR.match(word) and is_name) or _NUMBER.match(word):
            return any(word[0].isalpha() and not is_month(word) for word in words)
    return False


def _is_other_edition(title: str, previous: str) -> bool:
    """Whether a title names an edition, and not a day or part of the one before."""
    return _names_edition(title) and not fold(title).startswith(fold(previous) or "\0")


def _opens_recap(groups: Sequence[LineGroup], title: str) -> bool:
    """Whether the paragraphs up to the next heading open a recap of the event in the title."""
    text = ""
    for group in groups:
        if _title(group) is not None or len(text) >= _OPENING:
            break
        text += " ".join(group.lines) + " "
    text = text[:_OPENING]
    if not text or starts_with_phrase(text.strip(), "talk-cues"):
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    names = [word for word in _WORD.findall(title) if len(word) > 2 and not word[-1].isdigit()]
    folded = fold(text)
    if not any(fold(name) in folded for name in names):
        return False
    cues = [cue for cue in sorted(phrases("opening-cues")) if _contains(words, cue)]
    return len(cues) >= _FEWEST_CUES


def _contains(words: Sequence[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))


def _size(groups: Sequence[LineGroup]) -> int:
    """Characters of paragraphs, up to what decides."""
    size = 0
    for group in groups:
        size += sum(map(len, group.lines)) if _title(group) is None else 0
        if size >= _SHORTEST_PART:
            break
    return size
