"""The opening view as pyvis builds it: nodes with their places, edges, options."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from talkgraph.explorer.layout import positions
from talkgraph.explorer.looks import growth, kind_looks, largest, network_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.explorer.parts import Part
    from talkgraph.explorer.tables import Tables
    from talkgraph.model import Iri

__all__ = ["Drawing", "draw"]


@dataclass(frozen=True)
class Drawing:
    """What vis-network is given.

    Attributes:
        nodes: objects with id (the thing's position in the tables), label, group
            (its kind), shape, size, x and y.
        edges: objects with id (the statement's position in the tables), from, to and arrows.
        options: vis-network's options.
    """

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def draw(part: Part, tables: Tables, drawn: Sequence[Iri]) -> Drawing:
    """The things of a view and all statements between two of them.

    Args:
        part: the things and statements that the page holds.
        tables: their tables, which say the positions.
        drawn: IRIs of the things of the view.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    # pyvis's own way to set options takes every space out of them.
    network.options = network_options()
    gain, most = growth(), largest()
    for iri, (x, y) in positions(part.graph, drawn).items():
        thing = part.graph.things[iri]
        look = kind_looks()[thing.kind]
        network.add_node(
            tables.position[iri],
            label=thing.name,
            shape=look.shape,
            group=thing.kind.value,
            size=min(most, round(look.size + gain * sqrt(part.degrees.get(iri, 0)))),
            x=x,
            y=y,
        )
    visible = set(drawn)
    for index, statement in enumerate(tables.statements):
        target = statement.object
        if not isinstance(target, str) and statement.subject in visible and target in visible:
            network.add_edge(tables.position[statement.subject], tables.position[target], id=index)
    nodes, edges, _, _, _, options = network.get_network_data()
    return Drawing(nodes=nodes, edges=edges, options=json.loads(options))
