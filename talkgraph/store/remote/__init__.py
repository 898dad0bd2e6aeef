"""Stores that are asked over the network, by the SPARQL 1.1 protocol.

``Endpoint`` is the address of one, ``SparqlClient`` speaks with it, ``RemoteGraph``
reads it as if it were Oxigraph's own store, and ``about`` tells what graph it holds.
"""

from __future__ import annotations

from talkgraph.store.remote.about import Held, description_of, graph_of, held
from talkgraph.store.remote.client import SparqlClient
from talkgraph.store.remote.endpoint import Endpoint, is_address, store_place
from talkgraph.store.remote.graph import RemoteGraph

__all__ = [
    "Endpoint",
    "Held",
    "RemoteGraph",
    "SparqlClient",
    "description_of",
    "graph_of",
    "held",
    "is_address",
    "store_place",
]
