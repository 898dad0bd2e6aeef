"""Make a trained encoder smaller: some of its layers go on, and learn to say what all of them said.

    python training/encoder/shrink.py NETWORK... --layers 0 1 3 5
    python training/encoder/shrink.py NETWORK... --layers 0 1 2 3 --heads 8 --inner 768

NETWORK is what ``train.py --weights`` kept, or this program. The smaller one
begins with the given layers of the first, in each the heads of attention and the units
that are worth most, and its other weights; it learns from the
marks, from what all of them say and from the last hidden states of the first
(Sanh et al. 2019, "DistilBERT, a distilled version of BERT"); with ``--unmarked``
also from talks that nobody marked. One section in ten is left out and scored.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import torch

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from data import halves, marked, unmarked  # noqa: E402
from export import export  # noqa: E402
from learning import taught, train  # noqa: E402
from narrowing import narrowed  # noqa: E402
from network import SMALL  # noqa: E402
from paragraphs import training_files  # noqa: E402
from pretrained import kept_network, worth_keeping  # noqa: E402
from scoring import score  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

OUTPUT = HERE.parent.parent / "talkgraph" / "data" / "en" / "encoder"
ASKED = 1500  # samples that say what heads and units are worth
SEED = 7
_LAYER = re.compile(r"(?<=layers\.)\d+(?=\.)")


def of_layers(weights: Mapping[str, Tensor], layers: Sequence[int]) -> dict[str, Tensor]:
    """The weights of a network, or of a body, that keeps some of the layers, in their order."""
    number = {str(layer): str(i) for i, layer in enumerate(layers)}
    out = {}
    for name, tensor in weights.items():
        found = _LAYER.search(name)
        if found is None or found[0] in number:
            out[_LAYER.sub(lambda match: number[match[0]], name)] = tensor
    return out


def main() -> None:
    """Parse options, let the networks speak, train the smaller one, score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("networks", type=Path, nargs="+", metavar="NETWORK")
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 3, 5])
    parser.add_argument("--after", type=Path, help="go on with the smaller one that an earlier run kept")
    parser.add_argument("--heads", type=int, default=SMALL.heads, help="of attention in each layer")
    parser.add_argument("--inner", type=int, default=SMALL.inner, help="units of each feed-forward network")
    parser.add_argument("--hold-out", type=int, default=10, metavar="N", help="leave one section in N out")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--paragraphs", type=float, default=0.3, help="share of the paragraphs an epoch")
    parser.add_argument("--unmarked", type=Path, help="what unmarked.py made")
    parser.add_argument("--unmarked-share", type=float, default=0.25, help="share of it an epoch")
    parser.add_argument("--trust", type=float, default=0.5, help="in the networks, beside marks")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate of the body")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--cache", type=Path, help="keep parsed entries in this file")
    parser.add_argument("--weights", type=Path, help="keep the trained network in this file")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="folder of the model")
    options = parser.parse_args()
    learnt, held = halves(marked(training_files(), options.cache), options.hold_out)
    whole = [kept_network(torch.load(path)).to(options.device) for path in options.networks]
    if held:
        print("before:")
        score(held, taught(whole, held, options.device))
    samples = [sample for entry in [*learnt, *unmarked(options.unmarked)] for sample in entry]
    for sample, soft in zip(samples, taught(whole, samples, options.device, hidden=True), strict=True):
        sample.soft = soft
    if options.after is not None:
        begun = kept_network(torch.load(options.after))
    else:
        begun = kept_network(of_layers(whole[0].state_dict(), options.layers))
        if (options.heads, options.inner) != (SMALL.heads, SMALL.inner):
            chance = random.Random(SEED)
            asked = chance.sample(samples, min(ASKED, len(samples)))
            begun = narrowed(
                begun.to(options.device), asked, heads=options.heads, inner=options.inner, chance=chance
            )
            if held:
                print("narrower, before it learns:")
                score(held, taught([begun.to(options.device)], held, options.device))
    network = train(
        samples,
        size=begun.body.size,
        weights=begun.body.state_dict(),
        after=begun.state_dict(),
        epochs=options.epochs,
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
    export(network, options.output)


if __name__ == "__main__":
    main()
