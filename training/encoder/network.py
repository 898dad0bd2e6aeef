"""The encoder as a PyTorch network: a BERT, cue tables at its bottom, three heads on its top.

The small body begins as MiniLM-L6 (Wang et al. 2020, "MiniLM: Deep
Self-Attention Distillation"); talkgraph ships four of its six layers,
narrowed (``shrink.py``). A larger one, MPNet (Song et al. 2020, "MPNet: Masked and
Permuted Pre-training"), is a teacher in training and nothing else.
Neither knows capitals; they come, with what the lexicon and the parser say of
a word, as cue vectors that are added to the word vectors and begin at zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.windows import CUES

if TYPE_CHECKING:
    from sample import Batch

__all__ = ["LARGE", "SMALL", "Body", "Encoder", "Size"]

PAIR_WIDTH, QUERY_WIDTH = 224, 64
DISTANCES = 16
FARTHEST = 128  # word pieces; all that is farther is equally far
NEVER = -1e4  # a logit


@dataclass(frozen=True, slots=True)
class Size:
    """Measures of a body.

    Attributes:
        width: of hidden states.
        layers, heads: how many.
        head: width of one head.
        inner: width within a feed-forward network.
        epsilon: of the norms.
        buckets: of the distances that attention knows; 0 where it knows none.
    """

    width: int
    layers: int
    heads: int
    head: int
    inner: int
    epsilon: float
    buckets: int = 0


VOCABULARY, PLACES = 30522, 512
SMALL = Size(384, 6, 12, 32, 1536, 1e-12)
LARGE = Size(768, 12, 12, 64, 3072, 1e-5, 32)


class Layer(nn.Module):
    """One layer of BERT: attention, then a feed-forward network, each with its residual and norm."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads, self.head = size.heads, size.head
        self.qkv = nn.Linear(size.width, 3 * size.heads * size.head)
        self.out = nn.Linear(size.heads * size.head, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=size.epsilon)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """From shape (batch, pieces, width) to the same; the bias is added to what attention sees."""
        batch, pieces, _ = x.shape
        q, k, v = (
            part.view(batch, pieces, self.heads, self.head).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        scores = q @ k.transpose(-1, -2) * self.head**-0.5 + bias
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, pieces, self.heads * self.head)
        x = self.norm1(x + self.dropout(self.out(seen)))
        out: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return out


