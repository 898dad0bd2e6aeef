"""What the encoder learns from: windows of text with all that is known of them, and batches of those."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS
from talkgraph.extraction.kinds import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

__all__ = ["UNKNOWN", "Batch", "Sample", "Soft", "batch_of"]

UNKNOWN = -1
"""Stands for a label that nobody gave, and for what does not ask for one."""


@dataclass(slots=True)
class Soft:
    """What a teacher says of a window, as logits in 16-bit floats: of labels, relations and roles.

    Of one of the same width its hidden states are kept too, shape (pieces, width).
    """

    tags: np.ndarray
    pairs: np.ndarray
    roles: np.ndarray
    hidden: np.ndarray | None = None


@dataclass(slots=True)
class Sample:
    """One window.

    Attributes:
        ids, cues: what the encoder reads, shapes (pieces,) and (pieces, cues).
        first, last: pieces of each token.
        labels: label number of each token; unknown where nobody marked the text.
        mention_first, mention_last: pieces of each mention.
        kinds: kind number of each mention.
        things: number of the thing that each mention names.
        pairs: for subject thing, object thing and relation 1 where it holds, 0 where not,
            unknown where it may or can not; shape (things, things, relations).
        roles: the same for things and roles.
        distances: row of the distance table for each pair of mentions.
        source: file and number of the entry.
        related: whether the paragraph has relation lines at all.
        soft: a teacher's word for it.
    """

    ids: np.ndarray
    cues: np.ndarray
    first: np.ndarray
    last: np.ndarray
    labels: np.ndarray
    mention_first: np.ndarray
    mention_last: np.ndarray
    kinds: np.ndarray
    things: np.ndarray
    pairs: np.ndarray
    roles: np.ndarray
    distances: np.ndarray
    source: str
    related: bool
    soft: Soft | None = None

    @property
    def is_marked(self) -> bool:
        """Whether a person marked the text."""
        return bool((self.labels >= 0).all())


@dataclass(slots=True)
class Batch:
    """Several windows, padded to the longest; attributes as in ``Sample``, with a first axis more.

    Attributes:
        mask: 1 where there is text, shape (samples, pieces).
        owner: number of the token of each piece; that of a special piece is one past the last.
        hard: 1 for a window whose relations and roles were marked, shape (samples,).
        soft_tags, soft_pairs, soft_roles: a teacher's logits.
        soft_hidden: its hidden states; no pieces where they were not kept.
        taught: 1 for a window that a teacher speaks of, shape (samples,).
    """

    ids: Tensor
    cues: Tensor
    mask: Tensor
    owner: Tensor
    first: Tensor
    last: Tensor
    labels: Tensor
    mention_first: Tensor
    mention_last: Tensor
    kinds: Tensor
    things: Tensor
    pairs: Tensor
    roles: Tensor
    distances: Tensor
    hard: Tensor
    soft_tags: Tensor
    soft_pairs: Tensor
    soft_roles: Tensor
    soft_hidden: Tensor
    taught: Tensor

    def to(self, device: str) -> Self:
        """The same on another device."""
        moved: dict[str, Any] = {
            f.name: getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)
        }
        return replace(self, **moved)


def batch_of(group: Sequence[Sample]) -> Batch:
    """Samples side by side."""
    import torch

    samples = len(group)
    pieces = max(len(s.ids) for s in group)
    tokens = max(len(s.first) for s in group)
    mentions = max(1, *(len(s.things) for s in group))
    things = max(1, *(len(s.roles) for s in group))
    taught = any(s.soft is not None for s in group)
    soft = (tokens, things) if taught else (0, 0)
    widths = {s.soft.hidden.shape[1] for s in group if s.soft is not None and s.soft.hidden is not None}
    relations, roles = len(PAIR_LABELS), len(ROLE_LABELS)

    def room(*shape: int, fill: int = 0, kind: str = "int64") -> np.ndarray:
        return np.full((samples, *shape), fill, dtype=kind)

    out = {
        "ids": room(pieces),
        "cues": room(pieces, group[0].cues.shape[1]),
        "mask": room(pieces, kind="float32"),
        "owner": room(pieces, fill=tokens),
        "first": room(tokens),
        "last": room(tokens),
        "labels": room(tokens, fill=UNKNOWN),
        "mention_first": room(mentions),
        "mention_last": room(mentions),
        "kinds": room(mentions),
        "things": room(mentions, fill=things),
        "pairs": room(things, things, relations, fill=UNKNOWN, kind="int8"),
        "roles": room(things, roles, fill=UNKNOWN, kind="int8"),
        "distances": room(mentions, mentions),
        "hard": room(kind="float32"),
        "soft_tags": room(soft[0], len(LABELS), kind="float16"),
        "soft_pairs": room(soft[1], soft[1], relations, kind="float16"),
        "soft_roles": room(soft[1], roles, kind="float16"),
        "soft_hidden": room(pieces if widths else 0, max(widths, default=0), kind="float16"),
        "taught": room(kind="float32"),
    }
    for i, sample in enumerate(group):
        p, t, m, n = len(sample.ids), len(sample.first), len(sample.things), len(sample.roles)
        out["mask"][i, :p] = 1
        for name in ("ids", "cues"):
            out[name][i, :p] = getattr(sample, name)
        lengths = sample.last - sample.first + 1
        starts = np.repeat(sample.first - np.cumsum(lengths) + lengths, lengths)
        out["owner"][i, starts + np.arange(lengths.sum())] = np.repeat(np.arange(t), lengths)
        for name in ("first", "last", "labels"):
            out[name][i, :t] = getattr(sample, name)
        for name in ("mention_first", "mention_last", "kinds", "things"):
            out[name][i, :m] = getattr(sample, name)
        out["pairs"][i, :n, :n] = sample.pairs
        out["roles"][i, :n] = sample.roles
        out["distances"][i, :m, :m] = sample.distances
        out["hard"][i] = sample.related and sample.is_marked
        if sample.soft is not None:
            out["taught"][i] = 1
            out["soft_tags"][i, :t] = sample.soft.tags
            out["soft_pairs"][i, :n, :n] = sample.soft.pairs
            out["soft_roles"][i, :n] = sample.soft.roles
            if sample.soft.hidden is not None:
                out["soft_hidden"][i, :p] = sample.soft.hidden
    return Batch(**{name: torch.from_numpy(array) for name, array in out.items()})
