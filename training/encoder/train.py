"""Train the encoder: names, roles and relations at once.

    python training/encoder/train.py                  leave one section in ten out, score it, write
    python training/encoder/train.py --hold-out 0     train on everything, write
    python training/encoder/train.py --share 0.5      learn from half of the entries (learning curve)

CPU only, fixed seed, under an hour on two cores. Needs ``pip install '.[encoder]'``.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from export import export  # noqa: E402
from network import Encoder, begin, pretrained  # noqa: E402
from paragraphs import is_held_out, is_paragraph, training_files  # noqa: E402
from samples import Sample, samples_of  # noqa: E402

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS  # noqa: E402
from talkgraph.extraction.kinds import KINDS, LABELS  # noqa: E402
from talkgraph.extraction.tagger import decode  # noqa: E402
from talkgraph.extraction.windows import CUES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTPUT = HERE.parent.parent / "talkgraph" / "data" / "en" / "encoder"
MASK = 103  # the word piece [MASK]
BLURRED = {"lexicon": 0.15, "entity": 0.1, "word": 0.1, "tag": 0.05}
MASKED = 0.06
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def batches(data: Sequence[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Samples of like length together, in random order."""
    ranked = sorted(data, key=lambda s: len(s.ids) + chance.random() * 40)
    out = [list(ranked[i : i + size]) for i in range(0, len(ranked), size)]
    chance.shuffle(out)
    return out


def read(network: Encoder, group: Sequence[Sample], chance: np.random.Generator | None) -> Tensor:
    """Hidden states of a batch, shape (samples, pieces, width); blurred in training."""
    longest = max(len(s.ids) for s in group)
    ids = torch.zeros(len(group), longest, dtype=torch.long)
    cues = torch.zeros(len(group), longest, len(CUES), dtype=torch.long)
    mask = torch.zeros(len(group), longest)
    for row, sample in enumerate(group):
        words, seen = sample.ids.copy(), sample.cues.copy()
        if chance is not None:
            for column, share in BLURRED.items():
                hidden = chance.random(len(sample.first)) < share
                for a, b in zip(sample.first[hidden], sample.last[hidden], strict=True):
                    seen[a : b + 1, list(CUES).index(column)] = 0
            hidden = chance.random(len(sample.first)) < MASKED
            for a, b in zip(sample.first[hidden], sample.last[hidden], strict=True):
                words[a : b + 1] = MASK
        ids[row, : len(words)] = torch.from_numpy(words)
        cues[row, : len(words)] = torch.from_numpy(seen)
        mask[row, : len(words)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=chance is not None):
        hidden_states: Tensor = network.body(ids, cues, mask)
    return hidden_states.float()


def thing_logits(network: Encoder, hidden: Tensor, sample: Sample) -> tuple[Tensor, Tensor]:
    """Logits of relations and roles of things: the highest of their mentions'."""
    things = torch.from_numpy(sample.things)
    count = int(sample.roles.shape[0])
    mentions = network.mentions(
        hidden,
        torch.from_numpy(sample.mention_first),
        torch.from_numpy(sample.mention_last),
        torch.from_numpy(sample.kinds),
    )
    pairs = network.pairs(mentions, torch.from_numpy(sample.distances), hidden[: len(sample.ids)])
    index = (things[:, None] * count + things[None]).reshape(-1, 1).expand(-1, len(PAIR_LABELS))
    pooled = torch.full((count * count, len(PAIR_LABELS)), -1e4).scatter_reduce(
        0, index, pairs.reshape(-1, len(PAIR_LABELS)), "amax"
    )
    roles = torch.full((count, len(ROLE_LABELS)), -1e4).scatter_reduce(
        0, things[:, None].expand(-1, len(ROLE_LABELS)), network.roles(mentions), "amax"
    )
    return pooled.view(count, count, -1), roles


def loss_of(network: Encoder, hidden: Tensor, sample: Sample) -> Tensor:
    """What one sample adds to the loss."""
    first, last = torch.from_numpy(sample.first), torch.from_numpy(sample.last)
    logits = network.tags(network.dropout(network.words(hidden, first, last)))
    loss = functional.cross_entropy(
        logits, torch.from_numpy(sample.labels), reduction="sum", label_smoothing=0.02
    )
    if sample.related and len(sample.things):
        for guess, held in zip(
            thing_logits(network, hidden, sample), (sample.pairs, sample.roles), strict=True
        ):
            wanted = torch.from_numpy(held.astype("float32"))
            known = wanted >= 0
            loss = loss + functional.binary_cross_entropy_with_logits(
                guess[known], wanted[known], reduction="sum"
            )
    return loss


