"""Training of the network: blurred batches, the loss, the loop."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import torch
from network import Encoder
from paragraphs import is_paragraph
from pretrained import begin
from sample import UNKNOWN, Soft, batch_of
from torch import Tensor, nn
from torch.nn import functional

from talkgraph.extraction.windows import CUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from network import Size
    from sample import Batch, Sample

__all__ = ["read", "taught", "train"]

MASK = 103  # the word piece [MASK]
BLURRED = {"lexicon": 0.15, "word": 0.1, "tag": 0.05}
MASKED = 0.06
SCALE = 20.0  # what a window's loss is divided by
LEAST_RATE = 5e-4  # of what begins with nothing
AHEAD = 8  # batches that are made while the network works


def groups(data: Sequence[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Samples of like length together, in random order."""
    ranked = sorted(data, key=lambda s: len(s.ids) + chance.random() * 40)
    out = [list(ranked[i : i + size]) for i in range(0, len(ranked), size)]
    chance.shuffle(out)
    return out


def batches(grouped: Sequence[Sequence[Sample]], device: str) -> Iterator[Batch]:
    """Groups as batches on a device, some made ahead."""
    with ThreadPoolExecutor(4 if device != "cpu" else 1) as workers:
        for start in range(0, len(grouped), AHEAD):
            for batch in list(workers.map(batch_of, grouped[start : start + AHEAD])):
                yield batch.to(device)


def blurred(batch: Batch) -> tuple[Tensor, Tensor]:
    """Word pieces and cues of a batch, with some of them hidden, whole tokens at a time."""
    samples, tokens = batch.first.shape
    device = batch.ids.device

    def hidden(share: float) -> Tensor:
        chosen = torch.rand(samples, tokens + 1, device=device) < share
        chosen[:, tokens] = False
        return chosen.gather(1, batch.owner)

    ids = torch.where(hidden(MASKED), MASK, batch.ids)
    cues = batch.cues.clone()
    for column, share in BLURRED.items():
        cues[:, :, list(CUES).index(column)] *= ~hidden(share)
    return ids, cues


def read(network: Encoder, batch: Batch) -> Tensor:
    """Hidden states of a batch, shape (samples, pieces, width); blurred in training."""
    ids, cues = blurred(batch) if network.training else (batch.ids, batch.cues)
    device = batch.ids.device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=network.training or device != "cpu"):
        hidden: Tensor = network.body(ids, cues, batch.mask)
    return hidden.float()


def loss_of(network: Encoder, batch: Batch, *, trust: float) -> Tensor:
    """What a batch adds to the loss.

    Args:
        network: in training.
        batch: marked windows, taught ones, or both.
        trust: how much a teacher's word counts beside the marks of a window that has both.
    """
    hidden = read(network, batch)
    tags, pairs, roles = network(batch, hidden)
    doubt = torch.where(batch.hard > 0, 1.0 - trust * batch.taught, 0.0)
    named = batch.labels >= 0
    loss = functional.cross_entropy(
        tags.transpose(1, 2), batch.labels, ignore_index=UNKNOWN, reduction="none", label_smoothing=0.02
    )
    sure = 1.0 - trust * batch.taught[:, None]
    total = (loss * named * sure).sum()
    for guess, held in ((pairs, batch.pairs), (roles, batch.roles)):
        known = (held >= 0) * _spread(doubt, held)
        loss = functional.binary_cross_entropy_with_logits(guess, held.clamp(min=0).float(), reduction="none")
        total = total + (loss * known).sum()
    if batch.soft_tags.shape[1]:
        weight = torch.where(named.any(1), trust, 1.0) * batch.taught
        inside = torch.arange(tags.shape[1], device=tags.device)[None] < batch.last.gt(0).sum(1)[:, None]
        loss = functional.cross_entropy(
            tags.transpose(1, 2), batch.soft_tags.float().softmax(-1).transpose(1, 2), reduction="none"
        )
        total = total + (loss * inside * weight[:, None]).sum()
        for guess, said, held in (
            (pairs, batch.soft_pairs, batch.pairs),
            (roles, batch.soft_roles, batch.roles),
        ):
            known = (held >= 0) * _spread(weight, held)
            loss = functional.binary_cross_entropy_with_logits(
                guess, said.float().sigmoid(), reduction="none"
            )
            total = total + (loss * known).sum()
    if batch.soft_hidden.shape[1]:
        apart = (hidden - batch.soft_hidden.float()).square().mean(-1) * batch.mask
        total = total + (apart * batch.taught[:, None]).sum()
    return total


