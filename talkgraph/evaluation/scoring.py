"""One graph against one gold."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from talkgraph.evaluation.entities import align, score_entities
from talkgraph.evaluation.judging import judge_claims
from talkgraph.evaluation.predicted import predicted
from talkgraph.evaluation.relations import RelationComparison
from talkgraph.evaluation.talks import TalkComparison
from talkgraph.evaluation.values import Counts, DocumentScore, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.evaluation.entities import Alignment
    from talkgraph.evaluation.gold import Gold
    from talkgraph.evaluation.predicted import Prediction
    from talkgraph.evaluation.values import Finding, Mark
    from talkgraph.graph import Quote, TalkGraph
    from talkgraph.model import Iri

__all__ = ["score_graph"]

_NO_TYPES: Mapping[Iri, tuple[Quote, ...]] = MappingProxyType({})


def score_graph(
    gold: Gold,
    graph: TalkGraph,
    types: Mapping[Iri, tuple[Quote, ...]] = _NO_TYPES,
    *,
    whole: TalkGraph | None = None,
) -> DocumentScore:
    """Compare the graph of one recap with its gold, by names.

    Args:
        gold: what the graph should hold.
        graph: the graph of that recap alone.
        types: by thing, the claims that it is of its kind; without them,
            wrong entities are shown without their sentences, and their
            confidences are not judged.
        whole: the same graph with the statements of all claims, which are
            judged; None where ``graph`` has them.
    """
    compared = _Comparison.of(gold, graph, types)
    judged = compared if whole is None else _Comparison.of(gold, whole, types)
    marks = compared.marks()
    return DocumentScore(
        document=gold.document,
        counts=_counts(marks),
        findings=_findings(marks),
        claims=tuple(judge_claims(judged.talks, judged.relations)),
    )


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A graph beside its gold."""

    prediction: Prediction
    alignment: Alignment
    talks: TalkComparison
    relations: RelationComparison

    @classmethod
    def of(cls, gold: Gold, graph: TalkGraph, types: Mapping[Iri, tuple[Quote, ...]]) -> Self:
        prediction = predicted(graph, types)
        alignment = align(gold, prediction)
        talks = TalkComparison(gold, prediction, alignment)
        return cls(prediction, alignment, talks, RelationComparison(gold, prediction, alignment))

    def marks(self) -> list[Mark]:
        return [
            *score_entities(self.prediction, self.alignment),
            *self.talks.marks(),
            *self.relations.marks(),
        ]


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
