"""How the networks multiply matrices: by onnxruntime or NumPy's library, in one thread.

On recent processors NumPy's library is three times as fast as the one that thinc
takes by itself. More threads would gain little for matrices this small, and
how a product is cut among them could move its last digits.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from thinc.api import Model

__all__ = ["multiply_by_numpy", "one_thread", "open_session"]


def multiply_by_numpy(network: Model[Any, Any]) -> None:
    """Make every layer of a network on the CPU multiply by NumPy."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for layer in network.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = ops


def open_session(model: bytes, *, threads: int = 1) -> Any:
    """A model of ONNX, ready to run on the processor.

    Args:
        model: as its file holds it.
        threads: that may work on one operator.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def one_thread() -> AbstractContextManager[object]:
    """While it is entered, NumPy multiplies in one thread, in the whole process."""
    limits: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limits


@cache
def _libraries() -> Any:
    import numpy as np  # noqa: F401 - its library must be loaded to be found
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
