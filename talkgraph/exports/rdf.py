"""The graph as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.store import trig, turtle

if TYPE_CHECKING:
    from talkgraph.store import Store

__all__ = ["write_nquads", "write_trig", "write_turtle"]


def write_nquads(store: Store) -> bytes:
    """Everything, as sorted N-Quads: equal graphs give equal bytes."""
    import pyoxigraph as ox

    data = store.graph.dump(format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(data.splitlines(keepends=True)))


def write_turtle(store: Store) -> bytes:
    """The merged statements, without claims and quotes, as Turtle."""
    import pyoxigraph as ox

    found = store.graph.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return turtle((quad.triple for quad in found), base=store.base)


def write_trig(store: Store) -> bytes:
    """Everything, as TriG: the merged statements, then each recap with its claims."""
    return trig(store.graph, base=store.base)
