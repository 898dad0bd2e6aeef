"""Train the encoder: names, roles and relations at once.

    python training/encoder/train.py                  leave one section in ten out, score it, write
    python training/encoder/train.py --hold-out 0     train on everything, write
    python training/encoder/train.py --share 0.5      learn from half of the entries (learning curve)

Fixed seed; seven minutes an epoch on two free cores. Needs ``pip install '.[encoder]'``.
With ``--soft`` and ``--unmarked`` it learns from teachers, too (``teach.py``); the
weights in the package do not, since no GPU was at hand for teachers.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from data import halves, kept_soft, marked, share_of, unmarked  # noqa: E402
from learning import taught, train  # noqa: E402
from network import SMALL  # noqa: E402
from paragraphs import training_files  # noqa: E402
from pretrained import small_weights, worth_keeping  # noqa: E402
from scoring import score  # noqa: E402

OUTPUT = HERE.parent.parent / "talkgraph" / "data" / "en" / "encoder"


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
    parser.add_argument("--unmarked", type=Path, help="what unmarked.py made; asks for --soft")
    parser.add_argument("--unmarked-share", type=float, default=0.25, help="share of it an epoch")
    parser.add_argument("--soft", type=Path, help="what teach.py made")
    parser.add_argument("--trust", type=float, default=0.5, help="in teachers, beside marks")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the body")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--begin", type=Path, help="the body's first weights, where their package is not")
    parser.add_argument("--after", type=Path, help="go on with the network that an earlier run kept")
    parser.add_argument("--cache", type=Path, help="keep parsed entries in this file")
    parser.add_argument("--weights", type=Path, help="keep the trained network in this file")
    parser.add_argument("--read", type=Path, help="take a trained network from this file, train nothing")
    parser.add_argument("--output", type=Path, help="folder of the model; default: the package's")
    options = parser.parse_args()
    if options.read is not None:
        write(options.read, options.output or OUTPUT)
        return
    learnt, held = halves(marked(options.files or training_files(), options.cache), options.hold_out)
    learnt = share_of(learnt, options.share, options.seed)
    if options.soft is not None:
        learnt = [*learnt, *unmarked(options.unmarked)]
        kept_soft(learnt, options.soft)
    network = train(
        [sample for entry in learnt for sample in entry],
        size=SMALL,
        weights=torch.load(options.begin) if options.begin is not None else small_weights(),
        after=torch.load(options.after) if options.after is not None else None,
        epochs=options.epochs,
        seed=options.seed,
        group=options.batch,
        rate=options.rate,
        paragraphs=options.paragraphs,
        unmarked=options.unmarked_share,
        trust=options.trust,
        device=options.device,
    )
    if held:
        score(held, taught([network], held, options.device))
    network.to("cpu")
    if options.weights is not None:
        torch.save(worth_keeping(network), options.weights)
    elif options.share == 1.0 or options.output is not None:
        from export import export

        export(network, options.output or OUTPUT)


def write(weights: Path, folder: Path) -> None:
    """Export a network that an earlier run kept, here or in ``shrink.py``."""
    from export import export
    from pretrained import kept_network

    export(kept_network(torch.load(weights)), folder)


if __name__ == "__main__":
    main()
