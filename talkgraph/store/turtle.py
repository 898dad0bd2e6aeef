"""Turtle and TriG that are the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyoxigraph as ox

__all__ = ["trig", "turtle"]


def turtle(triples: Iterable[ox.Triple], *, base: str) -> bytes:
    """Triples as Turtle, sorted, with the graph's prefixes.

    Args:
        triples: in any order.
        base: IRIs that begin with it are written relative to it.
    """
    import pyoxigraph as ox

    return _serialize(sorted(triples, key=str), ox.RdfFormat.TURTLE, base)


def trig(quads: Iterable[ox.Quad], *, base: str) -> bytes:
    """Quads as TriG, the default graph first, sorted, with the graph's prefixes.

    Args:
        quads: in any order.
        base: IRIs that begin with it are written relative to it.
    """
    import pyoxigraph as ox

    def order(quad: ox.Quad) -> tuple[str, str]:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        return graph, str(quad.triple)

    return _serialize(sorted(quads, key=order), ox.RdfFormat.TRIG, base)


def _serialize(statements: list[ox.Triple] | list[ox.Quad], format_: ox.RdfFormat, base: str) -> bytes:
    import pyoxigraph as ox

    data = ox.serialize(statements, format=format_, prefixes=dict(prefixes()), base_iri=base) or b""
    body = (line for line in data.splitlines(keepends=True) if not line.startswith((b"@prefix ", b"@base ")))
    # Oxigraph declares prefixes in any order, and relative to the base.
    header = [
        f"@base <{base}> .\n",
        *(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items()),
        "\n",
    ]
    return "".join(header).encode() + b"".join(body)
