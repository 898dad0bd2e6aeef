"""What sentences state between names, by patterns that are data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from talkgraph.extraction.layout import block_of_each_token
from talkgraph.extraction.patterns import load_patterns
from talkgraph.extraction.skeleton import draw
from talkgraph.model import BlockKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.patterns import Match, Pattern
    from talkgraph.extraction.skeleton import Skeleton

__all__ = ["FoundRelation", "RelationFinder"]

_SILENT = frozenset({BlockKind.METADATA, BlockKind.CODE})
_OF_EVENTS = frozenset({Predicate.HOST, Predicate.SPONSOR, Predicate.ORGANIZER, Predicate.LOCATION})


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """One relation in one sentence.

    Attributes:
        predicate: what is stated.
        subject, object: kind and key of the names; the subject is None where
            the recap's own event is meant.
        start, end: tokens of the sentence.
        confidence: of the pattern and, where a word stands for a name, of that reference.
        rule: name of the pattern.
    """

    predicate: Predicate
    subject: tuple[str, str] | None
    object: tuple[str, str]
    start: int
    end: int
    confidence: float
    rule: str


class RelationFinder:
    """Finds relations; requires ``doc.spans["names"]`` and ``["references"]``.

    Sets ``doc.user_data["talkgraph.relations"]``.
    """

    def __init__(
        self, nlp: Language, name: str = "talkgraph_relations", *, reference_confidence: float = 0.8
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.reference_confidence = reference_confidence

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[FoundRelation]:
        """The relations of a document, in order, each once a sentence."""
        named = list(doc.spans["names"])
        pointing = {(span.start, span.end) for span in doc.spans["references"]}
        mentions = sorted([*named, *doc.spans["references"]], key=lambda span: span.start)
        blocks = block_of_each_token(doc)
        best: dict[tuple[object, ...], FoundRelation] = {}
        for sentence in doc.sents:
            if blocks[sentence.start] in _SILENT:
                continue
            inside = [m for m in mentions if sentence.start <= m.start and m.end <= sentence.end]
            if not inside:
                continue
            skeleton = draw(doc, sentence.start, sentence.end, inside)
            for relation in self._in_sentence(skeleton, sentence, pointing):
                key = (relation.start, relation.predicate, relation.subject, relation.object)
                if key not in best or best[key].confidence < relation.confidence:
                    best[key] = relation
        return sorted(
            best.values(), key=lambda r: (r.start, str(r.predicate), r.subject or ("", ""), r.object)
        )

    def annotate(self, doc: Doc, found: list[FoundRelation]) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.relations"] = found
        return doc

    def _in_sentence(
        self, skeleton: Skeleton, sentence: Span, pointing: set[tuple[int, int]]
    ) -> Iterator[FoundRelation]:
        for pattern in load_patterns("en", "relations"):
            for match in pattern.find(skeleton):
                if _is_blocked(skeleton.text, *match.span):
                    continue
                yield from self._claims(pattern, match, sentence, pointing)

    def _claims(
        self, pattern: Pattern, match: Match, sentence: Span, pointing: set[tuple[int, int]]
    ) -> Iterator[FoundRelation]:
        predicate = Predicate(str(pattern.fields["states"]))
        subjects: tuple[Span | None, ...] = match.names.get("s") or (None,)
        if subjects == (None,) and predicate not in _OF_EVENTS:
            return
        for subject in subjects:
            for target in match.names.get("o", ()):
                ends = [span for span in (subject, target) if span is not None]
                if len({(span.label_, span.id_) for span in ends}) < len(ends):
                    continue
                confidence = float(str(pattern.fields["confidence"]))
                if any((span.start, span.end) in pointing for span in ends):
                    confidence *= self.reference_confidence
                yield FoundRelation(
                    predicate,
                    (subject.label_, subject.id_) if subject is not None else None,
                    (target.label_, target.id_),
                    sentence.start,
                    sentence.end,
                    round(confidence, 4),
                    f"relations.{pattern.name}",
                )


@cache
def _blockers(language: str) -> tuple[re.Pattern[str], re.Pattern[str], int]:
    path = files("talkgraph").joinpath("data", language, "blockers.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, words))})(?!\S)")

    return any_of(table["inside"]), any_of(table["before"]), int(table["before_reach"])


def _is_blocked(text: str, start: int, end: int) -> bool:
    """Whether the words of a match, or those right before it, deny or merely suppose it."""
    inside, before, reach = _blockers("en")
    if inside.search(text[start:end]):
        return True
    lead = text[:start].split()[-reach:]
    return bool(before.search(" ".join(lead)))
