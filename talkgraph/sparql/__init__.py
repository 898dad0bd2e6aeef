"""Asking the store in SPARQL.

``query`` gives plain values, ``format_answer`` the bytes of a result format.
Queries may use the graph's prefixes undeclared and ``$name`` for parameters;
they can only read, and only this store. ``saved_queries`` come with talkgraph
or are the user's own; ``row_evidence`` gives the sentences behind their rows.
"""

from __future__ import annotations

from talkgraph.sparql.asking import Result, answer, query
from talkgraph.sparql.evidence import row_evidence
from talkgraph.sparql.formats import FORMATS, format_answer
from talkgraph.sparql.lexing import fill, first_keyword
from talkgraph.sparql.library import find_query, load_query, own_queries, read_query, saved_queries
from talkgraph.sparql.limiting import limited
from talkgraph.sparql.parameters import Parameter
from talkgraph.sparql.saved import SavedQuery, StatementPattern, parse_query
from talkgraph.sparql.values import Bindings, Cell, Dataset, Triples

__all__ = [
    "FORMATS",
    "Bindings",
    "Cell",
    "Dataset",
    "Parameter",
    "Result",
    "SavedQuery",
    "StatementPattern",
    "Triples",
    "answer",
    "fill",
    "find_query",
    "first_keyword",
    "format_answer",
    "limited",
    "load_query",
    "own_queries",
    "parse_query",
    "query",
    "read_query",
    "row_evidence",
    "saved_queries",
]