def train(
    data: list[Sample],
    *,
    epochs: int,
    seed: int,
    size: int,
    rate: float,
    paragraphs: float = 1.0,
    weights: dict[str, Tensor] | None = None,
) -> Encoder:
    """A network trained on the samples.

    Args:
        data: what to learn from.
        epochs: how often.
        seed: of all that is random.
        size: samples a batch.
        rate: highest learning rate of the body.
        paragraphs: share of the paragraphs, others each time, that an epoch goes through.
        weights: of an earlier training, to begin with where they fit.
    """
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # shares of attention come too near to zero for a processor's liking
    order, chance = random.Random(seed), np.random.default_rng(seed)
    network = Encoder()
    begin(network.body, pretrained())
    if weights is not None:
        fresh = network.state_dict()
        network.load_state_dict(
            {k: weights[k] if k in weights and weights[k].shape == v.shape else v for k, v in fresh.items()}
        )
    for table in (network.body.words, network.body.places):
        table.weight.requires_grad_(False)  # words that training lacks keep their neighbours
    learning = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    new = [p for n, p in learning if not n.startswith("body.") or ".cues." in n]
    old = [p for n, p in learning if n.startswith("body.") and ".cues." not in n]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": new, "lr": 5 * rate}], weight_decay=0.01
    )
    expected = sum(paragraphs if is_paragraph(s.source) else 1.0 for s in data)
    steps = epochs * -(-round(expected) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (0.1 * steps), max(0.02, (steps - i) / (0.9 * steps)))
    )
    for epoch in range(epochs):
        network.train()
        total, begun = 0.0, time.perf_counter()
        chosen = [s for s in data if not is_paragraph(s.source) or order.random() < paragraphs]
        for done, group in enumerate(batches(chosen, size, order), start=1):
            hidden = read(network, group, chance)
            loss = sum((loss_of(network, h, s) for h, s in zip(hidden, group, strict=True)), torch.zeros(()))
            optimizer.zero_grad()
            torch.autograd.backward(loss / (len(group) * 20))
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
            if done % 50 == 0:
                print(f"  batch {done} {time.perf_counter() - begun:6.1f} s", flush=True)
        print(f"epoch {epoch + 1:2} loss {total:10.1f} {time.perf_counter() - begun:6.1f} s", flush=True)
    return network.eval()


@torch.no_grad()
def score(network: Encoder, data: list[Sample]) -> None:
    """Print precision, recall and F1 of names, roles and relations."""
    names: Counter[str] = Counter()
    found: dict[float, Counter[str]] = {threshold: Counter() for threshold in THRESHOLDS}
    for sample in data:
        hidden = read(network, [sample], None)[0]
        logits = network.tags(
            network.words(hidden, torch.from_numpy(sample.first), torch.from_numpy(sample.last))
        )
        wanted = {(n.start, n.end, n.kind) for n in decode(np.eye(len(LABELS))[sample.labels])}
        seen = {(n.start, n.end, n.kind) for n in decode(logits.softmax(-1).numpy())}
        for group, some in (("tp", wanted & seen), ("fp", seen - wanted), ("fn", wanted - seen)):
            names.update(f"{kind} {group}" for *_, kind in some)
        if not sample.related or not len(sample.things):
            continue
        pairs, roles = (out.sigmoid().numpy() for out in thing_logits(network, hidden, sample))
        for labels, likely, held in (
            (PAIR_LABELS, pairs, sample.pairs),
            (ROLE_LABELS, roles, sample.roles),
        ):
            for threshold in THRESHOLDS:
                for k, label in enumerate(labels):
                    guess, truth = likely[..., k] >= threshold, held[..., k]
                    name = label if labels is PAIR_LABELS else f"role {label}"
                    found[threshold][f"{name} tp"] += int((guess & (truth == 1)).sum())
                    found[threshold][f"{name} fp"] += int((guess & (truth == 0)).sum())
                    found[threshold][f"{name} fn"] += int((~guess & (truth == 1)).sum())
    table("names", names, [str(kind) for kind in KINDS])
    for threshold in THRESHOLDS:
        table(f"relations at {threshold}", found[threshold], list(PAIR_LABELS[:-1]), detail=threshold == 0.5)
    table("others at 0.5", found[0.5], [PAIR_LABELS[-1], *(f"role {r}" for r in ROLE_LABELS)])


def table(title: str, counts: Counter[str], rows: list[str], *, detail: bool = True) -> None:
    """Print figures by row and together."""
    whole = [sum(counts[f"{row} {group}"] for row in rows) for group in ("tp", "fp", "fn")]
    lines = [(row, [counts[f"{row} {group}"] for group in ("tp", "fp", "fn")]) for row in rows if detail]
    for name, (tp, fp, fn) in [*lines, (title, whole)]:
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        print(f"{name:24} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  ({tp + fn})")


def load(paths: list[Path], cache: Path | None) -> list[list[Sample]]:
    """The samples of all entries, from a cache if there is one."""
    if cache is not None and cache.exists():
        kept: list[list[Sample]] = pickle.loads(cache.read_bytes())
        return kept
    data = list(samples_of(paths))
    if cache is not None:
        cache.write_bytes(pickle.dumps(data))
    return data


def main() -> None:
    """Parse options, train, score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="default: all of training/")
    parser.add_argument("--hold-out", type=int, default=10, metavar="N", help="leave one section in N out")
    parser.add_argument("--share", type=float, default=1.0, help="part of the entries to learn from")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--paragraphs", type=float, default=1.0, help="share of the paragraphs an epoch")
    parser.add_argument("--begin", type=Path, help="weights of an earlier training to begin with")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the body")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cache", type=Path, help="keep parsed entries in this file")
    parser.add_argument("--weights", type=Path, help="keep the trained network in this file, too")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the model")
    options = parser.parse_args()
    paths = options.files or training_files()
    begun = time.perf_counter()
    data = load(paths, options.cache)
    print(f"{len(data)} entries read and parsed in {time.perf_counter() - begun:.0f} s", flush=True)
    held = [s for entry in data for s in entry if is_held_out(s.source, options.hold_out)]
    kept = [entry for entry in data if entry and not is_held_out(entry[0].source, options.hold_out)]
    random.Random(options.seed).shuffle(kept)
    learnt = [s for entry in kept[: round(len(kept) * options.share)] for s in entry]
    network = train(
        learnt,
        epochs=options.epochs,
        seed=options.seed,
        size=options.batch,
        rate=options.rate,
        paragraphs=options.paragraphs,
        weights=torch.load(options.begin) if options.begin is not None else None,
    )
    if options.weights is not None:
        torch.save(network.state_dict(), options.weights)
    if held:
        score(network, held)
    if options.share == 1.0 or options.output != OUTPUT:
        export(network, options.output)


if __name__ == "__main__":
    main()
