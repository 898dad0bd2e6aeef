"""The store projected into Python values: what reports, explorer and exports read.

``project`` reads a store once and gives a ``TalkGraph``: things, statements
with their quotes, recaps. Nobody else reads the store to compute something.
"""

from __future__ import annotations

from talkgraph.graph.networks import networkx_graph, years
from talkgraph.graph.projection import project, project_dataset
from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing

__all__ = [
    "Quote",
    "Recap",
    "Statement",
    "TalkGraph",
    "Thing",
    "networkx_graph",
    "project",
    "project_dataset",
    "years",
]
