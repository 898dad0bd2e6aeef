"""Asking the store in SPARQL.

``query`` gives plain values, ``format_answer`` the bytes of a result format.
Queries may use the graph's prefixes undeclared and ``$name`` for parameters;
they can only read, and only this store. ``saved_queries`` come with talkgraph.
"""

from __future__ import annotations

from talkgraph.sparql.asking import Result, query
from talkgraph.sparql.formats import FORMATS, format_answer
from talkgraph.sparql.saved import Parameter, SavedQuery, find_query, load_query, read_query, saved_queries
from talkgraph.sparql.values import Bindings, Cell, Triples

__all__ = [
    "FORMATS",
    "Bindings",
    "Cell",
    "Parameter",
    "Result",
    "SavedQuery",
    "Triples",
    "find_query",
    "format_answer",
    "load_query",
    "query",
    "read_query",
    "saved_queries",
]
