"""Programmes set out as tables: who speaks stands in one column, what about in another."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import BlockKind, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

    from talkgraph.extraction.sections import Passage

__all__ = ["Columns", "Row", "columns_of", "read_row"]

_BETWEEN = " | "
_FEWEST_WORDS = 3  # of what a row without a named speaker must say
_LONGEST_TITLE = 16  # tokens


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table says what.

    Attributes:
        count: of columns.
        speakers, title: number of the column, from 0.
    """

    count: int
    speakers: int
    title: int


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in a table.

    Attributes:
        speakers: keys of the names of its speakers, in order; none where nobody is named.
        title: tokens of its title; None where the column holds nothing so short.
    """

    speakers: tuple[str, ...]
    title: tuple[int, int] | None


@cache
def _headings(language: str) -> dict[str, str]:
    path = files("talkgraph").joinpath("data", language, "talks.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))["columns"]
    return {word: column for column, words in table.items() for word in words}


def columns_of(doc: Doc, passage: Passage, language: str = "en") -> Columns | None:
    """The columns of a programme, if a row is its head: ``Time | Speaker | Title``."""
    if passage.block.kind != BlockKind.ROW:
        return None
    cells = doc[passage.start : passage.end].text.split(_BETWEEN)
    known = [_headings(language).get(cell.strip(" *_:#").lower(), "") for cell in cells]
    if known.count("speakers") != 1 or known.count("title") != 1 or not all(known):
        return None
    return Columns(len(cells), known.index("speakers"), known.index("title"))


def read_row(doc: Doc, passage: Passage, columns: Columns, mentions: Sequence[Span]) -> Row | None:
    """The talk in a row; None for a break, or what else runs across the columns."""
    cells = _cells(doc, passage)
    if len(cells) != columns.count:
        return None
    (start, end), (first, last) = cells[columns.speakers], cells[columns.title]
    if start >= end or first >= last:
        return None
    inside = [m for m in mentions if start <= m.start and m.end <= end and m.label_ == Kind.PERSON]
    speakers = tuple(dict.fromkeys(m.id_ for m in inside))
    words = sum(token.is_alpha for token in doc[start:end])
    if not speakers and (not words or last - first < _FEWEST_WORDS):
        return None
    until = _end_of_title(doc, first, last)
    return Row(speakers, (first, until) if until is not None else None)


def _cells(doc: Doc, passage: Passage) -> list[tuple[int, int]]:
    """Tokens of each cell."""
    line = doc[passage.start : passage.end]
    edges = [match.start() + 1 for match in re.finditer(re.escape(_BETWEEN), line.text)]
    bars = [i for i in range(passage.start, passage.end) if doc[i].idx - line.start_char in edges]
    starts, ends = [passage.start, *(bar + 1 for bar in bars)], [*bars, passage.end]
    return [_trimmed(doc, start, end) for start, end in zip(starts, ends, strict=True)]


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return start, end


def _end_of_title(doc: Doc, first: int, last: int) -> int | None:
    """Where the title in a cell ends that may hold a description, too; None where that is all."""
    for i in range(first, min(last, first + _LONGEST_TITLE)):
        if doc[i].text == ":" and i > first and doc[i].idx == doc[i - 1].idx + len(doc[i - 1]):
            return i
        if i > first and doc[i].is_sent_start:
            return i
    return last if last - first <= _LONGEST_TITLE else None
