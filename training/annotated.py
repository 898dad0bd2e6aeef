"""Training paragraphs run through the pipeline with their marked names in place of found ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import spacy
from paragraphs import read_paragraphs

from talkgraph.extraction.analysis import analyse, load_model
from talkgraph.extraction.names import Name
from talkgraph.extraction.pipeline import register_components
from talkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paragraphs import Paragraph
    from spacy.tokens import Doc

__all__ = ["annotated"]

_LATER = ("talkgraph_merger", "talkgraph_talks", "talkgraph_references")


def annotated(paths: list[Path], *, later: tuple[str, ...] = _LATER) -> Iterator[tuple[Doc, Paragraph]]:
    """Each entry, parsed, with names, talks and references.

    Args:
        paths: files of paragraphs and sections.
        later: the components to run after the names are in place.
    """
    base = load_model()
    register_components()
    components = spacy.blank("en", vocab=base.vocab)
    for name in later:
        components.add_pipe(name)
    paragraphs = [paragraph for path in paths for paragraph in read_paragraphs(path)]
    docs = analyse(base, (paragraph.document for paragraph in paragraphs))
    for doc, paragraph in zip(docs, paragraphs, strict=True):
        doc.user_data["talkgraph.names"] = _names(doc, paragraph)
        for name in later:
            components.get_pipe(name)(doc)
        yield doc, paragraph


def _names(doc: Doc, paragraph: Paragraph) -> list[Name]:
    found: dict[tuple[str, str], Name] = {}
    last = 0
    for name in paragraph.names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is None or span.start < last:
            continue
        last = span.end
        text = paragraph.document.text[name.start : name.end]
        one = found.setdefault((name.type, text), Name(Kind(name.type), text, [text], [], 1.0))
        one.spans.append((span.start, span.end))
    return [name for name in found.values() if name.spans]
