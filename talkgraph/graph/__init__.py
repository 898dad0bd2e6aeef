"""The store projected into Python values: what reports, explorer and exports read.

``project`` reads a store once and gives a ``TalkGraph``: things, statements
with their quotes, recaps. ``project_part`` reads the surroundings of some
things, for those who cannot wait for the whole, and ``index_store`` only the
names. Nobody else reads the store to compute something.
"""

from __future__ import annotations

from talkgraph.graph.description import describe
from talkgraph.graph.index import Found, NameIndex, index_graph, index_store
from talkgraph.graph.loading import load_graph
from talkgraph.graph.networks import networkx_graph, years
from talkgraph.graph.parts import GraphPart, project_part
from talkgraph.graph.projection import all_recaps, project, project_dataset, project_outline
from talkgraph.graph.quoting import quotes_of
from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing

__all__ = [
    "Found",
    "GraphPart",
    "NameIndex",
    "Quote",
    "Recap",
    "Statement",
    "TalkGraph",
    "Thing",
    "all_recaps",
    "describe",
    "index_graph",
    "index_store",
    "load_graph",
    "networkx_graph",
    "project",
    "project_dataset",
    "project_outline",
    "project_part",
    "quotes_of",
    "years",
]
