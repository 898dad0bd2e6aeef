"""The trained name tagger as files that the program reads: embeddings of thinc, and the rest as ONNX.

The layers above the embeddings are most of the work. onnxruntime does it with weights in
8-bit integers, at several times the speed of 32-bit floats.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talkgraph.extraction.tagger import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onnx import NodeProto, TensorProto
    from thinc.api import Model

__all__ = ["export"]

_EPSILON = 1e-8  # that of thinc's norms
_OPSET = 17


def export(network: Model[Any, Any], folder: Path) -> None:
    """Write ``tagger.bin``, the embeddings, and ``tagger.onnx``, the layers above them.

    Args:
        network: as ``build_network`` makes it, trained.
        folder: where to.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    bottom, *above = network.layers[0].layers
    (folder / BOTTOM).write_bytes(bottom.to_bytes())
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(place) / "plain.onnx"
        onnx.save(_Graph(above).model(bottom.get_dim("nO")), str(plain))
        quantize_dynamic(
            plain, folder / TOP, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )


class _Graph:
    """The layers above the embeddings as operators of ONNX.

    Args:
        layers: a mixing layer, windows with their residuals, and the labels.
    """

    def __init__(self, layers: list[Model[Any, Any]]) -> None:
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        mix, windows, labels = layers
        at = self.maxout("embedded", mix, "mix")
        for number, window in enumerate(windows.layers):
            seen = self.neighbours(at, f"window{number}")
            said = self.maxout(seen, window.layers[0], f"window{number}")
            (at,) = self.add("Add", [at, said], f"window{number}/sum")
        self.labels(at, labels)

    def model(self, width: int) -> Any:
        """The whole, from what is embedded, shape (tokens, width), to label probabilities."""
        from onnx import TensorProto, helper

        given = helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["tokens", width])
        likely = helper.make_tensor_value_info("likely", TensorProto.FLOAT, ["tokens", "labels"])
        graph = helper.make_graph(self.nodes, "tagger", [given], [likely], self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)

    def add(self, operator: str, inputs: list[str], *outputs: str, **settings: Any) -> tuple[str, ...]:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, list(outputs), name=outputs[0], **settings))
        return outputs

    def keep(self, name: str, array: np.ndarray) -> str:
        from onnx import numpy_helper

        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def affine(self, at: str, weights: np.ndarray, bias: np.ndarray, name: str) -> str:
        (product,) = self.add("MatMul", [at, self.keep(f"{name}/weights", weights.T)], f"{name}/product")
        (out,) = self.add("Add", [product, self.keep(f"{name}/bias", bias)], f"{name}/affine")
        return out

    def maxout(self, at: str, layer: Model[Any, Any], name: str) -> str:
        """The highest of three affine maps, then a norm."""
        wide, norm = (part for part in _parts(layer) if part.name in {"maxout", "layernorm"})
        weights, bias = _array(wide, "W"), _array(wide, "b")  # (width, pieces, inputs), (width, pieces)
        pieces = range(weights.shape[1])
        out = self.affine(
            at,
            np.concatenate([weights[:, piece] for piece in pieces]),
            np.concatenate([bias[:, piece] for piece in pieces]),
            name,
        )
        parts = self.add("Split", [out], *(f"{name}/piece{piece}" for piece in pieces), axis=1)
        (highest,) = self.add("Max", list(parts), f"{name}/highest")
        gain, shift = (
            self.keep(f"{name}/gain", _array(norm, "G")),
            self.keep(f"{name}/shift", _array(norm, "b")),
        )
        (normed,) = self.add(
            "LayerNormalization", [highest, gain, shift], f"{name}/normed", axis=1, epsilon=_EPSILON
        )
        return normed

    def neighbours(self, at: str, name: str) -> str:
        """Each token between the one before and the one after it; zeros at both ends."""
        pads = self.keep(f"{name}/pads", np.array([1, 0, 1, 0], dtype="int64"))
        (padded,) = self.add("Pad", [at, pads], f"{name}/padded")
        rows = self.keep(f"{name}/rows", np.array([0], dtype="int64"))
        parts: list[str] = []
        for place, (start, end) in {"before": (0, -2), "own": (1, -1), "after": (2, 1 << 40)}.items():
            ends = [self.keep(f"{name}/{place}/{i}", np.array([edge])) for i, edge in enumerate((start, end))]
            parts += self.add("Slice", [padded, *ends, rows], f"{name}/{place}")
        (out,) = self.add("Concat", parts, f"{name}/seen", axis=1)
        return out

    def labels(self, at: str, layer: Model[Any, Any]) -> None:
        out = self.affine(at, _array(layer, "W"), _array(layer, "b"), "labels")
        self.add("Softmax", [out], "likely", axis=1)


def _parts(layer: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """The layers with weights inside a layer, in order."""
    yield from (part for part in layer.walk() if part.param_names)


def _array(layer: Model[Any, Any], name: str) -> np.ndarray:
    return np.asarray(layer.get_param(name))
