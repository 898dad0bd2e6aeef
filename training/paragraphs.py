"""Training paragraphs as documents with marked names.

``FORMAT.md`` describes the files. A paragraph becomes a ``Document`` by the
same Markdown reader that reads recaps, so that the tagger sees in training
what it will see at work.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from talkgraph.errors import EmptyRecapError
from talkgraph.sources.markdown import read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.model import Document

HERE = Path(__file__).resolve().parent

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
        doubtful: those that careful readers could disagree on.
    """

    document: Document
    names: tuple[Name, ...]
    relations: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


def training_files(*, related: bool = False) -> list[Path]:
    """All files of paragraphs and sections; only those with relation lines if asked for."""
    found = [path for folder in ("paragraphs", "sections") for path in sorted((HERE / folder).glob("*.txt"))]
    return [path for path in found if not (related and path.name.startswith("base-"))]


def is_held_out(source: str, every: int) -> bool:
    """Whether an entry, known by its file and number, is kept from training.

    One section in so many is; none for 0, and no paragraph: those are all learned from.
    """
    return every > 0 and not is_paragraph(source) and crc32(source.encode()) % every == 0


def is_paragraph(source: str) -> bool:
    """Whether an entry is one of the paragraphs and no section."""
    return source.startswith(("base-", "set"))


def read_paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs or sections of one file, in order."""
    text = path.read_text(encoding="utf-8")
    between = r"^%%%$" if "%%%" in text else r"\n\s*\n"
    for number, chunk in enumerate(re.split(between, text, flags=re.MULTILINE), start=1):
        rows = chunk.strip().split("\n")
        prose = "\n".join(row for row in rows if not row.startswith("=>"))
        if prose.strip():
            relations = tuple(row[3:] for row in rows if row.startswith("=> "))
            doubtful = tuple(row[4:] for row in rows if row.startswith("=>? "))
            try:
                yield _paragraph(prose, relations, doubtful, f"{path.name}-{number}")
            except EmptyRecapError:
                logger.info("%s: entry %d holds nothing but mark-up", path.name, number)


def _paragraph(prose: str, relations: tuple[str, ...], doubtful: tuple[str, ...], source: str) -> Paragraph:
    marked = [(match[1], match[2]) for match in _NAME.finditer(prose)]
    document = read_markdown(_NAME.sub(lambda match: match[1], prose), source=source)
    names, at = [], 0
    for text, kind in marked:
        words = " ".join(text.replace("*", "").replace("`", "").split())
        found = document.text.find(words, at)
        if found >= 0:
            at = found + len(words)
            names.append(Name(found, at, kind))
    return Paragraph(document, tuple(names), relations, doubtful)
