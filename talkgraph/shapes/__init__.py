"""The graph held against its own rules.

The ontology's folder holds the shapes (SHACL, what each thing and claim must
look like) and the checks (SPARQL, what must agree across the graph);
``validate`` runs both and gives what is wrong as plain data.
"""

from __future__ import annotations

from talkgraph.shapes.files import ontology_file
from talkgraph.shapes.validation import ValidationReport, Violation, validate, validate_graph

__all__ = ["ValidationReport", "Violation", "ontology_file", "validate", "validate_graph"]
