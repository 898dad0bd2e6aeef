"""Titles of talks inside a sentence: in quotation marks, emphasised, or the words of a link."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import recap_of
from talkgraph.model import Link, Markup, MarkupKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["lead_title", "marked_title_in", "title_in"]

_QUOTED = re.compile(r"“([^”]{6,120})”|\"([^\"]{6,120})\"|«\s*([^»]{6,120}?)\s*»|‘([^’]{6,120})’")
_SHORTEST = 2  # words
_SHORTEST_MARKED = 3
_OPENING = frozenset({'"', "“", "«", "‘"})


def lead_title(doc: Doc, start: int, end: int, speakers: tuple[str, ...]) -> tuple[int, int] | None:
    """The bold, emphasised or linked words that a block begins with, if they can be a title.

    Args:
        doc: the parsed document.
        start: first token of the block.
        end: the token after its last.
        speakers: names that are no title.

    Returns:
        Token offsets, or None.
    """
    recap = recap_of(doc)
    low, high = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    marks: list[Link | Markup] = [*recap.links]
    marks.extend(mark for mark in recap.markups if mark.kind != MarkupKind.CODE)
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if low <= mark.start <= low + 4 and mark.end <= high:
            whole = recap.text[mark.start : mark.end]
            words = whole.strip(" .:–—-")
            if len(words.split()) < _SHORTEST or any(name in words for name in speakers):
                continue
            first = mark.start + whole.find(words)
            found = doc.char_span(first, first + len(words), alignment_mode="contract")
            if found is not None:
                return found.start, found.end
    return None


def title_in(doc: Doc, sentence: tuple[int, int], speakers: tuple[str, ...]) -> tuple[int, int] | None:
    """The title that an announcing sentence gives.

    Args:
        doc: the parsed document.
        sentence: tokens of the sentence.
        speakers: names that are no title.

    Returns:
        Token offsets, or None.
    """
    span = doc[sentence[0] : sentence[1]]
    low, high = span.start_char, span.end_char
    recap = recap_of(doc)
    places = [
        (low + found.start(group), low + found.end(group))
        for found in _QUOTED.finditer(span.text)
        for group in (1, 2, 3, 4)
        if found.start(group) >= 0
    ]
    places += [
        (m.start, m.end)
        for m in recap.markups
        if m.kind != MarkupKind.CODE and low <= m.start and m.end <= high
    ]
    places += [(link.start, link.end) for link in recap.links if low <= link.start and link.end <= high]
    for start, end in places:
        words = recap.text[start:end]
        if (_is_title(words) or _is_led_to(doc, start, words)) and not any(
            name in words or words in name for name in speakers
        ):
            found = doc.char_span(start, end, alignment_mode="contract")
            if found is not None:
                return found.start, found.end
    return None


def marked_title_in(doc: Doc, block: tuple[int, int], speakers: tuple[str, ...]) -> tuple[int, int] | None:
    """The first emphasised phrase of a block that can be a title: three words and more, and a capital.

    Args:
        doc: the parsed document.
        block: tokens of the block that announces the talk.
        speakers: names that are no title.

    Returns:
        Token offsets, or None.
    """
    span = doc[block[0] : block[1]]
    for mark in recap_of(doc).markups:
        words = recap_of(doc).text[mark.start : mark.end]
        if (
            mark.kind == MarkupKind.EMPHASIS
            and span.start_char <= mark.start
            and mark.end <= span.end_char
            and len(words.split()) >= _SHORTEST_MARKED
            and words[:1].isupper()
            and not any(name in words or words in name for name in speakers)
        ):
            found = doc.char_span(mark.start, mark.end, alignment_mode="contract")
            if found is not None:
                return found.start, found.end
    return None


def _is_title(words: str) -> bool:
    parts = words.split()
    return len(parts) >= _SHORTEST and parts[0][:1].isupper() and sum(p[:1].isupper() for p in parts) >= 2


@cache
def _before_titles(language: str) -> frozenset[str]:
    path = files("talkgraph").joinpath("data", language, "talks.toml")
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["before_titles"])


def _is_led_to(doc: Doc, start: int, words: str) -> bool:
    """Whether words in quotation marks follow a word such as "called", and can be a title."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or span.start < 2 or doc[span.start - 1].text not in _OPENING:
        return False
    parts = words.split()
    led = doc[span.start - 2].lower_ in _before_titles("en")
    return led and len(parts) >= _SHORTEST_MARKED and parts[0][:1].isupper()
