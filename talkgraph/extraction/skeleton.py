"""Sentences as skeletons: what patterns are matched against.

A skeleton is a line of words in which every name is replaced by its kind and
number, verbs by their lemma and all else by small letters::

    Then Maxence Haltel, from Aircall, used Electron.
    then ‹P0› , from ‹O1› , use ‹T2› .

Patterns stay short and say what they mean, and offsets lead back to the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.words import words_of
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

__all__ = ["LETTERS", "Skeleton", "draw"]

LETTERS = {
    Kind.PERSON: "P",
    Kind.ORGANIZATION: "O",
    Kind.TECHNOLOGY: "T",
    Kind.EVENT: "E",
    Kind.SERIES: "E",
    Kind.PLACE: "L",
}


@dataclass(frozen=True)
class Skeleton:
    """A skeleton and the way back.

    Attributes:
        text: words separated by one space.
        mentions: the names, as numbered in the text.
        starts: for each word of the skeleton, its offset in ``text``.
        tokens: for each word, the first token it stands for; one more at the end.
        kinds: the letters of the names in it.
    """

    text: str
    mentions: tuple[Span, ...]
    starts: tuple[int, ...]
    tokens: tuple[int, ...]
    kinds: frozenset[str] = frozenset()

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that a stretch of the skeleton's text stands for."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end)
        return self.tokens[first], self.tokens[last]


def draw(doc: Doc, start: int, end: int, mentions: Sequence[Span]) -> Skeleton:
    """The skeleton of a stretch of tokens.

    Args:
        doc: the parsed document.
        start: first token of the stretch.
        end: the token after its last.
        mentions: names with a kind as label, sorted, not overlapping; those outside are ignored.
    """
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    by_start = {m.start: (i, m) for i, m in enumerate(inside)}
    plain = words_of(doc).plain
    words: list[str] = []
    tokens: list[int] = []
    at = start
    while at < end:
        if at in by_start:
            number, mention = by_start[at]
            words.append(f"‹{LETTERS[Kind(mention.label_)]}{number}›")
            tokens.append(at)
            at = mention.end
            continue
        if plain[at]:
            words.append(plain[at])
            tokens.append(at)
        at += 1
    starts, offset = [], 0
    for word in words:
        starts.append(offset)
        offset += len(word) + 1
    kinds = frozenset(LETTERS[Kind(mention.label_)] for mention in inside)
    return Skeleton(" ".join(words), tuple(inside), (*starts, offset), (*tokens, end), kinds)
