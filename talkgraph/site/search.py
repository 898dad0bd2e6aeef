"""The search: a page, and all names as a script, so that it works from a disk too."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.explorer import kind_looks
from talkgraph.model import Kind
from talkgraph.site.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.site.material import Material

__all__ = ["search_files"]


def search_files(material: Material) -> Iterator[tuple[str, bytes]]:
    """The page, the names, and the scripts that look a text up in them."""
    data = files("talkgraph").joinpath("data")
    yield "static/dom.js", data.joinpath("static", "dom.js").read_bytes()
    yield "static/names.js", data.joinpath("templates", "explorer", "names.js").read_bytes()
    yield "static/index.js", _index(material)
    yield "static/search.js", data.joinpath("static", "site", "search.js").read_bytes()
    yield render(
        "search",
        material,
        material.here("search.html"),
        title="Search",
        linked_data={"@context": "https://schema.org", "@type": "SearchResultsPage", "name": "Search"},
    )


def _index(material: Material) -> bytes:
    """All names as a script that sets a variable: a page from a disk may load scripts, but no data."""
    kinds = list(kind_looks())
    graph = material.graph
    rows = [
        *(
            (iri, thing.kind, thing.name, list(thing.alternate_names), material.degrees[iri])
            for iri, thing in graph.things.items()
        ),
        *((iri, Kind.RECAP, recap.title, [], 0) for iri, recap in graph.recaps.items()),
    ]
    index = {
        "kinds": [
            {"label": look.label, "shape": look.shape, "color": look.color, "hollow": look.hollow}
            for look in kind_looks().values()
        ],
        "pages": [material.addresses.path(iri) for iri, *_ in rows],
        "kind": [kinds.index(kind) for _, kind, *_ in rows],
        "name": [name for _, _, name, *_ in rows],
        "also": {str(place): also for place, (_, _, _, also, _) in enumerate(rows) if also},
        "degree": [degree for *_, degree in rows],
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f'"use strict";\n\ntalkgraph.index = {text};\n'.encode()
