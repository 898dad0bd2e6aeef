"""The graph in other programs' formats: RDF, networks, tables."""

from __future__ import annotations

from talkgraph.exports.formats import FORMATS, export
from talkgraph.exports.jsonld import jsonld_document

__all__ = ["FORMATS", "export", "jsonld_document"]
