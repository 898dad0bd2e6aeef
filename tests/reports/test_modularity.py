"""Groups of networks, beside what networkx finds."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from talkgraph.reports.modularity import Network, best_groups, modularity


def planted(*, size: int, groups: int, inside: float, between: float) -> nx.Graph[int]:
    """A random network with groups of a known size, and weights of one digit."""
    drawn: nx.Graph[int] = nx.planted_partition_graph(groups, size // groups, inside, between, seed=7)
    for one, other in drawn.edges:
        drawn.edges[one, other]["weight"] = 0.1 * (1 + (one * other) % 5)
    return drawn


def network_of(drawn: nx.Graph[int]) -> Network:
    edges = sorted((min(pair), max(pair)) for pair in drawn.edges)
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    weight = np.array([drawn.edges[pair]["weight"] for pair in edges], dtype=np.float64)
    return Network(drawn.number_of_nodes(), ends[:, 0], ends[:, 1], weight)


def sets(groups: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[set[int]]:
    return [set(np.flatnonzero(groups == group).tolist()) for group in np.unique(groups)]


def test_modularity_is_that_of_networkx() -> None:
    drawn = planted(size=60, groups=3, inside=0.4, between=0.05)
    groups = np.arange(60, dtype=np.int64) % 4

    assert modularity(network_of(drawn), groups) == pytest.approx(
        nx.community.modularity(drawn, sets(groups), weight="weight")
    )


def test_clear_groups_are_found() -> None:
    groups = best_groups(network_of(planted(size=80, groups=4, inside=0.6, between=0.01)), seed=1)

    assert sorted(map(sorted, sets(groups))) == [list(range(start, start + 20)) for start in (0, 20, 40, 60)]


@pytest.mark.parametrize("seed", range(5))
def test_blurred_groups_are_found_as_well_as_networkx_finds_them(seed: int) -> None:
    drawn = planted(size=300, groups=10, inside=0.3, between=0.03)
    network = network_of(drawn)
    known = list(map(set, nx.community.greedy_modularity_communities(drawn, weight="weight")))
    highest = nx.community.modularity(drawn, known, weight="weight")

    assert modularity(network, best_groups(network, seed=seed, tries=3)) > 0.97 * highest


def test_the_same_seed_gives_the_same_groups() -> None:
    network = network_of(planted(size=300, groups=10, inside=0.2, between=0.05))

    assert best_groups(network, seed=3).tolist() == best_groups(network, seed=3).tolist()


def test_more_tries_are_never_worse() -> None:
    network = network_of(planted(size=300, groups=10, inside=0.2, between=0.06))
    once, often = (modularity(network, best_groups(network, seed=1, tries=tries)) for tries in (1, 8))

    assert often >= once


@pytest.mark.parametrize("size", [0, 1, 5])
def test_without_ties_nobody_moves(size: int) -> None:
    nothing = np.zeros(0, dtype=np.int64)
    network = Network(size, nothing, nothing, np.zeros(0))

    assert best_groups(network, seed=1).tolist() == list(range(size))
    assert modularity(network, best_groups(network, seed=1)) == 0.0


def test_ties_of_equal_gain_come_to_an_end() -> None:
    # A ring of equal ties: many groupings are equally good.
    drawn: nx.Graph[int] = nx.Graph()
    drawn.add_weighted_edges_from((number, (number + 1) % 30, 0.1) for number in range(30))

    assert 3 <= len(sets(best_groups(network_of(drawn), seed=1))) <= 10
