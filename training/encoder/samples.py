"""Annotated paragraphs and sections as the encoder learns from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from annotated import annotated
from sample import UNKNOWN, Sample
from train_relations import facts_of

from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS, SPEAKS_OF, distance_rows
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.windows import pieces_of, windows_of
from talkgraph.extraction.wordpieces import load_word_pieces
from talkgraph.model import Kind, Predicate, fold
from talkgraph.model.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from paragraphs import Paragraph
    from spacy.tokens import Doc

    from talkgraph.extraction.names import Name
    from talkgraph.extraction.windows import Pieces

_ABOUT_KINDS = frozenset({Kind.TECHNOLOGY, Kind.ORGANIZATION})


def samples_of(paths: list[Path]) -> Iterator[list[Sample]]:
    """The samples of each entry of the files, in order."""
    words = load_word_pieces("en")
    for doc, paragraph in annotated(paths, later=("talkgraph_merger",)):
        windows = windows_of(doc)
        related = not paragraph.document.source.startswith("base-")
        yield [
            _sample(doc, paragraph, pieces, related=related)
            for pieces in pieces_of(doc, windows, words)
            if len(pieces.tokens)
        ]


def _sample(doc: Doc, paragraph: Paragraph, pieces: Pieces, *, related: bool) -> Sample:
    place = {token: i for i, token in enumerate(pieces.tokens)}
    labels = np.zeros(len(pieces.tokens), dtype="int64")
    for name in paragraph.names:
        span = doc.char_span(name.start, name.end, alignment_mode="expand")
        if span is not None:
            for i in range(span.start, span.end):
                if i in place:
                    labels[place[i]] = LABELS.index(f"{'B' if i == span.start else 'I'}-{name.type}")
    names: list[Name] = doc.user_data["talkgraph.names"]
    mentions = [
        (span, number)
        for number, name in enumerate(names)
        for span in sorted(name.spans)
        if span[0] in place and span[1] - 1 in place
    ]
    mentions.sort()
    used = sorted({number for _, number in mentions})
    row = {number: i for i, number in enumerate(used)}
    kept = [names[number] for number in used]
    starts = np.array([span[0] for span, _ in mentions], dtype="int64")
    return Sample(
        pieces.ids,
        pieces.cues,
        pieces.first,
        pieces.last,
        labels,
        np.array([pieces.first[place[span[0]]] for span, _ in mentions], dtype="int64"),
        np.array([pieces.last[place[span[1] - 1]] for span, _ in mentions], dtype="int64"),
        np.array([KINDS.index(names[number].kind) for _, number in mentions], dtype="int64"),
        np.array([row[number] for _, number in mentions], dtype="int64"),
        _pairs(kept, paragraph),
        _roles(kept, paragraph),
        distance_rows(starts),
        paragraph.document.source,
        related,
    )


def possible_pairs(kinds: Sequence[Kind]) -> np.ndarray:
    """0 for what kinds allow between two things, unknown for the rest, shape (things, things, relations)."""
    out = np.full((len(kinds), len(kinds), len(PAIR_LABELS)), UNKNOWN, dtype="int8")
    for k, label in enumerate(PAIR_LABELS):
        for i, subject in enumerate(kinds):
            for j, target in enumerate(kinds):
                if label == SPEAKS_OF:
                    fits = subject == Kind.PERSON and target in _ABOUT_KINDS
                else:
                    fits = relations()[Predicate(label)].fits(subject, target)
                if fits and i != j:
                    out[i, j, k] = 0
    return out


def possible_roles(kinds: Sequence[Kind]) -> np.ndarray:
    """0 for roles that kinds allow, unknown for the rest, shape (things, roles)."""
    out = np.full((len(kinds), len(ROLE_LABELS)), UNKNOWN, dtype="int8")
    for k, label in enumerate(ROLE_LABELS):
        for i, kind in enumerate(kinds):
            if label == "speaks":
                fits = kind == Kind.PERSON
            elif label == "main":
                fits = kind in _ABOUT_KINDS
            else:
                fits = relations()[Predicate(label)].fits(Kind.EVENT, kind)
            if fits:
                out[i, k] = 0
    return out


def _pairs(names: list[Name], paragraph: Paragraph) -> np.ndarray:
    """Which relations hold between things."""
    out = possible_pairs([name.kind for name in names])
    facts = {(s, str(p), o): 1 for s, p, o in facts_of(paragraph)}
    facts |= {(s, SPEAKS_OF, o): 1 for people, things in _talks(paragraph) for s in people for o in things}
    facts |= {(s, str(p), o): UNKNOWN for s, p, o in facts_of(paragraph, doubtful=True)}
    facts |= {(o, p, s): value for (s, p, o), value in facts.items() if p == Predicate.ALTERNATIVE_TO}
    for (s, label, o), value in facts.items():
        for i in _named(names, s):
            for j in _named(names, o):
                k = PAIR_LABELS.index(label)
                if out[i, j, k] == 0:
                    out[i, j, k] = value
    return out


def _roles(names: list[Name], paragraph: Paragraph) -> np.ndarray:
    """Who speaks, what talks are about, and what things are to events."""
    out = possible_roles([name.kind for name in names])
    held = [(name, "speaks") for people, _ in _talks(paragraph) for name in people]
    held += [(name, "main") for _, things in _talks(paragraph) for name in things]
    events = {form for name in names if name.kind == Kind.EVENT for form in name.forms}
    held += [(o, str(p)) for s, p, o in facts_of(paragraph) if s in events and str(p) in ROLE_LABELS]
    for target, label in held:
        for i in _named(names, target):
            k = ROLE_LABELS.index(label)
            if out[i, k] == 0:
                out[i, k] = 1
    return out


def _talks(paragraph: Paragraph) -> list[tuple[list[str], list[str]]]:
    """Speakers and subjects of each talk line."""
    out = []
    for line in paragraph.relations:
        if not line.startswith("talk:"):
            continue
        found = [re.search(rf";\s*{key}:\s*([^;]*)", line) for key in ("by", "about")]
        people, things = ([n.strip() for n in one[1].split(",")] if one else [] for one in found)
        out.append((people, things))
    return out


def _named(names: list[Name], wanted: str) -> list[int]:
    exact = [i for i, name in enumerate(names) if wanted in name.forms]
    return exact or [i for i, name in enumerate(names) if fold(wanted) in {fold(f) for f in name.forms}]
