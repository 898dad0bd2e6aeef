"""A recap as windows: stretches short enough for the encoder, cut where blocks end.

A window holds what belongs together, a heading with what stands under it. A
long section is cut into several; each begins again with the heading and some
of what went before, so that "he" and "the tool" have something to mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.features import COLUMNS, columns_of
from talkgraph.extraction.sections import sections_of
from talkgraph.extraction.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from spacy.tokens import Doc

    from talkgraph.extraction.wordpieces import WordPieces

__all__ = ["CUES", "MOST_PIECES", "Pieces", "Window", "pieces_of", "windows_of"]

CUES = {"shape": 256, "tag": 96, "lexicon": 256, "word": 32, "block": 32}
"""Columns of ``features.encode`` that the encoder sees beside the words, each with its number of rows."""

MOST_PIECES = 480
"""Word pieces that fit into one window."""

_BEGIN, _END = "[CLS]", "[SEP]"
_BLANK = "-"  # stands for a line break
_LONGEST = 230  # tokens
_CONTEXT = 70  # tokens of what went before


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a document.

    Attributes:
        context: token ranges (first, one after the last) that are read again before it, in order.
        start, end: tokens that the window is about.
    """

    context: tuple[tuple[int, int], ...]
    start: int
    end: int

    @property
    def tokens(self) -> list[int]:
        """All its tokens, in order."""
        before = [i for first, last in self.context for i in range(first, last)]
        return [*before, *range(self.start, self.end)]


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the encoder reads of a window.

    Attributes:
        tokens: the tokens that were read, in order; those past the room there is are left out.
        ids: word pieces, shape (pieces,).
        cues: rows of the cue tables, shape (pieces, cues).
        first, last: of each token, its first and last piece, shape (tokens,).
    """

    tokens: tuple[int, ...]
    ids: np.ndarray
    cues: np.ndarray
    first: np.ndarray
    last: np.ndarray


def windows_of(doc: Doc) -> list[Window]:
    """The windows of a parsed document, in order; together they cover every section once."""
    out: list[Window] = []
    for section in sections_of(doc):
        heading = (section.heading.start, section.heading.end) if section.heading is not None else None
        parts = [part for passage in section.body for part in _parts(doc, passage.start, passage.end)]
        if heading is not None:
            parts = [heading, *parts]
        at = 0
        while at < len(parts):
            start, upto = parts[at][0], at + 1
            while upto < len(parts) and parts[upto][1] - start <= _LONGEST:
                upto += 1
            context = [] if at == 0 else _before(parts, at, heading)
            out.append(Window(tuple(context), start, parts[upto - 1][1]))
            at = upto
    return [window for window in out if window.start < window.end]


def _parts(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block, or the stretches of a long one, cut between sentences or, failing that, anywhere."""
    while end - start > _LONGEST:
        cuts = [i for i in range(start + 1, start + _LONGEST) if doc[i].is_sent_start]
        cut = cuts[-1] if cuts else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _before(parts: list[tuple[int, int]], at: int, heading: tuple[int, int] | None) -> list[tuple[int, int]]:
    """The heading and the last words before a part."""
    first, last = parts[at - 1]
    before = (max(first, last - _CONTEXT), last)
    return [before] if heading is None or before[0] < heading[1] else [heading, before]


def pieces_of(doc: Doc, windows: Sequence[Window], words: WordPieces) -> list[Pieces]:
    """What the encoder reads of each window."""
    import numpy as np

    columns = columns_of(doc)
    rows = np.stack(
        [columns[:, COLUMNS.index(name)] % np.uint64(size - 1) + np.uint64(1) for name, size in CUES.items()],
        axis=1,
    ).astype("int64")
    return [_pieces(doc, window, words, rows) for window in windows]


def _pieces(doc: Doc, window: Window, words: WordPieces, rows: np.ndarray) -> Pieces:
    import numpy as np

    ids, owners = [words.numbers[_BEGIN]], [-1]
    tokens: list[int] = []
    first: list[int] = []
    last: list[int] = []
    tokenized = words_of(doc)
    for token in window.tokens:
        found = words.pieces(tokenized.texts[token] if tokenized.plain[token] else _BLANK)
        if len(ids) + len(found) >= MOST_PIECES:
            break
        tokens.append(token)
        first.append(len(ids))
        ids.extend(found)
        last.append(len(ids) - 1)
        owners.extend([token] * len(found))
    ids.append(words.numbers[_END])
    owners.append(-1)
    cues = np.zeros((len(ids), len(CUES)), dtype="int64")
    inside = np.array(owners) >= 0
    cues[inside] = rows[np.array(owners)[inside]]
    return Pieces(
        tuple(tokens),
        np.array(ids, dtype="int64"),
        cues,
        np.array(first, dtype="int64"),
        np.array(last, dtype="int64"),
    )
