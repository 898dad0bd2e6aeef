from __future__ import annotations

from dataclasses import replace

from talkgraph.explorer.drawing import draw
from talkgraph.explorer.looks import largest
from talkgraph.explorer.parts import whole
from talkgraph.explorer.tables import tables
from talkgraph.model import DEFAULT_BASE, Predicate
from tests.explorer.samples import dotscale, iri

DRAWN = [iri("technology/ipfs"), iri("person/juan-benet"), iri("technology/libp2p")]


def test_pyvis_is_given_things_with_places_and_the_statements_between_them() -> None:
    part = whole(dotscale())
    made = tables(part, base=DEFAULT_BASE)
    drawing = draw(part, made, DRAWN)
    by_label = {node["label"]: node for node in drawing.nodes}
    assert set(by_label) == {"IPFS", "Juan Benet", "libp2p"}
    assert by_label["Juan Benet"]["id"] == made.position[iri("person/juan-benet")]
    assert by_label["Juan Benet"]["group"] == "Person"
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) for node in drawing.nodes)
    stated = {(made.statements[edge["id"]].predicate, edge["arrows"]) for edge in drawing.edges}
    assert stated == {
        (Predicate.CREATED, "to"),
        (Predicate.SPOKE_ABOUT, "to"),
        (Predicate.BUILDS_ON, "to"),
    }
    assert drawing.options["physics"] is False


def test_the_better_connected_thing_is_larger() -> None:
    part = whole(dotscale())
    drawing = draw(part, tables(part, base=DEFAULT_BASE), DRAWN)
    size = {node["label"]: node["size"] for node in drawing.nodes}
    assert size["IPFS"] > size["libp2p"]


def test_a_very_well_connected_thing_is_no_larger_than_the_largest() -> None:
    part = replace(whole(dotscale()), degrees={iri("technology/ipfs"): 100_000})
    drawing = draw(part, tables(part, base=DEFAULT_BASE), DRAWN)
    assert {node["label"]: node["size"] for node in drawing.nodes}["IPFS"] == largest()
