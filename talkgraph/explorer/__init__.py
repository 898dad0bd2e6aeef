"""The interactive page: one HTML file with the graph, its quotes and all that shows them."""

from __future__ import annotations

from talkgraph.explorer.looks import kind_looks, relation_words
from talkgraph.explorer.page import (
    DEFAULT_DEPTH,
    DEFAULT_TITLE,
    DEFAULT_TOP,
    LARGEST_TOP,
    Page,
    explore,
    explorer_page,
    write_page,
)

__all__ = [
    "DEFAULT_DEPTH",
    "DEFAULT_TITLE",
    "DEFAULT_TOP",
    "LARGEST_TOP",
    "Page",
    "explore",
    "explorer_page",
    "kind_looks",
    "relation_words",
    "write_page",
]
