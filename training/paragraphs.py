"""Training paragraphs as documents with marked names.

``FORMAT.md`` describes the files. A paragraph becomes a ``Document`` by the
same Markdown reader that reads recaps, so that the tagger sees in training
what it will see at work.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.errors import EmptyRecapError
from talkgraph.sources.markdown import read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkgraph.model import Document

logger = logging.getLogger(__name__)

_NAME = re.compile(r"\[\[([^\[\]|]+)\|([A-Za-z]+)\]\]")


@dataclass(frozen=True, slots=True)
class Name:
    """A marked name: character offsets in the document's text, and its type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One training paragraph.

    Attributes:
        document: its text, read as Markdown.
        names: the marked names, in order.
        relations: the relation lines, without the arrow in front.
    """

    document: Document
    names: tuple[Name, ...]
    relations: tuple[str, ...]


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of one file, in order."""
    for number, chunk in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8")), start=1):
        rows = chunk.strip().split("\n")
        prose = "\n".join(row for row in rows if not row.startswith("=> "))
        if prose.strip():
            relations = tuple(row[3:] for row in rows if row.startswith("=> "))
            try:
                yield _paragraph(prose, relations, f"{path.name}-{number}")
            except EmptyRecapError:
                logger.info("%s: paragraph %d holds nothing but mark-up", path.name, number)


def _paragraph(prose: str, relations: tuple[str, ...], source: str) -> Paragraph:
    marked = [(match[1], match[2]) for match in _NAME.finditer(prose)]
    document = read_markdown(_NAME.sub(lambda match: match[1], prose), source=source)
    names, at = [], 0
    for text, kind in marked:
        words = " ".join(text.replace("*", "").replace("`", "").split())
        found = document.text.find(words, at)
        if found >= 0:
            at = found + len(words)
            names.append(Name(found, at, kind))
    return Paragraph(document, tuple(names), relations)
