"""The interactive page: one HTML file with the graph, its quotes and all that shows them."""

from __future__ import annotations

from talkgraph.explorer.looks import kind_looks, relation_words
from talkgraph.explorer.narrowing import checked_date, narrowed
from talkgraph.explorer.page import (
    DEFAULT_DEPTH,
    DEFAULT_TITLE,
    DEFAULT_TOP,
    LARGEST_TOP,
    Page,
    explore,
    explorer_page,
    remote_page,
    write_page,
)
from talkgraph.explorer.parts import Part, Totals, totals, whole
from talkgraph.explorer.selection import degrees, neighbourhood, overview
from talkgraph.explorer.tables import part_tables

__all__ = [
    "DEFAULT_DEPTH",
    "DEFAULT_TITLE",
    "DEFAULT_TOP",
    "LARGEST_TOP",
    "Page",
    "Part",
    "Totals",
    "checked_date",
    "degrees",
    "explore",
    "explorer_page",
    "kind_looks",
    "narrowed",
    "neighbourhood",
    "overview",
    "part_tables",
    "relation_words",
    "remote_page",
    "totals",
    "whole",
    "write_page",
]
