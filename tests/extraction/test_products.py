from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_info

from talkgraph.extraction.products import multiply_by_numpy, one_thread

if TYPE_CHECKING:
    from thinc.api import Model


def _threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"}


def test_a_network_says_the_same_by_either_library() -> None:
    from thinc.api import Linear, Relu, chain

    network: Model[Any, Any] = chain(Relu(8, 4), Linear(2, 8))
    network.initialize()
    given = np.linspace(-1, 1, 12, dtype="float32").reshape(3, 4)
    before = network.predict(given)

    multiply_by_numpy(network)

    assert [getattr(layer.ops, "use_blis", None) for layer in network.walk()] == [False] * 3
    np.testing.assert_allclose(network.predict(given), before, rtol=1e-5)


def test_numpy_has_one_thread_inside_and_as_many_as_before_outside() -> None:
    before = _threads()

    with one_thread():
        assert _threads() == {1}

    assert _threads() == before
