"""``talkgraph export``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from talkgraph.cli.options import format_option, min_confidence_option, output_option, store_option
from talkgraph.exports import FORMATS
from talkgraph.exports import export as export_graph
from talkgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["export"]


_EXAMPLES = """\b
talkgraph export --format nquads --output graph.nq
talkgraph export --format gexf --output graph.gexf
talkgraph export --format obsidian --output vault/
"""


@click.command(epilog=_EXAMPLES)
@format_option(FORMATS, default="turtle")
@output_option
@min_confidence_option()
@store_option
def export(*, format_: str, output: Path | None, min_confidence: float | None, store: Path) -> None:
    """Write the graph for other programs.

    nquads, trig and jsonld hold everything, turtle the statements without
    their quotes, graphml and gexf the network for Gephi and its like. csv
    gives the statements; with --output FOLDER the tables nodes.csv, edges.csv
    and quotes.csv.

    Three formats need --output FOLDER, which must be new, empty, or filled
    before by the same: obsidian is a note a thing with links and quotes,
    neo4j-csv what neo4j-admin imports, parquet tables of all there is.
    """
    opened = open_store(store, min_confidence=min_confidence)
    export_graph(opened, format_, output if output is not None else sys.stdout.buffer)
