"""Where the things of a view stand: computed once, so that the page opens at rest."""

from __future__ import annotations

from math import ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from talkgraph.explorer.looks import pulls
from talkgraph.explorer.selection import links
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    from talkgraph.graph.values import TalkGraph
    from talkgraph.model import Iri

__all__ = ["positions"]

_LARGEST_SPRING = 500
_SPACING = 75.0
_STRETCH = 1.15  # labels are wider than high, and so are screens
_GAP = 90.0
_LOOSENESS = 1.35  # how much wider a drawing is than its things need side by side
_EVENNESS = 0.7
_MOST_STRETCHED = 2.0
_GOLDEN_ANGLE = pi * (3 - sqrt(5))

_Points = dict["Iri", tuple[float, float]]


def positions(graph: TalkGraph, drawn: Sequence[Iri]) -> dict[Iri, tuple[int, int]]:
    """A place for each thing of a view, by IRI, in the units of vis-network's canvas.

    Up to 500 things, what is connected is drawn together as if by springs.
    Above that, where springs take minutes, each event stands in the middle of
    what is nearest to it. Parts that nothing connects stand side by side.

    Args:
        graph: the graph.
        drawn: IRIs of the things of the view.
    """
    import networkx as nx

    network: nx.Graph[Iri] = nx.Graph()
    network.add_nodes_from(sorted(drawn))
    for subject, predicate, target in links(graph):
        if subject in network and target in network and subject != target:
            before = network.get_edge_data(subject, target, {"weight": 0.0})["weight"]
            network.add_edge(subject, target, weight=before + pulls().get(predicate, 1.0))
    if len(network) <= _LARGEST_SPRING:
        parts = sorted(nx.connected_components(network), key=lambda part: (-len(part), min(part)))
        drawings = [_sprung(network.subgraph(part)) for part in parts]
    else:
        drawings = [_sunflower(part) for part in _around_events(graph, network)]
    return {iri: (round(x), round(y)) for iri, (x, y) in sorted(_side_by_side(drawings).items())}


def _sprung(part: nx.Graph[Iri]) -> _Points:
    """One connected part, its edges pulling like springs and its things pushing apart."""
    import networkx as nx

    ordered: nx.Graph[Iri] = nx.Graph()
    ordered.add_nodes_from(sorted(part))
    for subject, target in sorted(map(sorted, part.edges)):
        ordered.add_edge(subject, target, weight=part.edges[subject, target]["weight"])
    if len(ordered) == 1:
        return dict.fromkeys(ordered, (0.0, 0.0))
    placed = nx.spring_layout(
        ordered,
        pos=nx.circular_layout(ordered),
        k=1.6 / sqrt(len(ordered)),
        iterations=120,
        seed=0,
        method="force",
    )
    return _spread(placed)


def _spread(placed: Mapping[Iri, NDArray[np.float64]]) -> _Points:
    """The same drawing, so large and so loosened that no two things stand too near."""
    import numpy as np

    points = _evened(np.array(list(placed.values())))
    for _ in range(60):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.sqrt((apart**2).sum(axis=2))
        np.fill_diagonal(distance, np.inf)
        overlap = np.clip(_SPACING - distance, 0, None)
        if not overlap.any():
            break
        push = apart / np.maximum(distance, 1e-6)[:, :, None] * (overlap / 2)[:, :, None]
        points += 0.6 * push.sum(axis=1)
    return {iri: (float(x) * _STRETCH, float(y)) for iri, (x, y) in zip(placed, points, strict=True)}


def _evened(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same drawing without its crowded middle and far outliers: as a disc filled evenly.

    A long drawing is made as wide as it is long. Then every point stays in its
    direction from the middle and in its order of distance; the distances
    become mostly those of an even disc.
    """
    import numpy as np

    points = _rounded(points - points.mean(axis=0))
    distance = np.sqrt((points**2).sum(axis=1))
    radius = _SPACING * sqrt(len(points) / pi) * _LOOSENESS
    even = radius * np.sqrt((distance.argsort(kind="stable").argsort(kind="stable") + 0.5) / len(points))
    own = radius * distance / max(distance.max(), 1e-9)
    wanted = _EVENNESS * even + (1 - _EVENNESS) * own
    return np.asarray(points * (wanted / np.maximum(distance, 1e-9))[:, None])


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points around 0, spread as far along their short axis as along their long one, or nearly."""
    import numpy as np

    _, spread, axes = np.linalg.svd(points, full_matrices=False)
    factors = spread.max() / np.maximum(spread, spread.max() / _MOST_STRETCHED)
    return np.asarray(points @ axes.T @ np.diag(factors) @ axes)


def _around_events(graph: TalkGraph, network: nx.Graph[Iri]) -> list[list[Iri]]:
    """The things, each in the group of the event nearest to it, nearest first.

    Things that no event reaches are grouped by what connects them.
    """
    import networkx as nx

    events = [iri for iri in network if graph.things[iri].kind is Kind.EVENT]
    groups = {event: [event] for event in events}
    home = {event: event for event in events}
    ring = events
    while ring:
        ring_next = []
        for thing in ring:
            for neighbour in sorted(network[thing]):
                if neighbour not in home:
                    home[neighbour] = home[thing]
                    groups[home[thing]].append(neighbour)
                    ring_next.append(neighbour)
        ring = ring_next
    alone = network.subgraph(iri for iri in network if iri not in home)
    others = [sorted(part) for part in nx.connected_components(alone)]
    return sorted([*groups.values(), *others], key=lambda group: (-len(group), group[0]))


def _sunflower(group: Sequence[Iri]) -> _Points:
    """The first in the middle, the rest evenly around it, like the seeds of a sunflower."""
    return {
        iri: (
            _STRETCH * _SPACING * sqrt(place) * cos(place * _GOLDEN_ANGLE),
            _SPACING * sqrt(place) * sin(place * _GOLDEN_ANGLE),
        )
        for place, iri in enumerate(group)
    }


def _side_by_side(drawings: Sequence[_Points]) -> _Points:
    """The drawings in rows, in the order given, about as wide as a screen is to its height."""
    boxes = [_box(drawing.values()) for drawing in drawings]
    area = sum((width + _GAP) * (height + _GAP) for _, _, width, height in boxes)
    widest = max([*(width for _, _, width, _ in boxes), ceil(sqrt(area * _STRETCH))], default=0)
    placed: _Points = {}
    x = y = row = 0.0
    for drawing, (left, top, width, height) in zip(drawings, boxes, strict=True):
        if x and x + width > widest:
            x, y, row = 0.0, y + row + _GAP, 0.0
        placed |= {iri: (x + px - left, y + py - top) for iri, (px, py) in drawing.items()}
        x, row = x + width + _GAP, max(row, height)
    left, top, width, height = _box(placed.values())
    return {iri: (px - left - width / 2, py - top - height / 2) for iri, (px, py) in placed.items()}


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the points; all 0 without any."""
    xs, ys = zip(*(list(points) or [(0.0, 0.0)]), strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
