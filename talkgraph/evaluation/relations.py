"""How well the relations between entities were found."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.evaluation.gold import GoldRelation
from talkgraph.evaluation.names import key_of
from talkgraph.evaluation.values import Counts, Finding, Mark, Measure, Verdict
from talkgraph.evaluation.vocabulary import event_fields, gold_predicates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkgraph.evaluation.entities import Alignment
    from talkgraph.evaluation.gold import Gold
    from talkgraph.evaluation.predicted import PredictedRelation, Prediction
    from talkgraph.model import Iri

__all__ = ["RelationComparison"]

logger = logging.getLogger(__name__)

_Triple: TypeAlias = "tuple[int | None, str, int | None]"


@dataclass(frozen=True)
class RelationComparison:
    """The relations of one recap, compared with its gold.

    An edition and its series count as one, since texts name either.

    Attributes:
        gold: the gold.
        prediction: the graph.
        alignment: which thing is which entity.
    """

    gold: Gold
    prediction: Prediction
    alignment: Alignment

    def marks(self) -> Iterator[Mark]:
        """Compare the relations.

        Yields:
            Marks for ``relation``, in all and by name.
        """
        found = {self._of_graph(relation) for relation in self.prediction.relations}
        for triples, relation in self._wanted:
            if triples.isdisjoint(found):
                finding = Finding(Measure.RELATION, Verdict.MISSED, str(relation))
                yield Mark(_measures(relation.predicate), Counts(fn=1), finding)
            else:
                yield Mark(_measures(relation.predicate), Counts(tp=1))
        for predicted in self.prediction.relations:
            if self.is_right(predicted) is False:
                finding = Finding(
                    Measure.RELATION, Verdict.WRONG, self._description(predicted), predicted.quotes
                )
                yield Mark(_measures(predicted.predicate), Counts(fp=1), finding)

    def is_right(self, relation: PredictedRelation) -> bool | None:
        """Whether the gold states a relation; None where it leaves it open."""
        triple = self._of_graph(relation)
        if any(triple in triples for triples, _ in self._wanted):
            return True
        return None if triple in self._excused else False

    @cached_property
    def _wanted(self) -> tuple[tuple[frozenset[_Triple], GoldRelation], ...]:
        """The firm relations of the gold, each once, with the triples that state it."""
        wanted: list[tuple[frozenset[_Triple], GoldRelation]] = []
        seen: set[_Triple] = set()
        for triple, relation in self._stated:
            triples = _directions(triple)
            if not relation.optional and triples.isdisjoint(seen):
                seen.add(triple)
                wanted.append((triples, relation))
        return tuple(wanted)

    @cached_property
    def _excused(self) -> frozenset[_Triple]:
        return frozenset().union(
            *(_directions(triple) for triple, relation in self._stated if relation.optional)
        )

    @cached_property
    def _stated(self) -> tuple[tuple[_Triple, GoldRelation], ...]:
        """All relations between entities that the gold states."""
        stated = []
        for relation in (*self.gold.relations, *_event_relations(self.gold)):
            subject, object_ = self._number(relation.subject), self._number(relation.object)
            if subject is None or object_ is None:
                logger.info("%s: %s: names no entity, left out", self.gold.document, relation)
                continue
            stated.append(((subject, relation.predicate, object_), relation))
        return tuple(stated)

    @cached_property
    def _by_main_name(self) -> Mapping[str, int]:
        numbers: dict[str, int] = {}
        for number, entity in enumerate(self.alignment.listed):
            numbers.setdefault(key_of(entity.name), number)
        return MappingProxyType(numbers)

    @cached_property
    def _editions(self) -> Mapping[int, int]:
        """The edition that stands for a series."""
        numbers = self._by_main_name
        return MappingProxyType(
            {
                numbers[key_of(event.series)]: numbers[key_of(event.name)]
                for event in self.gold.events
                if event.series and key_of(event.series) in numbers and key_of(event.name) in numbers
            }
        )

    def _number(self, name: str) -> int | None:
        """The entity of that name, of several the one whose main name it is."""
        key = key_of(name)
        others = self.alignment.numbers.get(key, ())
        return self._one(self._by_main_name.get(key, next(iter(others), None)))

    def _one(self, number: int | None) -> int | None:
        return None if number is None else self._editions.get(number, number)

    def _of_graph(self, relation: PredictedRelation) -> _Triple:
        ends = (self._one(self.alignment.of.get(end)) for end in (relation.subject, relation.object))
        return (next(ends), relation.predicate, next(ends))

    def _description(self, relation: PredictedRelation) -> str:
        return f"{self._name(relation.subject)} {relation.predicate} {self._name(relation.object)}"

    def _name(self, thing: Iri) -> str:
        return self.prediction.names.get(thing, thing.value)


def _event_relations(gold: Gold) -> Iterator[GoldRelation]:
    """What the fields of the events state."""
    for event in gold.events:
        for field in event_fields():
            for name in event.related.get(field.name, ()):
                ends = (name, event.name) if field.reversed else (event.name, name)
                yield GoldRelation(ends[0], field.relation, ends[1], field.optional)


def _directions(triple: _Triple) -> frozenset[_Triple]:
    subject, predicate, object_ = triple
    if gold_predicates()[predicate].symmetric:
        return frozenset({triple, (object_, predicate, subject)})
    return frozenset({triple})


def _measures(predicate: str) -> tuple[str, str]:
    return (Measure.RELATION, Measure.RELATION.of(predicate))