def _spread(weight: Tensor, held: Tensor) -> Tensor:
    """One weight a sample, shaped to go with what is held of it."""
    return weight.view(-1, *[1] * (held.dim() - 1))


def train(
    data: Sequence[Sample],
    *,
    size: Size,
    weights: Mapping[str, Tensor],
    after: Mapping[str, Tensor] | None = None,
    epochs: int,
    seed: int = 7,
    group: int = 16,
    rate: float = 2e-4,
    paragraphs: float = 1.0,
    unmarked: float = 1.0,
    trust: float = 0.5,
    freeze: bool = True,
    device: str = "cpu",
) -> Encoder:
    """A network trained on samples.

    Args:
        data: what to learn from.
        size: of the body.
        weights: the body's first weights.
        after: the whole network's, from an earlier training, to go on with.
        epochs: how often.
        seed: of all that is random.
        group: samples a batch.
        rate: highest learning rate of the body.
        paragraphs: share of the paragraphs, others each time, that an epoch goes through.
        unmarked: the same of windows that nobody marked.
        trust: how much a teacher's word counts beside marks, 0 to 1.
        freeze: leave the vectors of words as they are, so that words that training lacks keep
            their neighbours.
        device: where to compute.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # shares of attention come too near to zero for a processor's liking
    torch.backends.cuda.matmul.allow_tf32 = True
    order = random.Random(seed)
    network = Encoder(size)
    begin(network.body, weights)
    if after is not None:
        network.load_state_dict({**network.state_dict(), **{k: v.float() for k, v in after.items()}})
    if freeze:
        for table in (network.body.words, network.body.places):
            table.weight.requires_grad_(False)
    network.to(device)
    learning = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    new = [p for n, p in learning if not n.startswith("body.") or ".cues." in n]
    old = [p for n, p in learning if n.startswith("body.") and ".cues." not in n]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": new, "lr": max(LEAST_RATE, 5 * rate)}],
        weight_decay=0.01,
        fused=device != "cpu",
    )
    shares = [paragraphs if is_paragraph(s.source) else 1.0 if s.is_marked else unmarked for s in data]
    steps = epochs * -(-round(sum(shares)) // group)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (0.1 * steps), max(0.02, (steps - i) / (0.9 * steps)))
    )
    for epoch in range(epochs):
        network.train()
        total, begun = torch.zeros((), device=device), time.perf_counter()
        chosen = [s for s, share in zip(data, shares, strict=True) if order.random() < share]
        for batch in batches(groups(chosen, group, order), device):
            loss = loss_of(network, batch, trust=trust)
            optimizer.zero_grad()
            torch.autograd.backward(loss / (len(batch.ids) * SCALE))
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.detach()
        print(
            f"epoch {epoch + 1:2} loss {float(total):10.1f} {time.perf_counter() - begun:6.1f} s", flush=True
        )
    trained: Encoder = network.eval()
    return trained


def taught(
    networks: Sequence[Encoder], data: Sequence[Sample], device: str, *, hidden: bool = False
) -> list[Soft]:
    """What networks say of samples, their logits averaged.

    Args:
        networks: that do not learn any more.
        data: what they read.
        device: where to compute.
        hidden: keep the hidden states of the first of them, too.
    """
    torch.set_flush_denormal(True)  # shares of attention come too near to zero for a processor's liking
    order = sorted(range(len(data)), key=lambda i: len(data[i].ids))
    out: list[Soft | None] = [None] * len(data)
    for start in range(0, len(order), 32):
        rows = order[start : start + 32]
        batch = batch_of([data[i] for i in rows]).to(device)
        with torch.no_grad():
            seen = [read(network.eval(), batch) for network in networks]
            said = [network(batch, states) for network, states in zip(networks, seen, strict=True)]
        tags, pairs, roles = (
            (sum(parts, torch.zeros((), device=device)) / len(networks)).half().cpu().numpy()
            for parts in zip(*said, strict=True)
        )
        for k, i in enumerate(rows):
            t, n = len(data[i].first), len(data[i].roles)
            states = seen[0][k, : len(data[i].ids)].half().cpu().numpy() if hidden else None
            out[i] = Soft(np.array(tags[k, :t]), np.array(pairs[k, :n, :n]), np.array(roles[k, :n]), states)
    return [soft for soft in out if soft is not None]
