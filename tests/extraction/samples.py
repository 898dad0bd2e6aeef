"""Small documents for the tests of extraction, with the names marked by hand.

What a component makes of names is tested apart from how the names were
found: ``prepare`` marks the names that a test gives, so that no test of talks
or relations hangs on the name tagger's weights.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkgraph.extraction.analysis import analyse
from talkgraph.extraction.merging import NameMerger
from talkgraph.extraction.names import Name
from talkgraph.extraction.references import ReferenceResolver
from talkgraph.extraction.talks import TalkFinder
from talkgraph.model import Kind
from talkgraph.sources import read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from talkgraph.extraction import Extractor
    from talkgraph.extraction.talks import TalkSegment

__all__ = ["find_talks", "parse", "prepare", "title"]


def parse(extractor: Extractor, text: str) -> Doc:
    """A Markdown text parsed by the base model alone."""
    (doc,) = analyse(extractor.base, [read_markdown(text, "recap.md")])
    return doc


def prepare(
    extractor: Extractor,
    text: str,
    *,
    people: Iterable[str] = (),
    organizations: Iterable[str] = (),
    technologies: Iterable[str] = (),
    events: Iterable[str] = (),
    places: Iterable[str] = (),
) -> Doc:
    """A Markdown text parsed, with names marked wherever they stand, and no talks and references yet.

    Each name is its key, or ``key|form|form`` where the text spells it in other ways too.
    """
    doc = parse(extractor, text)
    given = {
        Kind.PERSON: people,
        Kind.ORGANIZATION: organizations,
        Kind.TECHNOLOGY: technologies,
        Kind.EVENT: events,
        Kind.PLACE: places,
    }
    names = [
        Name(kind, forms.split("|")[0], forms.split("|"), score=1.0)
        for kind, keys in given.items()
        for forms in keys
    ]
    _find(doc, names)
    doc.spans["references"] = []
    doc.user_data["talkgraph.talks"] = []
    return NameMerger(extractor.base).annotate(doc, sorted(names, key=lambda name: name.spans[0]))


def _find(doc: Doc, names: list[Name]) -> None:
    taken: set[int] = set()
    forms = [(form, name) for name in names for form in name.forms]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", doc.text):
            span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
            if span is not None and not taken.intersection(range(span.start, span.end)):
                name.spans = sorted([*name.spans, (span.start, span.end)])
                taken.update(range(span.start, span.end))
    assert all(name.spans for name in names), "a name that the test gives does not stand in its text"


def find_talks(extractor: Extractor, doc: Doc, *, references: bool = False) -> list[TalkSegment]:
    """The talks of a prepared document; they are kept in it, and references if asked for."""
    talks: list[TalkSegment] = TalkFinder(extractor.base)(doc).user_data["talkgraph.talks"]
    if references:
        ReferenceResolver(extractor.base)(doc)
    return talks


def title(doc: Doc, talk: TalkSegment) -> str | None:
    """The words of a talk's title."""
    return doc[slice(*talk.title)].text.strip() if talk.title is not None else None
