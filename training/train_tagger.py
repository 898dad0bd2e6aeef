"""Train the name tagger and write its weights into the package; that needs ``onnx``.

    python training/train_tagger.py                    train on everything, write the weights
    python training/train_tagger.py --hold-out 10      leave every tenth paragraph out and score it
    python training/train_tagger.py --share 0.5        learn from half of the paragraphs (learning curve)

CPU only, fixed seed; the same files give the same weights on one kind of machine.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from exporting import export
from paragraphs import read_paragraphs
from thinc.api import Adam, fix_random_seed

from talkgraph.extraction.analysis import analyse, load_model
from talkgraph.extraction.features import COLUMNS
from talkgraph.extraction.kinds import LABELS
from talkgraph.extraction.tagger import build_network, decode, network_input

if TYPE_CHECKING:
    from paragraphs import Paragraph
    from spacy.tokens import Doc
    from thinc.api import Model

HERE = Path(__file__).resolve().parent
OUTPUT = HERE.parent / "talkgraph" / "data" / "en"

BLURRED = {"norm": 0.2, "prefix": 0.2, "suffix": 0.2, "lexicon": 0.1}
"""Share of the tokens whose column is made unreadable in training."""

Sample = tuple[np.ndarray, np.ndarray]  # network input, label numbers


def labels_of(doc: Doc, paragraph: Paragraph) -> np.ndarray:
    """The label number of each token."""
    labels = np.zeros(len(doc), dtype=int)
    for name in paragraph.names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is not None:
            labels[span.start : span.end] = LABELS.index(f"I-{name.type}")
            labels[span.start] = LABELS.index(f"B-{name.type}")
    return labels


def samples(paths: list[Path]) -> list[Sample]:
    """All paragraphs, encoded."""
    nlp = load_model()
    paragraphs = [paragraph for path in paths for paragraph in read_paragraphs(path)]
    docs = analyse(nlp, (paragraph.document for paragraph in paragraphs))
    return [(network_input(doc), labels_of(doc, p)) for doc, p in zip(docs, paragraphs, strict=True)]


def blur(inputs: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """The same input with some of its columns unreadable, so that unseen names are no surprise at work."""
    blurred = inputs.copy()
    for column, share in BLURRED.items():
        blurred[chance.random(len(blurred)) < share, COLUMNS.index(column)] = 1
    return blurred


def train(data: list[Sample], *, epochs: int, seed: int, batch: int = 24) -> Model[Any, Any]:
    """A network trained on the samples."""
    fix_random_seed(seed)
    order = random.Random(seed)
    chance = np.random.default_rng(seed)
    network = build_network()
    network.initialize(X=[data[0][0]])
    steps = epochs * -(-len(data) // batch)
    optimizer = Adam(0.002, L2=0.001, grad_clip=1.0)
    step = 0
    for epoch in range(epochs):
        order.shuffle(data)
        loss, begun = 0.0, time.perf_counter()
        for at in range(0, len(data), batch):
            inputs, gold = zip(*data[at : at + batch], strict=True)
            guesses, backprop = network.begin_update([blur(one, chance) for one in inputs])
            errors = []
            for guess, wanted in zip(guesses, gold, strict=True):
                error = guess.copy()
                error[np.arange(len(wanted)), wanted] -= 1.0
                loss += float(-np.log(np.maximum(guess[np.arange(len(wanted)), wanted], 1e-9)).sum())
                errors.append(error / batch)
            backprop(errors)
            step += 1
            optimizer.learn_rate = 0.002 * max(0.02, 1 - step / steps)
            network.finish_update(optimizer)
        print(f"epoch {epoch + 1:2} loss {loss:10.1f} {time.perf_counter() - begun:6.1f} s", flush=True)
    return network


def score(network: Model[Any, Any], data: list[Sample]) -> None:
    """Print precision, recall and F1 of exact spans with types."""
    counts: Counter[str] = Counter()
    for inputs, labels in data:
        one_hot = np.eye(len(LABELS))[labels]
        wanted = {(n.start, n.end, n.kind) for n in decode(one_hot)}
        found = {(n.start, n.end, n.kind) for n in decode(network.predict([inputs])[0])}
        for group, names in (("tp", wanted & found), ("fp", found - wanted), ("fn", wanted - found)):
            counts.update(f"{kind} {group}" for *_, kind in names)
            counts[f"all {group}"] += len(names)
    for kind in sorted({key.rsplit(" ", 1)[0] for key in counts}):
        tp, fp, fn = (counts[f"{kind} {group}"] for group in ("tp", "fp", "fn"))
        precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{kind:14} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({tp + fn} names)")


def main() -> None:
    """Parse options, train, score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="paragraph files; default: training/paragraphs")
    parser.add_argument("--hold-out", type=int, default=0, metavar="N", help="leave each Nth paragraph out")
    parser.add_argument("--share", type=float, default=1.0, help="part of the training paragraphs to use")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the weights")
    options = parser.parse_args()
    paths = options.files or sorted((HERE / "paragraphs").glob("*.txt"))
    begun = time.perf_counter()
    data = samples(paths)
    print(f"{len(data)} paragraphs read and parsed in {time.perf_counter() - begun:.0f} s", flush=True)
    held = data[:: options.hold_out] if options.hold_out else []
    kept = [s for i, s in enumerate(data) if not options.hold_out or i % options.hold_out]
    random.Random(options.seed).shuffle(kept)
    network = train(kept[: round(len(kept) * options.share)], epochs=options.epochs, seed=options.seed)
    if held:
        score(network, held)
    else:
        export(network, options.output)


if __name__ == "__main__":
    main()
