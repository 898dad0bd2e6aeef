"""A recap as sections: a heading with what stands under it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import blocks_of, recap_of
from talkgraph.extraction.leadins import names_speakers
from talkgraph.model import Block, BlockKind, MarkupKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = [
    "HeadingWords",
    "Passage",
    "Section",
    "counts_talks",
    "headings_of_language",
    "is_generic",
    "sections_of",
]

_LEAD_LEVEL = 7  # below every heading
_LONGEST_LEAD = 120  # characters
_FEWEST_LEADS = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its tokens (first, one after the last)."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks up to the next heading.

    Attributes:
        heading: the heading; None for what stands before the first one.
        level: level of the heading, 0 without one.
        body: the blocks under it, without metadata, title and code.
        start, end: tokens of the whole.
    """

    heading: Passage | None
    level: int
    body: tuple[Passage, ...]
    start: int
    end: int


def sections_of(doc: Doc) -> list[Section]:
    """The sections of a parsed document, in order; headings of all levels end one."""
    groups: list[tuple[Passage | None, list[Passage]]] = [(None, [])]
    leads = _leads(doc)
    for block, start, end in blocks_of(doc):
        passage = Passage(block, start, end)
        if start in leads:
            lead = leads[start]
            opening = Block(block.start, lead.end_char, BlockKind.HEADING, _LEAD_LEVEL, block.line)
            groups.append((Passage(opening, start, lead.end), []))
            if lead.end < end:
                groups[-1][1].append(Passage(block, lead.end, end))
            continue
        if start == end or block.kind in {BlockKind.METADATA, BlockKind.TITLE}:
            continue
        if block.kind == BlockKind.HEADING and not names_speakers(doc, start, end):
            groups.append((passage, []))
        elif block.kind != BlockKind.CODE:
            groups[-1][1].append(passage)
    sections = []
    for heading, body in groups:
        if heading is None and not body:
            continue
        first = heading.start if heading else body[0].start
        last = body[-1].end if body else (heading.end if heading else first)
        sections.append(Section(heading, heading.block.level if heading else 0, tuple(body), first, last))
    return sections


def _leads(doc: Doc) -> dict[int, Span]:
    """Bold words that open paragraphs as headings would, by their first token, if there are several.

    A lead ends in a full stop, a colon or a question mark, or is the whole
    paragraph; one alone may be mere emphasis.
    """
    strong = {m.start: m for m in recap_of(doc).markups if m.kind == MarkupKind.STRONG}
    out: dict[int, Span] = {}
    for block, start, end in blocks_of(doc):
        mark = strong.get(block.start)
        if (
            mark is None
            or block.kind != BlockKind.PARAGRAPH
            or not 0 < mark.end - mark.start <= _LONGEST_LEAD
        ):
            continue
        span = doc.char_span(mark.start, mark.end, alignment_mode="expand")
        if span is None or span.start != start or span.end > end:
            continue
        after = doc[span.end].text if span.end < end else ""
        if not any(token.is_alpha for token in span):
            continue
        if span.text[-1] in ".:?!–—" or after in {":", ".", "–", "—", "-"} or span.end == end:
            out[start] = span
    return out if len(out) >= _FEWEST_LEADS else {}


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words of a language for headings, from ``headings.toml``.

    Attributes:
        generic: whole headings that are parts of a recap.
        last_words, words, beginnings: what such a heading ends in, holds, begins with.
        dates: words of dates.
        telling: words that are said of talks.
        counting: words of headings that merely count the talks.
        kinds: kinds of talks by word.
    """

    generic: frozenset[str]
    last_words: frozenset[str]
    words: frozenset[str]
    beginnings: tuple[str, ...]
    dates: frozenset[str]
    telling: frozenset[str]
    counting: frozenset[str]
    kinds: tuple[tuple[str, str], ...]


def counts_talks(heading: str, language: str = "en") -> bool:
    """Whether a heading merely counts the talks.

    >>> counts_talks("The second talk"), counts_talks("Talk 2"), counts_talks("Talk to me")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]+", heading.lower())
    return bool(words) and headings_of_language(language).counting.issuperset(words)


@cache
def headings_of_language(language: str) -> HeadingWords:
    """The packaged words of a language; read once a process."""
    path = files("talkgraph").joinpath("data", language, "headings.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return HeadingWords(
        frozenset(table["generic"]),
        frozenset(table["generic_last_words"]),
        frozenset(table["generic_words"]),
        tuple(table["generic_beginnings"]),
        frozenset(table["dates"]),
        frozenset(table["telling"]),
        frozenset(table["counting"]),
        tuple(table["kinds"].items()),
    )


def is_generic(heading: str, language: str = "en", *, named: bool = False) -> bool:
    """Whether a heading is a part of the recap rather than a talk.

    Args:
        heading: its words.
        language: whose words for parts are known.
        named: whether somebody is named beside it; then "Logistics" may be a title.

    >>> is_generic("The conclusion"), is_generic("Day 1"), is_generic("Q&A"), is_generic("Audio in Electron")
    (True, True, True, False)
    >>> is_generic("Friday, 9 June 2023"), is_generic("Lunch on the porch"), is_generic("Next meeting")
    (True, True, True)
    """
    plain = unicodedata.normalize("NFKC", heading).lower().replace("'", "").replace("’", "")
    words = re.findall(r"[^\W\d_]+", plain)
    kept = [word for word in words if word not in {"the", "a", "an", "my", "our", "some"}]
    known = headings_of_language(language)
    whole = " ".join(words)
    if not kept or not known.generic.isdisjoint({whole, " ".join(kept)}):
        return True
    if any(f"{whole} ".startswith(f"{words} ") for words in known.beginnings):
        return True
    return not named and (
        kept[-1] in known.last_words or known.dates.issuperset(words) or not known.words.isdisjoint(words)
    )
