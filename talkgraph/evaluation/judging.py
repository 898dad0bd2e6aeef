"""Claims held against the gold: what confidences are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.evaluation.entities import type_is_right
from talkgraph.evaluation.values import JudgedClaim, Measure
from talkgraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.evaluation.predicted import Prediction
    from talkgraph.evaluation.relations import RelationComparison
    from talkgraph.evaluation.talks import TalkComparison
    from talkgraph.graph import Quote

__all__ = ["judge_claims"]


def judge_claims(talks: TalkComparison, relations: RelationComparison) -> Iterator[JudgedClaim]:
    """Judge the claims that the gold can judge.

    These are: that something is an entity of its kind, that somebody gave a
    talk, that a talk is about an entity, and the relations. Whatever is said
    of a talk that the gold does not know is wrong. Topics are left out: gold
    lists what must be found, not all that may be.

    Yields:
        Each claim once, sentence by sentence; open where the gold is optional.
    """
    prediction = talks.prediction
    for entity in prediction.entities.values():
        yield from _judged(Measure.ENTITY, entity.quotes, type_is_right(entity, talks.alignment))
    yield from _talk_claims(talks, prediction)
    for relation in prediction.relations:
        yield from _judged(Measure.RELATION, relation.quotes, relations.is_right(relation))


def _talk_claims(talks: TalkComparison, prediction: Prediction) -> Iterator[JudgedClaim]:
    wrong = [(None, talk) for talk in talks.talks.wrong]
    for wanted, talk in (*talks.talks.pairs, *wrong):
        for speaker in talk.speakers:
            quotes = prediction.quotes.get((talk.iri, Predicate.PERFORMER, speaker), ())
            is_right = talks.speaker_is_right(wanted, speaker) if wanted is not None else False
            yield from _judged(Measure.SPEAKER, quotes, is_right)
        for subject in talk.about:
            if subject in prediction.entities:
                quotes = prediction.quotes.get((talk.iri, Predicate.ABOUT, subject), ())
                is_right = talks.subject_is_right(wanted, subject) if wanted is not None else False
                yield from _judged(Measure.ABOUT, quotes, is_right)


def _judged(measure: Measure, quotes: Iterable[Quote], is_right: bool | None) -> Iterator[JudgedClaim]:
    for quote in quotes:
        yield JudgedClaim(measure, quote.confidence, quote.rule, is_right)
