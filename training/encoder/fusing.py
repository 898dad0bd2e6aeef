"""Attention as one operator of onnxruntime, in place of the eight that the exporter writes.

The operator is ``MultiHeadAttention`` of the domain ``com.microsoft``. It reads
one window at a time, without padding, so that the mask goes as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

__all__ = ["fuse_attention"]

_DOMAIN = "com.microsoft"
_AFTER = ("MatMul", "Transpose", "Reshape")  # from the shares to what the heads have seen, side by side


def fuse_attention(model: ModelProto, *, heads: int) -> None:
    """Put the operator in place of each softmax and what stands around it; what nothing needs any more goes.

    Args:
        model: of a body with ``qkv`` in one matrix, as ``network.Layer`` has it; changed in place.
        heads: of attention.

    Raises:
        ValueError: its operators are others than the exporter wrote when this was made.
    """
    from onnx import helper

    graph = model.graph
    maker = {output: node for node in graph.node for output in node.output}
    users: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    fused: dict[str, list[NodeProto]] = {}
    for softmax in [node for node in graph.node if node.op_type == "Softmax"]:
        last = softmax
        for kind in _AFTER:
            (last,) = users[last.output[0]]
            if last.op_type != kind:
                raise ValueError(f"{last.name} is no {kind}: attention is written in another way")
            if kind == "MatMul":
                values = last.input[1]
        packed = maker[maker[maker[values].input[0]].input[0]].input[0]  # transposed, reshaped, cut out
        place = softmax.name.rpartition("/")[0]
        parts = [f"{place}/{part}" for part in ("q", "k", "v")]
        fused[last.name] = [
            helper.make_node("Split", [packed], parts, name=f"{place}/parts", axis=2),
            helper.make_node(
                "MultiHeadAttention",
                parts,
                list(last.output),
                name=f"{place}/attention",
                domain=_DOMAIN,
                num_heads=heads,
            ),
        ]
    nodes = [new for node in graph.node for new in fused.get(node.name, [node])]
    _keep(model, nodes)
    if all(known.domain != _DOMAIN for known in model.opset_import):
        model.opset_import.append(helper.make_opsetid(_DOMAIN, 1))


def _keep(model: ModelProto, nodes: list[NodeProto]) -> None:
    """Leave in a graph those of some operators that its outputs need, with their weights and inputs."""
    graph = model.graph
    needed = {output.name for output in graph.output}
    kept: list[NodeProto] = []
    for node in reversed(nodes):
        if not needed.isdisjoint(node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))
    for held in (graph.initializer, graph.input):
        left = [each for each in held if each.name in needed]
        del held[:]
        held.extend(left)
    del graph.value_info[:]
