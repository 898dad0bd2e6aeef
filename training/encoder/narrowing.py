"""Heads of attention and units of the feed-forward networks that a network can do without.

What one of them is worth is by how much the loss would change without it, to
first order (Michel et al. 2019, "Are Sixteen Heads Really Better than One?";
Molchanov et al. 2017, "Pruning Convolutional Neural Networks for Resource
Efficient Inference"): activation times gradient, added up over a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from learning import batches, groups, loss_of
from pretrained import kept_network
from torch import Tensor

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from network import Encoder
    from sample import Sample
    from torch import nn

__all__ = ["narrowed"]

GROUP = 16  # samples a batch


def narrowed(
    network: Encoder, samples: Sequence[Sample], *, heads: int, inner: int, chance: random.Random
) -> Encoder:
    """A network with, in each layer, the heads and units that are worth most.

    Args:
        network: a trained one with a small body.
        samples: to ask what each is worth; marked, taught, or both.
        heads: how many stay in each layer.
        inner: how many units stay in each feed-forward network.
        chance: the order of the samples.
    """
    weights = dict(network.state_dict())
    for name, (of_heads, of_units) in _worth(network, samples, chance).items():
        width = network.body.size.head
        rows = (_best(of_heads, heads)[:, None] * width + torch.arange(width)).flatten()
        units = _best(of_units, inner)
        whole = network.body.size.heads * width
        all_three = torch.cat([rows + part * whole for part in range(3)])
        for part, kept in (("qkv", all_three), ("up", units)):
            for kind in ("weight", "bias"):
                weights[f"{name}.{part}.{kind}"] = weights[f"{name}.{part}.{kind}"][kept]
        for part, kept in (("out", rows), ("down", units)):
            weights[f"{name}.{part}.weight"] = weights[f"{name}.{part}.weight"][:, kept]
    return kept_network(weights)


def _best(worth: Tensor, count: int) -> Tensor:
    """The numbers of the highest, in order."""
    return worth.topk(count).indices.sort().values


def _worth(
    network: Encoder, samples: Sequence[Sample], chance: random.Random
) -> Mapping[str, tuple[Tensor, Tensor]]:
    """For each layer, by its name: what each head and each unit is worth."""
    network.eval()
    device = str(next(network.parameters()).device)
    seen: dict[nn.Module, Tensor] = {}

    def keep(module: nn.Module, inputs: tuple[Any, ...]) -> None:
        seen[module] = inputs[0]
        inputs[0].retain_grad()

    layers = {f"body.layers.{i}": layer for i, layer in enumerate(network.body.layers)}
    hooks = [
        part.register_forward_pre_hook(keep) for each in layers.values() for part in (each.out, each.down)
    ]
    size = network.body.size
    out = {name: (torch.zeros(size.heads), torch.zeros(size.inner)) for name in layers}
    for batch in batches(groups(samples, GROUP, chance), device):
        network.zero_grad()
        torch.autograd.backward(loss_of(network, batch, trust=0.5))
        for name, layer in layers.items():
            of_heads, of_units = (_of_window(seen[part]) for part in (layer.out, layer.down))
            out[name][0].add_(of_heads.unflatten(-1, (size.heads, size.head)).sum(-1).abs().sum(0))
            out[name][1].add_(of_units.abs().sum(0))
    for hook in hooks:
        hook.remove()
    network.zero_grad()
    return out


def _of_window(activation: Tensor) -> Tensor:
    """Activation times gradient over the pieces of each window, shape (windows, units)."""
    assert activation.grad is not None
    return (activation * activation.grad).sum(1).detach().cpu()
