"""What the store says of one IRI, as quads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.graph.facts import descriptive
from talkgraph.model import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from talkgraph.model import Iri
    from talkgraph.store import Store

__all__ = ["describe"]


def describe(store: Store, iri: Iri, *, claims: bool = False) -> list[ox.Quad]:
    """The statements about a thing, a recap or a claim, and what those at their other ends are called.

    Args:
        store: an open store.
        iri: of the thing, the recap or the claim.
        claims: whether the claims behind the statements come along, in their named graphs.

    Returns:
        Quads, sorted; none if the store does not know the IRI.
    """
    import pyoxigraph as ox

    node, default = ox.NamedNode(iri.value), ox.DefaultGraph()
    found = {quad for ends in ((node, None), (None, node)) for quad in _quads(store, ends, default)}
    for quad in list(found):
        for end in (quad.subject, quad.object):
            if isinstance(end, ox.NamedNode) and end != node:
                found |= {
                    each
                    for each in _quads(store, (end, None), default)
                    if each.predicate.value in descriptive()
                }
    if claims or not found:
        found |= set(_claims(store, node))
    return sorted(found, key=str)


def _claims(store: Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    """The claims about a thing, or those of a recap, or the claim that it is, with their quotes."""
    import pyoxigraph as ox

    about = [
        quad
        for end in ("rdf:subject", "rdf:object")
        for quad in store.graph.quads_for_pattern(None, ox.NamedNode(expand(end)), node, None)
    ]
    yield from store.graph.quads_for_pattern(None, None, None, node)  # all of them, if it is a recap
    for claim, graph in {(quad.subject, quad.graph_name) for quad in about} or _graphs_of(store, node):
        for quad in store.graph.quads_for_pattern(claim, None, None, graph):
            yield quad
            if quad.predicate.value == expand("oa:hasSelector"):
                selector: Any = quad.object  # always an IRI
                yield from store.graph.quads_for_pattern(selector, None, None, graph)


def _graphs_of(store: Store, node: ox.NamedNode) -> set[tuple[Any, Any]]:
    return {(node, quad.graph_name) for quad in store.graph.quads_for_pattern(node, None, None, None)}


def _quads(store: Store, ends: tuple[Any, Any], graph: Any) -> Iterator[ox.Quad]:
    subject, target = ends
    return store.graph.quads_for_pattern(subject, None, target, graph)
