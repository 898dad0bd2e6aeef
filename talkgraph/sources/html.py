"""HTML pages to documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.frontmatter import split_front_matter
from talkgraph.sources.htmlflow import is_hidden, parse_html, write_tree
from talkgraph.sources.passages import PassageWriter

if TYPE_CHECKING:
    from talkgraph.model import Document

__all__ = ["read_html"]


def read_html(text: str, source: str) -> Document:
    """Read an HTML page."""
    front = split_front_matter(normal_lines(text), source)
    writer = PassageWriter()
    root = parse_html(front.body, source)
    if root is not None:
        write_tree(writer, root, is_hidden, lines_before=front.first_line - 1)
    return assemble(writer.passages, source, Head(front.values, front.lines))
