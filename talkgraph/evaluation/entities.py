"""Which thing of the graph is which entity of the gold, and how well the entities were found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.evaluation.gold import GoldEntity
from talkgraph.evaluation.names import key_of, keys_of
from talkgraph.evaluation.values import Counts, Finding, Mark, Measure, Verdict
from talkgraph.evaluation.vocabulary import measured
from talkgraph.model import Iri, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talkgraph.evaluation.gold import Gold
    from talkgraph.evaluation.predicted import PredictedEntity, Prediction
    from talkgraph.graph import Quote

__all__ = ["Alignment", "align", "listed_entities", "score_entities", "type_is_right"]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The entities of the gold, and which things of the graph stand for them.

    Attributes:
        listed: the gold's entities, the events that it does not list among them added.
        numbers: by the key of a name, the places in ``listed`` of those that bear it, in order.
        of: by IRI, the place of the entity that a thing stands for; things that
            stand for none are not in it.
        own: the keys of the things' own names.
    """

    listed: tuple[GoldEntity, ...]
    numbers: Mapping[str, tuple[int, ...]]
    of: Mapping[Iri, int]
    own: Mapping[Iri, frozenset[str]]

    def keys(self, iri: Iri) -> frozenset[str]:
        """What a thing is called: the names of its entity, else its own."""
        if iri in self.of:
            return keys_of(self.listed[self.of[iri]].names)
        return self.own.get(iri, frozenset())

    def entity(self, iri: Iri) -> GoldEntity | None:
        """The entity that a thing stands for."""
        return self.listed[self.of[iri]] if iri in self.of else None


def listed_entities(gold: Gold) -> tuple[GoldEntity, ...]:
    """The gold's entities, then the events that are not among them: events are entities too."""
    listed = list(gold.entities)
    for event in gold.events:
        if key_of(event.name) not in {key_of(entity.name) for entity in listed}:
            listed.append(GoldEntity(event.name, Kind.EVENT, event.aliases))
    return tuple(listed)


def align(gold: Gold, prediction: Prediction) -> Alignment:
    """Find the entity that each thing of the graph stands for: one that shares a name with it.

    Where several do, the best is the one of the thing's kind, then the one
    whose main name the thing bears. A thing takes its best entity that no
    other thing has a better claim to; those left over share.
    """
    listed = listed_entities(gold)
    numbers = _numbers(listed)
    ranked = _ranked(listed, numbers, prediction)
    of: dict[Iri, int] = {}
    taken: set[int] = set()
    for iri, number in ranked:
        if iri not in of and number not in taken:
            of[iri] = number
            taken.add(number)
    for iri, number in ranked:
        of.setdefault(iri, number)
    return Alignment(listed, numbers, MappingProxyType(of), prediction.keys)


def _numbers(listed: Sequence[GoldEntity]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(listed):
        for key in sorted(keys_of(entity.names)):
            found[key].append(number)
    return MappingProxyType({key: tuple(places) for key, places in found.items()})


def _ranked(
    listed: Sequence[GoldEntity], numbers: Mapping[str, tuple[int, ...]], prediction: Prediction
) -> list[tuple[Iri, int]]:
    """Things with entities that share a name with them, the best match first."""
    ranked = [
        (_closeness(thing, listed[number]), -number, thing.order, thing.iri)
        for thing in prediction.entities.values()
        for number in {number for key in thing.keys for number in numbers.get(key, ())}
    ]
    return [(iri, -number) for _, number, _, iri in sorted(ranked, reverse=True)]


def _closeness(thing: PredictedEntity, entity: GoldEntity) -> tuple[bool, bool, bool]:
    return (thing.kind in _kinds(entity), key_of(entity.name) in thing.keys, thing.kind is entity.kind)


def _kinds(entity: GoldEntity) -> frozenset[Kind]:
    return frozenset(map(measured, (entity.kind, *entity.other_kinds)))


def type_is_right(thing: PredictedEntity, alignment: Alignment) -> bool | None:
    """Whether the gold agrees with a thing's kind; None where it leaves that open."""
    entity = alignment.entity(thing.iri)
    if entity is None:
        return False
    return None if entity.optional else thing.kind in _kinds(entity)


def score_entities(prediction: Prediction, alignment: Alignment) -> Iterator[Mark]:
    """Compare the entities.

    Yields:
        Marks for ``entity``, in all and by kind, and for ``entity (any type)``.
    """
    found: set[int] = set()
    found_as_such: set[int] = set()
    # From the last to the first: where two kinds are right, this decides which of two things is one too many.
    for thing in sorted(prediction.entities.values(), key=lambda thing: thing.order, reverse=True):
        entity = alignment.entity(thing.iri)
        by_kind = (Measure.ENTITY, Measure.ENTITY.of(thing.kind))
        if entity is None:
            finding = _finding(Verdict.WRONG, f"{thing.kind} {thing.name}", thing.quotes)
            yield Mark((*by_kind, Measure.ENTITY_OF_ANY_TYPE), Counts(fp=1), finding)
            continue
        if entity.optional:
            continue
        number = alignment.of[thing.iri]
        yield Mark((Measure.ENTITY_OF_ANY_TYPE,), Counts(fp=1) if number in found else Counts(tp=1))
        found.add(number)
        is_right = bool(type_is_right(thing, alignment))
        if is_right and number not in found_as_such:
            found_as_such.add(number)
            yield Mark(by_kind, Counts(tp=1))
        else:
            yield Mark(by_kind, Counts(fp=1), _mistaken(thing, entity, is_right=is_right))
    yield from _missed(alignment, found, found_as_such)


def _missed(alignment: Alignment, found: set[int], found_as_such: set[int]) -> Iterator[Mark]:
    for number, entity in enumerate(alignment.listed):
        if entity.optional:
            continue
        kind = measured(entity.kind)
        if number not in found:
            finding = _finding(Verdict.MISSED, f"{kind} {entity.name}")
            yield Mark((Measure.ENTITY_OF_ANY_TYPE,), Counts(fn=1), finding)
        if number not in found_as_such:
            yield Mark((Measure.ENTITY, Measure.ENTITY.of(kind)), Counts(fn=1))


def _mistaken(thing: PredictedEntity, entity: GoldEntity, *, is_right: bool) -> Finding:
    if is_right:
        return _finding(Verdict.NOT_MERGED, f"{thing.kind} {thing.name}, {entity.name} again", thing.quotes)
    return _finding(Verdict.MISTYPED, f"{thing.kind} {thing.name}, not {measured(entity.kind)}", thing.quotes)


def _finding(verdict: Verdict, text: str, quotes: tuple[Quote, ...] = ()) -> Finding:
    return Finding(Measure.ENTITY, verdict, text, quotes)
