"""The graph for Gephi, Cytoscape, yEd and other programs that draw networks."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from talkgraph.graph import networkx_graph, project

if TYPE_CHECKING:
    import networkx as nx

    from talkgraph.store import Store

__all__ = ["write_gexf", "write_graphml"]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE_OF_WRITING = re.compile(rb' lastmodifieddate="[^"]*"')


def write_graphml(store: Store) -> bytes:
    """Things and the statements between them, as GraphML."""
    import networkx as nx

    output = BytesIO()
    nx.write_graphml(_flat(networkx_graph(project(store))), output, named_key_ids=True)
    return output.getvalue()


def write_gexf(store: Store) -> bytes:
    """Things and the statements between them, as GEXF 1.2."""
    import networkx as nx

    output = BytesIO()
    nx.write_gexf(_flat(networkx_graph(project(store))), output)
    return _DATE_OF_WRITING.sub(b"", output.getvalue(), count=1)


def _flat(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same with attributes that XML can hold: nothing for None, one text for several."""
    for _, attributes in network.nodes(data=True):
        _flatten(attributes)
    for _, _, attributes in network.edges(data=True):
        _flatten(attributes)
    return network


def _flatten(attributes: dict[str, object]) -> None:
    for name, value in list(attributes.items()):
        match value:
            case None | ():
                del attributes[name]
            case tuple():
                attributes[name] = _NOT_XML.sub("", "; ".join(map(str, value)))
            case str():
                attributes[name] = _NOT_XML.sub("", value)
