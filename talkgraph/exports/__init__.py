"""The graph in other programs' formats: RDF, networks, tables."""

from __future__ import annotations

from talkgraph.exports.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
