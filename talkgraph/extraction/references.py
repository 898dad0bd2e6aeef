"""Words that point back to a name: "he", "the speaker", "it", "the library"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.talks import TalkSegment

__all__ = ["ReferenceResolver"]

_EMPLOYER = "employer"  # what "they" means where a talk is retold: the speaker's company


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    path = files("talkgraph").joinpath("data", language, "references.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        "speaker": frozenset(table["speaker"]),
        "possessive": frozenset(table["possessive"]),
        "subject": frozenset(table["subject"]),
        "plural": frozenset(table["plural"]),
        str(Kind.TECHNOLOGY): frozenset(table["technology"]["nouns"]),
        str(Kind.ORGANIZATION): frozenset(table["organization"]["nouns"]),
    }


class ReferenceResolver:
    """Writes ``doc.spans["references"]``: label and id as those of the name that is meant.

    Requires ``doc.spans["names"]`` and the talks. A person's pronoun means the
    speaker of a talk with one speaker, else the person named last in the
    section; "it" and "the tool" mean the technology named last, at most
    ``reach`` sentences before.
    """

    def __init__(self, nlp: Language, name: str = "talkgraph_references", *, reach: int = 2) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.reach = reach

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[tuple[int, int, Span]]:
        """The references: token offsets, and a mention of the name that is meant."""
        talks: list[TalkSegment] = doc.user_data["talkgraph.talks"]
        names = list(doc.spans["names"])
        named = {i for span in names for i in range(span.start, span.end)}
        by_key = {(span.label_, span.id_): span for span in reversed(names)}
        out = []
        for talk in talks:
            speakers = [
                by_key[(str(Kind.PERSON), key)] for key in talk.speakers if (str(Kind.PERSON), key) in by_key
            ]
            inside = [span for span in names if talk.start <= span.start < talk.end]
            for start, end, kind in _pointers(doc, talk.start, talk.end):
                if start in named:
                    continue
                if kind == _EMPLOYER:
                    meant = _employer(talk, inside)
                else:
                    meant = self._meant(doc, start, kind, speakers, inside)
                if meant is not None:
                    out.append((start, end, meant))
        return out

    def annotate(self, doc: Doc, found: list[tuple[int, int, Span]]) -> Doc:
        """Keep them as a span group."""
        from spacy.tokens import Span, SpanGroup

        spans = [Span(doc, start, end, label=meant.label_, span_id=meant.id_) for start, end, meant in found]
        doc.spans["references"] = SpanGroup(doc, name="references", spans=spans)
        return doc

    def _meant(self, doc: Doc, at: int, kind: str, speakers: list[Span], names: list[Span]) -> Span | None:
        before = [span for span in names if span.end <= at]
        if kind == Kind.PERSON:
            if len(speakers) == 1:
                return speakers[0]
            return next((span for span in reversed(before) if span.label_ == Kind.PERSON), None)
        first = self._reached(doc, at)
        fitting = [span for span in before if span.start >= first and span.label_ == kind]
        subjects = [
            span
            for span in fitting
            if span.root.dep_ in {"nsubj", "nsubjpass", "appos", "oprd", "attr", "dobj"}
        ]
        chosen = subjects or fitting
        return chosen[-1] if chosen else None

    def _reached(self, doc: Doc, at: int) -> int:
        """The first token from which a token is at most ``reach`` sentences away."""
        begun = 0
        for i in range(at, 0, -1):
            begun += bool(doc[i].is_sent_start)
            if begun > self.reach:
                return i
        return 0


def _employer(talk: TalkSegment, names: list[Span]) -> Span | None:
    """The one organisation that the words which name the speakers name too."""
    low, high = min(talk.by[0], talk.cue[0]), max(talk.by[1], talk.cue[1])
    found = {s.id_: s for s in names if s.label_ == Kind.ORGANIZATION and low <= s.start < high}
    return next(iter(found.values())) if len(found) == 1 else None


def _pointers(doc: Doc, start: int, end: int) -> list[tuple[int, int, str]]:
    """Token offsets and kinds of the words that point back."""
    words = _words("en")
    out: list[tuple[int, int, str]] = []
    for i in range(start, end):
        token = doc[i]
        word = token.lower_
        if word in words["speaker"] or word in words["possessive"]:
            out.append((i, i + 1, Kind.PERSON))
        elif word == "the" and i + 1 < end and f"the {doc[i + 1].lower_}" in words["speaker"]:
            out.append((i, i + 2, Kind.PERSON))
        elif word in words["plural"] and token.dep_ == "nsubj":
            out.append((i, i + 1, _EMPLOYER))
        elif word in words["subject"] and token.dep_ in {"nsubj", "nsubjpass"} and token.is_sent_start:
            out.append((i, i + 1, Kind.TECHNOLOGY))
        elif word in {"the", "this"} and i + 1 < end:
            out.extend(
                (i, i + 2, kind)
                for kind in (Kind.TECHNOLOGY, Kind.ORGANIZATION)
                if doc[i + 1].lower_ in words[str(kind)] and token.head == doc[i + 1]
            )
    return out
