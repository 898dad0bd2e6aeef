"""How good a network is on windows that were kept from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.tagger import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample import Sample, Soft

__all__ = ["score"]

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
EACH = 0.5  # the threshold whose relations are shown one by one


def score(data: Sequence[Sample], said: Sequence[Soft]) -> None:
    """Print precision, recall and F1 of names, roles and relations.

    Args:
        data: marked windows.
        said: what a network says of them.
    """
    names: Counter[str] = Counter()
    found: dict[float, Counter[str]] = {threshold: Counter() for threshold in THRESHOLDS}
    for sample, soft in zip(data, said, strict=True):
        wanted = {(n.start, n.end, n.kind) for n in decode(np.eye(len(LABELS))[sample.labels])}
        seen = {(n.start, n.end, n.kind) for n in decode(_softmax(soft.tags.astype("float32")))}
        for group, some in (("tp", wanted & seen), ("fp", seen - wanted), ("fn", wanted - seen)):
            names.update(f"{kind} {group}" for *_, kind in some)
        if not sample.related:
            continue
        for labels, logits, held, before in (
            (PAIR_LABELS, soft.pairs, sample.pairs, ""),
            (ROLE_LABELS, soft.roles, sample.roles, "role "),
        ):
            for threshold in THRESHOLDS:
                least = np.log(threshold / (1 - threshold))
                for k, label in enumerate(labels):
                    guess, truth = logits[..., k] >= least, held[..., k]
                    counts = found[threshold]
                    counts[f"{before}{label} tp"] += int((guess & (truth == 1)).sum())
                    counts[f"{before}{label} fp"] += int((guess & (truth == 0)).sum())
                    counts[f"{before}{label} fn"] += int((~guess & (truth == 1)).sum())
    _table("names", names, [str(kind) for kind in KINDS])
    for threshold in THRESHOLDS:
        rows = list(PAIR_LABELS[:-1])
        _table(f"relations at {threshold}", found[threshold], rows, detail=threshold == EACH)
    _table("others", found[EACH], [PAIR_LABELS[-1], *(f"role {r}" for r in ROLE_LABELS)])


def _softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    out: np.ndarray = raised / raised.sum(axis=-1, keepdims=True)
    return out


def _table(title: str, counts: Counter[str], rows: list[str], *, detail: bool = True) -> None:
    """Print figures by row and together."""
    whole = [sum(counts[f"{row} {group}"] for row in rows) for group in ("tp", "fp", "fn")]
    lines = [(row, [counts[f"{row} {group}"] for group in ("tp", "fp", "fn")]) for row in rows if detail]
    for name, (tp, fp, fn) in [*lines, (title, whole)]:
        p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
        print(f"{name:24} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  ({tp + fn})")
