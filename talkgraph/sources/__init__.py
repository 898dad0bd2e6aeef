"""From files to documents.

``find_recaps`` finds the files in folders, ``read_recaps`` reads one of them.
There is one reader for each form of text; all of them write their blocks
through the same writer, which keeps the offsets, and ``assemble`` puts the
blocks together. What is wrong with a file is a ``SourceError``.
"""

from __future__ import annotations

from talkgraph.sources.finding import SUFFIXES, SourceFile, find_recaps, is_recap_name, shortest_names
from talkgraph.sources.html import read_html
from talkgraph.sources.language import detect_language
from talkgraph.sources.markdown import read_markdown
from talkgraph.sources.plain import read_plain
from talkgraph.sources.reading import DEFAULT_MAX_BYTES, read_recaps
from talkgraph.sources.rst import read_rst

__all__ = [
    "DEFAULT_MAX_BYTES",
    "SUFFIXES",
    "SourceFile",
    "detect_language",
    "find_recaps",
    "is_recap_name",
    "read_html",
    "read_markdown",
    "read_plain",
    "read_recaps",
    "read_rst",
    "shortest_names",
]
