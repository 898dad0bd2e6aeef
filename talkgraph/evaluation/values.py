"""Measures, counts, and what was missed or wrong: the outcome for one recap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph import Quote

__all__ = ["Counts", "DocumentScore", "Finding", "JudgedClaim", "Mark", "Measure", "Verdict", "figure"]


class Measure(StrEnum):
    """What is measured; the order is that of tables.

    ``entity`` and ``relation`` are also counted by kind, under names such as
    ``entity Person`` and ``relation uses``.
    """

    ENTITY = "entity"
    TALK = "talk"
    SPEAKER = "speaker of talk"
    TALK_AT_EVENT = "talk at event"
    TITLE = "title"
    ABOUT = "who talked about what"
    MENTIONS = "talk mentions technology"
    TOPIC = "topic recall"
    RELATION = "relation"
    ENTITY_OF_ANY_TYPE = "entity (any type)"

    def of(self, part: str) -> str:
        """The name of its part for one kind of entity or relation.

        >>> Measure.RELATION.of("uses")
        'relation uses'
        """
        return f"{self.value} {part}"


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives.

    Where several things of a graph stand for one of the gold (two spellings of
    one speaker that were not merged), more can be found than was asked for;
    ``fn`` then counts that off.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """How much of what was asked for was found."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def figure(measure: str, counts: Counts) -> float:
    """The one figure that a measure is judged by: F1, or the recall where only that is counted.

    >>> figure("topic recall", Counts(tp=1, fn=3)), figure("entity", Counts(tp=1, fn=1, fp=1))
    (0.25, 0.5)
    """
    return counts.recall if measure == Measure.TOPIC else counts.f1


class Verdict(StrEnum):
    """What is wrong in a finding."""

    MISSED = "missed"
    WRONG = "wrong"
    MISTYPED = "mistyped"
    NOT_MERGED = "not merged"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was missed, or is wrong.

    Attributes:
        measure: the measure that it counts in.
        verdict: what is wrong.
        text: what was missed or stated, in words.
        quotes: the claims that state it, most certain first; empty for what was missed.
    """

    measure: Measure
    verdict: Verdict
    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What one comparison adds to the score.

    Attributes:
        measures: names of the measures that it counts in.
        counts: what it adds to each.
        finding: what is to be said about it, if anything.
    """

    measures: tuple[str, ...]
    counts: Counts
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim held against the gold.

    Attributes:
        measure: what it was judged as: entity, speaker, about or relation.
        confidence: 0 to 1, as it was claimed.
        rule: what made it.
        right: whether the gold agrees; None where the gold leaves it open.
    """

    measure: Measure
    confidence: float
    rule: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """How the graph of one recap compares with its gold.

    Attributes:
        document: the recap, as its gold calls it.
        counts: by the name of the measure.
        findings: what was missed or wrong, sorted by measure.
        claims: the claims that the gold can judge.
    """

    document: str
    counts: Mapping[str, Counts]
    findings: tuple[Finding, ...]
    claims: tuple[JudgedClaim, ...]
