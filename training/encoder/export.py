"""The trained network as files that the program reads: ONNX in 8-bit integers, heads as arrays."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from fusing import fuse_attention

from talkgraph.extraction.windows import CUES

if TYPE_CHECKING:
    from network import Encoder

__all__ = ["export"]


def export(network: Encoder, folder: Path, *, whole: bool = False) -> None:
    """Write ``encoder.onnx`` and ``heads.npz``.

    Weights become 8-bit integers, one scale a channel, in a reduced range, so
    that no processor's integer unit overflows. Attention becomes one operator
    of onnxruntime. Heads are kept in 16-bit floats.

    Args:
        network: the trained network.
        folder: where to.
        whole: keep 32-bit floats in the body.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    example = (
        torch.ones(1, 8, dtype=torch.long),
        torch.zeros(1, 8, len(CUES), dtype=torch.long),
        torch.ones(1, 8),
    )
    inputs = ("ids", "cues", "mask")
    target = folder / "encoder.onnx"
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = target if whole else Path(place) / "plain.onnx"
        torch.onnx.export(
            network.body,
            example,
            str(plain),
            input_names=list(inputs),
            output_names=["hidden"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in (*inputs, "hidden")},
            opset_version=17,
            dynamo=False,
        )
        if not whole:
            quantize_dynamic(plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(target)
    fuse_attention(model, heads=network.body.size.heads)
    onnx.save(model, target)
    heads = {
        name: tensor.numpy().astype("float16")
        for name, tensor in sorted(network.state_dict().items())
        if not name.startswith("body.")
    }
    np.savez_compressed(folder / "heads.npz", **heads)
