"""What the encoder tells of a document: labels of words, roles of mentions, relations of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.extraction.kinds import KINDS
from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import numpy as np
    from spacy.tokens import Span

__all__ = [
    "DISTANCE_EDGES",
    "MAIN",
    "PAIR_LABELS",
    "ROLE_LABELS",
    "SPEAKS_OF",
    "Reading",
    "Readings",
    "distance_rows",
    "softmax",
]

SPEAKS_OF = "speaks of"
"""The relation of a speaker to what the talk is mainly about."""

PAIR_LABELS: tuple[str, ...] = (
    str(Predicate.WORKS_FOR),
    str(Predicate.FORMERLY_WORKED_FOR),
    str(Predicate.CREATED),
    str(Predicate.USES),
    str(Predicate.BUILDS_ON),
    str(Predicate.PART_OF),
    str(Predicate.ALTERNATIVE_TO),
    str(Predicate.INSPIRED_BY),
    str(Predicate.ORGANIZER),
    str(Predicate.HOST),
    str(Predicate.SPONSOR),
    str(Predicate.LOCATION),
    SPEAKS_OF,
)
MAIN = "main"
ROLE_LABELS: tuple[str, ...] = (
    "speaks",
    MAIN,
    str(Predicate.ORGANIZER),
    str(Predicate.HOST),
    str(Predicate.SPONSOR),
    str(Predicate.LOCATION),
)
"""Speaker of a talk; subject of a talk; what a thing is to the recap's own event."""

DISTANCE_EDGES = (2, 4, 7, 12, 20, 40, 80)
"""Tokens between two mentions; each edge opens another row of the distance table, one half for each order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One window as the encoder sees it.

    Attributes:
        places: of each token that was read, its number among them.
        own: tokens that the window is about, without its context.
        first, last: of each token that was read, its first and last word piece.
        hidden: what the body says of each word piece, shape (pieces, width).
    """

    places: Mapping[int, int]
    own: frozenset[int]
    first: np.ndarray
    last: np.ndarray
    hidden: np.ndarray


@dataclass(frozen=True, slots=True)
class Readings:
    """All windows of a document.

    Attributes:
        windows: in order.
        tags: label probabilities of each token, shape (tokens, labels).
        heads: the arrays of the heads, by name.
    """

    windows: tuple[Reading, ...]
    tags: np.ndarray
    heads: Mapping[str, np.ndarray]

    def roles(self, mentions: Sequence[Span]) -> np.ndarray:
        """How likely each mention has each role, shape (mentions, roles); 0 where it was not read."""
        import numpy as np

        out = np.zeros((len(mentions), len(ROLE_LABELS)), dtype="float32")
        for window in self.windows:
            rows = [i for i, m in enumerate(mentions) if _inside(window, m) and m.start in window.own]
            if rows:
                vectors = self._vectors(window, [mentions[i] for i in rows])
                inner = _gelu(_affine(self.heads, "roles_in", vectors))
                out[rows] = _logistic(_affine(self.heads, "roles_out", inner))
        return out

    def pairs(
        self, mentions: Sequence[Span], *, fits: Callable[[Span, Span], bool] | None = None
    ) -> Iterator[tuple[int, int, np.ndarray]]:
        """For each two mentions in one window, how likely each relation holds, shape (relations,).

        Two mentions of a window's context were read before and are left out.

        Args:
            mentions: names, sorted.
            fits: whether anything can hold between a subject and an object; None where all do.
        """
        for window in self.windows:
            rows = [i for i, m in enumerate(mentions) if _inside(window, m)]
            inside = [mentions[i] for i in rows]
            wanted = [
                (a, b)
                for a, one in enumerate(inside)
                for b, other in enumerate(inside)
                if a != b
                and (one.start in window.own or other.start in window.own)
                and (one.label_, one.id_) != (other.label_, other.id_)
                and (fits is None or fits(one, other))
            ]
            if wanted:
                likely = self._pairs(window, inside, wanted)
                for (a, b), chances in zip(wanted, likely, strict=True):
                    yield rows[a], rows[b], chances

    def _vectors(self, window: Reading, mentions: Sequence[Span]) -> np.ndarray:
        import numpy as np

        first = window.hidden[window.first[[window.places[m.start] for m in mentions]]]
        last = window.hidden[window.last[[window.places[m.end - 1] for m in mentions]]]
        kinds = self.heads["kinds.weight"][[KINDS.index(Kind(m.label_)) for m in mentions]]
        vectors: np.ndarray = np.concatenate([first, last], axis=1) + kinds
        return vectors

    def _pairs(
        self, window: Reading, mentions: Sequence[Span], wanted: Sequence[tuple[int, int]]
    ) -> np.ndarray:
        """How likely each relation holds for each wanted pair, shape (pairs, relations)."""
        import numpy as np

        vectors = self._vectors(window, mentions)
        heads = self.heads
        one, other = np.array(wanted).T
        product = _affine(heads, "subjects2", vectors)[one] * _affine(heads, "objects2", vectors)[other]
        mixed = _affine(heads, "subjects", vectors)[one] + _affine(heads, "objects", vectors)[other]
        starts = np.array([window.places[m.start] for m in mentions])
        pair = mixed + product + heads["distances.weight"][distance_rows(starts)[one, other]]
        keys = _affine(heads, "keys", window.hidden)
        seen = softmax(_affine(heads, "queries", pair) @ keys.T * keys.shape[1] ** -0.5)
        inner = _gelu(pair + seen @ _affine(heads, "values", window.hidden))
        return _logistic(_affine(heads, "pairs_out", _gelu(_affine(heads, "pairs_mid", inner))))


def distance_rows(starts: np.ndarray) -> np.ndarray:
    """Row of the distance table for each pair of mentions, by their first tokens."""
    import numpy as np

    gap = starts[None, :] - starts[:, None]
    rows: np.ndarray = np.searchsorted(np.array(DISTANCE_EDGES), np.abs(gap)) + 8 * (gap < 0)
    return rows


def _inside(window: Reading, mention: Span) -> bool:
    return mention.start in window.places and mention.end - 1 in window.places


def _affine(heads: Mapping[str, np.ndarray], name: str, x: np.ndarray) -> np.ndarray:
    out: np.ndarray = x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return out


def _gelu(x: np.ndarray) -> np.ndarray:
    import numpy as np

    out: np.ndarray = 0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))
    return out


def softmax(x: np.ndarray) -> np.ndarray:
    """Shares that add up to 1 along the last axis."""
    import numpy as np

    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    out: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return out


def _logistic(x: np.ndarray) -> np.ndarray:
    import numpy as np

    out: np.ndarray = 1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))
    return out
