"""What the encoder makes of the mentions: their roles, and the relations between things.

For two things it is the likeliest reading of any pair of their mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from talkgraph.extraction.encoder import readings_of
from talkgraph.extraction.encoding import PAIR_LABELS, ROLE_LABELS, SPEAKS_OF
from talkgraph.model import Kind, Predicate
from talkgraph.model.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from talkgraph.extraction.encoding import Readings

__all__ = ["MentionReader", "ReadMentions", "ReadRelation", "Statement", "read_mentions_of"]

Statement = tuple[Predicate, "tuple[str, str] | None", tuple[str, str]]
"""Predicate, subject and object by kind and key; no subject stands for the recap's own event."""

_FAINT = 0.02  # below it nothing is worth keeping
_NEARLY = 0.85  # of the best reading, a nearer pair of mentions is the better evidence


@dataclass(frozen=True, slots=True)
class ReadRelation:
    """How likely a statement is, and where it is made.

    Attributes:
        likely: 0 to 1.
        start, end: tokens of its sentence, or of its two neighbouring ones.
    """

    likely: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadMentions:
    """The encoder's word for all mentions of a document.

    Attributes:
        roles: by first token of a mention, then by role: how likely it has it, 0 to 1.
        relations: by statement.
        spoken_of: by key of a person and name of a thing: how likely the one spoke about the other.
    """

    roles: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    relations: Mapping[Statement, ReadRelation] = field(default_factory=dict)
    spoken_of: Mapping[tuple[str, tuple[str, str]], float] = field(default_factory=dict)


class MentionReader:
    """Reads roles and relations of mentions; sets ``doc.user_data["talkgraph.mentions"]``.

    Requires the encoder's readings and ``doc.spans["names"]``; without readings it does nothing.
    """

    def __init__(self, nlp: Language, name: str = "talkgraph_mentions", *, faint: float = _FAINT) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.faint = faint

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> ReadMentions | None:
        """What the encoder says of the mentions; None where it did not run."""
        readings = readings_of(doc)
        if readings is None:
            return None
        mentions = list(doc.spans["names"])
        roles = {
            mention.start: dict(zip(ROLE_LABELS, (round(float(p), 4) for p in likely), strict=True))
            for mention, likely in zip(mentions, readings.roles(mentions), strict=True)
        }
        found: dict[tuple[str, tuple[str, str], tuple[str, str]], list[tuple[float, int, Span, Span]]] = {}
        for label, chance, subject, target in self._pairs(readings, mentions):
            key = (label, (subject.label_, subject.id_), (target.label_, target.id_))
            gap = abs(subject.start - target.start)
            found.setdefault(key, []).append((chance, gap, subject, target))
        stated: dict[Statement, ReadRelation] = {}
        spoken: dict[tuple[str, tuple[str, str]], float] = {}
        for (label, one, other), rows in found.items():
            if label == SPEAKS_OF:
                spoken[one[1], other] = max(chance for chance, *_ in rows)
            else:
                stated[Predicate(label), one, other] = _best(doc, rows)
        for statement, read in self._of_event(mentions, roles):
            if statement not in stated or stated[statement].likely < read.likely:
                stated[statement] = read
        return ReadMentions(roles, stated, spoken)

    def annotate(self, doc: Doc, found: ReadMentions | None) -> Doc:
        """Keep it beside the document."""
        if found is not None:
            doc.user_data["talkgraph.mentions"] = found
        return doc

    def _pairs(self, readings: Readings, mentions: Sequence[Span]) -> Iterator[tuple[str, float, Span, Span]]:
        """All that is at all likely between two mentions whose kinds allow it."""
        for i, j, likely in readings.pairs(mentions, fits=_fits):
            subject, target = mentions[i], mentions[j]
            allowed = _allowed(subject.label_, target.label_)
            for k in (likely >= self.faint).nonzero()[0]:
                if PAIR_LABELS[k] in allowed:
                    yield PAIR_LABELS[k], round(float(likely[k]), 4), subject, target

    def _of_event(
        self, mentions: Sequence[Span], roles: Mapping[int, Mapping[str, float]]
    ) -> Iterator[tuple[Statement, ReadRelation]]:
        """What things are to the recap's own event."""
        for mention in mentions:
            for label in ROLE_LABELS[2:]:
                likely = roles[mention.start][label]
                predicate = Predicate(label)
                if likely >= self.faint and relations()[predicate].fits(Kind.EVENT, Kind(mention.label_)):
                    sentence = mention.sent
                    yield (
                        (predicate, None, (mention.label_, mention.id_)),
                        ReadRelation(likely, sentence.start, sentence.end),
                    )


def read_mentions_of(doc: Doc) -> ReadMentions | None:
    """What the encoder says of the mentions of a document; None where it did not run."""
    found: ReadMentions | None = doc.user_data.get("talkgraph.mentions")
    return found


def _fits(subject: Span, target: Span) -> bool:
    return bool(_allowed(subject.label_, target.label_))


@cache
def _allowed(subject: str, target: str) -> frozenset[str]:
    """What can hold between things of two kinds."""
    return frozenset(
        label
        for label in PAIR_LABELS
        if (
            subject == Kind.PERSON
            if label == SPEAKS_OF
            else relations()[Predicate(label)].fits(Kind(subject), Kind(target))
        )
    )


def _best(doc: Doc, rows: list[tuple[float, int, Span, Span]]) -> ReadRelation:
    """The likeliest reading, at the nearest two mentions that are nearly as likely."""
    best = max(chance for chance, *_ in rows)
    near = min((row for row in rows if row[0] >= _NEARLY * best), key=lambda row: (row[1], row[2].start))
    first, second = sorted((near[2].sent, near[3].sent), key=lambda sentence: sentence.start)
    between = sum(bool(doc[i].is_sent_start) for i in range(first.start + 1, second.start + 1))
    return ReadRelation(best, first.start if between < 2 else second.start, second.end)
