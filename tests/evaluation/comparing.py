"""Short words for the tests of the evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.evaluation import Counts, Gold, score_graph
from talkgraph.graph import Quote
from talkgraph.model import DEFAULT_BASE, Iri

if TYPE_CHECKING:
    from talkgraph.evaluation import Finding, Measure
    from talkgraph.graph import TalkGraph

__all__ = ["claimed", "counted", "found"]


def counted(gold: Gold, graph: TalkGraph, measure: Measure | str) -> tuple[int, int, int]:
    """True positives, false positives and false negatives of one measure."""
    counts = score_graph(gold, graph).counts.get(measure, Counts())
    return counts.tp, counts.fp, counts.fn


def found(gold: Gold, graph: TalkGraph, measure: Measure) -> list[tuple[str, str]]:
    """Verdict and words of what was missed or wrong in one measure."""
    findings: tuple[Finding, ...] = score_graph(gold, graph).findings
    return [(one.verdict.value, one.text) for one in findings if one.measure == measure]


def claimed(confidence: float, rule: str = "tests.by-hand") -> tuple[Quote, ...]:
    """The claim of one sentence."""
    return (Quote("A sentence.", Iri(f"{DEFAULT_BASE}recap/notes"), 0, 11, confidence, rule),)
