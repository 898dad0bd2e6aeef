"""A small drawing of a thing and its nearest neighbours, as SVG that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from talkgraph.explorer import kind_looks

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.graph import Thing
    from talkgraph.model import Iri
    from talkgraph.pages.portrait import Portrait

__all__ = ["Node", "Sketch", "sketch"]

_MOST = 14
_LONGEST = 24  # characters of a label
_ROW = 30.0
_WIDTH = 720.0
_REACH = 150.0
_BEND = 0.35  # how far the ends of a side stand nearer to the middle

# Outlines in a box from -10 to 10, as in the explorer.
_OUTLINES = {
    "dot": "M0-8a8 8 0 1 0 .01 0z",
    "square": "M-7-7h14v14h-14z",
    "diamond": "M0-9.5 9.5 0 0 9.5-9.5 0z",
    "hexagon": "M-8.5 0-4.25-7.4h8.5L8.5 0 4.25 7.4h-8.5z",
    "triangle": "M0-8.5 8.5 7h-17z",
    "triangleDown": "M0 8.5 8.5-7h-17z",
    "star": "M0-9.5 2.3-3.2 9-2.9 3.8 1.3 5.6 7.7 0 4-5.6 7.7-3.8 1.3-9-2.9-2.3-3.2z",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A thing in the drawing.

    Attributes:
        name: its label, cut where it is long.
        title: its name and what connects it.
        href: where its page is; empty for the thing in the middle.
        x, y: its place; the middle is at 0, 0.
        outline: path of its shape.
        color: ``#rrggbb``.
        hollow: whether only the outline has the colour.
        anchor: where the label stands: ``start`` to the right of it, ``end`` to its left, ``middle`` below.
    """

    name: str
    title: str
    href: str
    x: float
    y: float
    outline: str
    color: str
    hollow: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A drawing.

    Attributes:
        nodes: the thing in the middle first.
        width, height: of the whole, in units of the places.
        left_out: how many neighbours found no room.
    """

    nodes: tuple[Node, ...]
    width: float
    height: float
    left_out: int


def sketch(portrait: Portrait, address: Callable[[Iri], str], *, most: int = _MOST) -> Sketch:
    """A drawing of a thing and its neighbours: half of them to the right, half to the left.

    Args:
        portrait: the thing.
        address: where the page of a thing is.
        most: how many neighbours are drawn.
    """
    neighbours = portrait.neighbours
    drawn = neighbours[:most]
    right = ceil(len(drawn) / 2)
    height = max(right, len(drawn) - right, 3) * _ROW
    nodes = [_node(portrait.thing, "", "", (0, 0), "middle")]
    for side, anchor, members in ((1, "start", drawn[:right]), (-1, "end", drawn[right:])):
        for row, (heading, thing) in enumerate(members):
            y = (row - (len(members) - 1) / 2) * _ROW
            x = side * _REACH * (1 - _BEND * (2 * y / height) ** 2)
            nodes.append(_node(thing, heading, address(thing.iri), (round(x, 1), round(y, 1)), anchor))
    return Sketch(tuple(nodes), _WIDTH, height + 2 * _ROW, len(neighbours) - len(drawn))


def _node(thing: Thing, heading: str, href: str, place: tuple[float, float], anchor: str) -> Node:
    look = kind_looks()[thing.kind]
    name = thing.name if len(thing.name) <= _LONGEST else f"{thing.name[: _LONGEST - 1].rstrip()}…"
    title = f"{thing.name} ({heading or look.label})"
    return Node(name, title, href, *place, _OUTLINES[look.shape], look.color, look.hollow, anchor)
