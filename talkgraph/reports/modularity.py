"""Groups of a network: Louvain's method with many moves at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers: TypeAlias = NDArray[np.int64]
    Numbers: TypeAlias = NDArray[np.float64]

__all__ = ["Network", "best_groups", "modularity"]

_MOST_ROUNDS = 12
_FEW = 0.01  # the part of all nodes that still moves when a level is done
_GAIN = 1e-9  # less is rounding
_DIGITS = 9


@dataclass(frozen=True)
class Network:
    """Weighted ties between nodes that go by number.

    Attributes:
        size: how many nodes there are.
        first, second: the ends of each tie, each pair once; no node is tied to itself.
        weight: of each tie.
    """

    size: int
    first: Integers
    second: Integers
    weight: Numbers

    def degrees(self) -> Numbers:
        """For each node, the weight of its ties."""
        return _sums(self.first, self.weight, self.size) + _sums(self.second, self.weight, self.size)


def _sums(places: Integers, weight: Numbers, count: int) -> Numbers:
    """The weights that belong to each of so many places, added up."""
    import numpy as np

    return np.bincount(places, weight, count).astype(np.float64)


def modularity(network: Network, groups: Integers) -> float:
    """How much more of the ties lies within groups than chance would put there.

    Args:
        network: the ties.
        groups: the group of each node.
    """
    import numpy as np

    total = float(network.weight.sum())
    if total == 0:
        return 0.0
    within = groups[network.first] == groups[network.second]
    shares = np.bincount(groups, network.degrees()) / (2 * total)
    return float(network.weight[within].sum() / total - (shares**2).sum())


def best_groups(network: Network, *, seed: int, tries: int = 1) -> Integers:
    """The group of each node, so that the modularity is high; the same in every run.

    As in Louvain's method, nodes move to the group of a neighbour where that
    gains most, then groups become nodes, until nothing is gained. A random half
    of the nodes moves at the same time, by what held before: with arrays that
    is quick, it ends for any weights, and the groups are about as good as those
    of one move after the other.

    Args:
        network: the ties.
        seed: for the choice of the nodes that may move.
        tries: how often groups are sought; the first of the best are returned.
    """
    found = (_groups(network, seed + number) for number in range(tries))
    return max(found, key=lambda groups: round(modularity(network, groups), _DIGITS))


def _groups(network: Network, seed: int) -> Integers:
    import numpy as np

    chance = np.random.default_rng(seed)
    groups = np.arange(network.size, dtype=np.int64)
    degrees = network.degrees()
    level = network
    while len(level.weight):
        _, numbers = np.unique(_moved(level, degrees, chance), return_inverse=True)
        count = int(numbers.max()) + 1
        if count == level.size:
            break
        groups = numbers[groups]
        degrees = _sums(numbers, degrees, count)
        level = _merged(level, numbers, count)
    return groups


def _moved(network: Network, degrees: Numbers, chance: np.random.Generator) -> Integers:
    """The groups after all rounds of moves on one level."""
    import numpy as np

    total = float(degrees.sum())
    start = np.concatenate((network.first, network.second))
    by_start = np.argsort(start, kind="stable")  # nearly in the order that each round asks for
    start = start[by_start]
    end = np.concatenate((network.second, network.first))[by_start]
    weight = np.concatenate((network.weight, network.weight))[by_start]
    groups = np.arange(network.size, dtype=np.int64)
    for _ in range(_MOST_ROUNDS):
        # The weight between each node and each group that it is tied to.
        keys, places = _distinct(start * network.size + groups[end])
        between = np.bincount(places, weight)
        node, group = np.divmod(keys, network.size)
        sizes = np.bincount(groups, degrees, network.size)
        own = group == groups[node]
        gain = between - degrees[node] * (sizes[group] - own * degrees[node]) / total
        staying = -degrees * (sizes[groups] - degrees) / total
        staying[node[own]] = gain[own]
        # Of each node the group that gains most; of equal ones the first.
        starts = np.flatnonzero(np.diff(node, prepend=-1))
        highest = np.maximum.reduceat(gain, starts)
        best = np.flatnonzero(gain == np.repeat(highest, np.diff(starts, append=len(node))))
        firsts = best[np.flatnonzero(np.diff(node[best], prepend=-1))]
        better = firsts[gain[firsts] > staying[node[firsts]] + _GAIN]
        if len(better) <= _FEW * network.size:
            break
        moving = better[chance.random(len(better)) < 0.5]
        groups[node[moving]] = group[moving]
    return groups


def _distinct(keys: Integers) -> tuple[Integers, Integers]:
    """What ``numpy.unique`` gives, with the inverse: several times faster where keys are nearly in order."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    in_order = keys[order]
    is_first = np.diff(in_order, prepend=-1) != 0
    places = np.empty_like(order)
    places[order] = np.cumsum(is_first) - 1
    return in_order[is_first], places


def _merged(network: Network, numbers: Integers, count: int) -> Network:
    """The network of groups; what lies within one is left out."""
    import numpy as np

    first, second = numbers[network.first], numbers[network.second]
    between = first != second
    low = np.minimum(first, second)[between]
    high = np.maximum(first, second)[between]
    keys, places = np.unique(low * count + high, return_inverse=True)
    merged_first, merged_second = np.divmod(keys, count)
    return Network(count, merged_first, merged_second, _sums(places, network.weight[between], len(keys)))