class Body(nn.Module):
    """The encoder without its heads."""

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(VOCABULARY, size.width)
        self.places = nn.Embedding(PLACES, size.width)
        self.cues = nn.ModuleList(nn.Embedding(rows, size.width) for rows in CUES.values())
        for table in self.cues:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(size.width, eps=size.epsilon)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.far = nn.Embedding(size.buckets, size.heads) if size.buckets else None
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cues: Tensor, mask: Tensor) -> Tensor:
        """Word pieces (batch, pieces), cues (batch, pieces, cues), mask (batch, pieces): 1 is text."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.words(ids) + self.places(places)
        for i, table in enumerate(self.cues):
            x = x + table(cues[:, :, i])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * NEVER
        if self.far is not None:
            rows = buckets(places[None, :] - places[:, None], self.size.buckets)
            bias = bias + self.far(rows).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def buckets(distance: Tensor, count: int) -> Tensor:
    """Row of the distance table for each distance in word pieces (Raffel et al. 2020, section 2.1).

    Half of the rows are for each direction; the near half of those hold one
    distance each, the far half ever more.
    """
    half = count // 2
    exact = half // 2
    size = (-distance).abs()
    reach = torch.log(size.clamp(min=1) / exact) / torch.log(torch.tensor(FARTHEST / exact))
    far = (exact + (reach * (half - exact)).long()).clamp(max=half - 1)
    return torch.where(size < exact, size, far) + half * (distance > 0)


class Encoder(nn.Module):
    """The body with heads for the labels of words, the roles of mentions and the relations of pairs."""

    def __init__(self, size: Size = SMALL) -> None:
        super().__init__()
        width = size.width
        self.body = Body(size)
        self.tags = nn.Linear(2 * width, len(LABELS))
        self.kinds = nn.Embedding(len(KINDS), 2 * width)
        nn.init.zeros_(self.kinds.weight)
        self.roles_in = nn.Linear(2 * width, PAIR_WIDTH)
        self.roles_out = nn.Linear(PAIR_WIDTH, len(ROLE_LABELS))
        self.subjects = nn.Linear(2 * width, PAIR_WIDTH)
        self.objects = nn.Linear(2 * width, PAIR_WIDTH)
        self.subjects2 = nn.Linear(2 * width, PAIR_WIDTH)
        self.objects2 = nn.Linear(2 * width, PAIR_WIDTH)
        self.distances = nn.Embedding(DISTANCES, PAIR_WIDTH)
        self.queries = nn.Linear(PAIR_WIDTH, QUERY_WIDTH)
        self.keys = nn.Linear(width, QUERY_WIDTH)
        self.values = nn.Linear(width, PAIR_WIDTH)
        self.pairs_mid = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.pairs_out = nn.Linear(PAIR_WIDTH, len(PAIR_LABELS))
        nn.init.constant_(self.pairs_out.bias, -3.0)
        nn.init.constant_(self.roles_out.bias, -2.0)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch: Batch, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of all that is asked of a batch, from its hidden states.

        Returns:
            of labels, shape (samples, tokens, labels); of relations between
            things, the highest of their mentions', shape (samples, things,
            things, relations); of roles likewise, shape (samples, things, roles).
        """
        tags: Tensor = self.tags(self.dropout(both_ends(hidden, batch.first, batch.last)))
        mentions = both_ends(hidden, batch.mention_first, batch.mention_last) + self.kinds(batch.kinds)
        samples, count = batch.roles.shape[:2]
        things = batch.things  # that of a missing mention is one past the last
        index = things[:, :, None] * (count + 1) + things[:, None, :]
        pairs = highest(
            self.pairs(mentions, batch.distances, hidden, batch.mask).flatten(1, 2),
            index.flatten(1),
            (count + 1) ** 2,
        )
        pairs = pairs.view(samples, count + 1, count + 1, -1)[:, :count, :count]
        return tags, pairs, highest(self.roles(mentions), things, count + 1)[:, :count]

    def roles(self, mentions: Tensor) -> Tensor:
        """Logits of the roles, shape (samples, mentions, roles)."""
        out: Tensor = self.roles_out(
            self.dropout(functional.gelu(self.roles_in(mentions), approximate="tanh"))
        )
        return out

    def pairs(self, mentions: Tensor, distances: Tensor, hidden: Tensor, mask: Tensor) -> Tensor:
        """Logits of the relations, shape (samples, subjects, objects, relations).

        Each pair looks at the words of the window that matter for it: one
        attention, whose query is made of the two mentions.
        """
        mentions = self.dropout(mentions)
        product = self.subjects2(mentions)[:, :, None] * self.objects2(mentions)[:, None]
        mixed = self.subjects(mentions)[:, :, None] + self.objects(mentions)[:, None]
        pair = mixed + product + self.distances(distances)
        asked = self.queries(pair).flatten(1, 2) @ self.keys(hidden).transpose(1, 2) * QUERY_WIDTH**-0.5
        seen = (asked + (1.0 - mask[:, None]) * NEVER).softmax(-1) @ self.values(hidden)
        inner = functional.gelu(pair + seen.view(pair.shape), approximate="tanh")
        out: Tensor = self.pairs_out(self.dropout(functional.gelu(self.pairs_mid(inner), approximate="tanh")))
        return out


def both_ends(hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """First and last piece of each token or mention, side by side: shape (samples, tokens, 2 widths)."""
    width = hidden.shape[-1]
    return torch.cat([hidden.gather(1, at[:, :, None].expand(-1, -1, width)) for at in (first, last)], dim=-1)


def highest(logits: Tensor, index: Tensor, count: int) -> Tensor:
    """Of all rows with the same index the highest: from (samples, rows, n) to (samples, count, n)."""
    samples, _, columns = logits.shape
    out = torch.full((samples, count, columns), NEVER, dtype=logits.dtype, device=logits.device)
    return out.scatter_reduce(1, index[:, :, None].expand(-1, -1, columns), logits, "amax")
