"""The graph in other programs' formats: RDF, networks, tables, notes."""

from __future__ import annotations

from talkgraph.exports.folders import MARKER, Written, write_folder
from talkgraph.exports.formats import FOLDER_FORMATS, FORMATS, export
from talkgraph.exports.jsonld import jsonld_document

__all__ = ["FOLDER_FORMATS", "FORMATS", "MARKER", "Written", "export", "jsonld_document", "write_folder"]
