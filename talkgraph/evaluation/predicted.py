"""The graph of one recap as the evaluation compares it: entities, talks and relations by name."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.evaluation.names import keys_of
from talkgraph.evaluation.vocabulary import ENTITY_KINDS, gold_predicates, measured
from talkgraph.model import Iri, Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from talkgraph.graph import Quote, TalkGraph, Thing

__all__ = ["PredictedEntity", "PredictedRelation", "PredictedTalk", "Prediction", "predicted"]


@dataclass(frozen=True, slots=True)
class PredictedEntity:
    """A named thing of the graph.

    Attributes:
        iri: its IRI.
        kind: what it is; a series counts as an event.
        name: its main name.
        keys: the keys of all its names.
        quotes: the claims that it is of its kind.
    """

    iri: Iri
    kind: Kind
    name: str
    keys: frozenset[str]
    quotes: tuple[Quote, ...] = ()

    @property
    def order(self) -> str:
        """Its place among others, as N-Quads are sorted, where ``>`` ends an IRI."""
        return f"{self.iri}>"


@dataclass(frozen=True, slots=True)
class PredictedTalk:
    """A talk of the graph.

    Attributes:
        iri: its IRI.
        title: the first of its names.
        speakers, events, about: IRIs of what it is connected with, sorted.
        mentions: what it mentions or is about, sorted.
        quotes: the claims that it is a talk.
    """

    iri: Iri
    title: str
    speakers: tuple[Iri, ...]
    events: tuple[Iri, ...]
    about: tuple[Iri, ...]
    mentions: tuple[Iri, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class PredictedRelation:
    """A relation of the graph, in the direction and under the name that gold files give it."""

    subject: Iri
    predicate: str
    object: Iri
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """A graph, ready to be compared.

    Attributes:
        entities: the named things, by IRI.
        talks: the talks, in the order of the recap.
        relations: the relations between entities.
        names: the main name of every thing, topics and talks too.
        keys: the keys of all names of every thing.
        quotes: the claims behind each statement between things.
    """

    entities: Mapping[Iri, PredictedEntity]
    talks: tuple[PredictedTalk, ...]
    relations: tuple[PredictedRelation, ...]
    names: Mapping[Iri, str]
    keys: Mapping[Iri, frozenset[str]]
    quotes: Mapping[tuple[Iri, Predicate, Iri], tuple[Quote, ...]]


def predicted(graph: TalkGraph, types: Mapping[Iri, tuple[Quote, ...]]) -> Prediction:
    """A graph as the evaluation compares it.

    Args:
        graph: the graph of one recap.
        types: by thing, the claims that it is of its kind.
    """
    entities = {
        iri: PredictedEntity(iri, measured(thing.kind), thing.name, _keys(thing), types.get(iri, ()))
        for iri, thing in graph.things.items()
        if thing.kind in ENTITY_KINDS
    }
    return Prediction(
        entities=MappingProxyType(entities),
        talks=_talks(graph, types),
        relations=tuple(_relations(graph, entities)),
        names=MappingProxyType({iri: thing.name for iri, thing in graph.things.items()}),
        keys=MappingProxyType({iri: _keys(thing) for iri, thing in graph.things.items()}),
        quotes=MappingProxyType(
            {
                (one.subject, one.predicate, one.object): one.quotes
                for one in graph.statements
                if isinstance(one.object, Iri)
            }
        ),
    )


def _keys(thing: Thing) -> frozenset[str]:
    return keys_of((thing.name, *thing.alternate_names))


def _talks(graph: TalkGraph, types: Mapping[Iri, tuple[Quote, ...]]) -> tuple[PredictedTalk, ...]:
    talks = [thing for thing in graph.things.values() if thing.kind is Kind.TALK]
    ordered = sorted(talks, key=lambda talk: (_first_place(_quotes_of(graph, talk.iri, types)), talk.iri))
    return tuple(_talk(graph, talk, types.get(talk.iri, ())) for talk in ordered)


def _talk(graph: TalkGraph, talk: Thing, quotes: tuple[Quote, ...]) -> PredictedTalk:
    about = _objects(graph, talk.iri, Predicate.ABOUT)
    return PredictedTalk(
        iri=talk.iri,
        title=min((talk.name, *talk.alternate_names)),
        speakers=_objects(graph, talk.iri, Predicate.PERFORMER),
        events=_objects(graph, talk.iri, Predicate.SUPER_EVENT),
        about=about,
        mentions=tuple(sorted({*about, *_objects(graph, talk.iri, Predicate.MENTIONS)})),
        quotes=quotes,
    )


def _objects(graph: TalkGraph, subject: Iri, predicate: Predicate) -> tuple[Iri, ...]:
    return tuple(
        one.object
        for one in graph.outgoing.get(subject, ())
        if one.predicate is predicate and isinstance(one.object, Iri)
    )


def _quotes_of(graph: TalkGraph, iri: Iri, types: Mapping[Iri, tuple[Quote, ...]]) -> Iterator[Quote]:
    yield from types.get(iri, ())
    for statement in graph.outgoing.get(iri, ()):
        yield from statement.quotes


def _first_place(quotes: Iterable[Quote]) -> tuple[str, int]:
    return min(((quote.recap.value, quote.start) for quote in quotes), default=("", 0))


def _relations(graph: TalkGraph, entities: Mapping[Iri, PredictedEntity]) -> Iterator[PredictedRelation]:
    names = {row.predicate: row for row in gold_predicates().values()}
    for one in graph.statements:
        row = names.get(one.predicate)
        if row is None or one.subject not in entities or one.object not in entities:
            continue
        if isinstance(one.object, Iri):
            ends = (one.object, one.subject) if row.reversed else (one.subject, one.object)
            yield PredictedRelation(ends[0], row.name, ends[1], one.quotes)
