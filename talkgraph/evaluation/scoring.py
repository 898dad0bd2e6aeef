"""One graph against one gold."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.evaluation.entities import align, score_entities
from talkgraph.evaluation.judging import judge_claims
from talkgraph.evaluation.predicted import predicted
from talkgraph.evaluation.relations import RelationComparison
from talkgraph.evaluation.talks import TalkComparison
from talkgraph.evaluation.values import Counts, DocumentScore, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.evaluation.gold import Gold
    from talkgraph.evaluation.values import Finding, Mark
    from talkgraph.graph import Quote, TalkGraph
    from talkgraph.model import Iri

__all__ = ["score_graph"]

_NO_TYPES: Mapping[Iri, tuple[Quote, ...]] = MappingProxyType({})


def score_graph(
    gold: Gold, graph: TalkGraph, types: Mapping[Iri, tuple[Quote, ...]] = _NO_TYPES
) -> DocumentScore:
    """Compare the graph of one recap with its gold, by names.

    Args:
        gold: what the graph should hold.
        graph: the graph of that recap alone.
        types: by thing, the claims that it is of its kind; without them,
            wrong entities are shown without their sentences, and their
            confidences are not judged.
    """
    prediction = predicted(graph, types)
    alignment = align(gold, prediction)
    talks = TalkComparison(gold, prediction, alignment)
    relations = RelationComparison(gold, prediction, alignment)
    marks = [*score_entities(prediction, alignment), *talks.marks(), *relations.marks()]
    return DocumentScore(
        document=gold.document,
        counts=_counts(marks),
        findings=_findings(marks),
        claims=tuple(judge_claims(talks, relations)),
    )


def _counts(marks: Iterable[Mark]) -> Mapping[str, Counts]:
    counts: dict[str, Counts] = {}
    for mark in marks:
        for measure in mark.measures:
            counts[measure] = counts.get(measure, Counts()) + mark.counts
    return MappingProxyType({measure: counts[measure] for measure in sorted(counts)})


def _findings(marks: Iterable[Mark]) -> tuple[Finding, ...]:
    order = list(Measure)
    findings = [mark.finding for mark in marks if mark.finding is not None]
    return tuple(sorted(findings, key=lambda one: (order.index(one.measure), one.verdict, one.text)))
