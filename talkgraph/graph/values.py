"""Things, statements and quotes of one graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.model import Iri, Kind, Predicate, Unread

__all__ = ["Quote", "Recap", "Statement", "TalkGraph", "Thing"]


@dataclass(frozen=True, slots=True, order=True)
class Recap:
    """A source document as the graph describes it.

    Attributes:
        iri: its IRI, also the name of its named graph.
        title: its title.
        source: path of the file, relative to the folder that was built.
        address: where it is published, if known.
        published: ISO date of publication, if known.
    """

    iri: Iri
    title: str
    source: str
    address: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """One claim behind a statement.

    Attributes:
        text: the exact sentence.
        recap: IRI of the recap that it stands in.
        start, end: character offsets in the recap's text.
        confidence: 0 to 1.
        rule: the rule that made the claim.
    """

    text: str
    recap: Iri
    start: int
    end: int
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One merged statement between two things, or between a thing and a value.

    Attributes:
        subject: IRI of the thing.
        predicate: the relation.
        object: IRI of the other thing, or the value as text.
        quotes: the claims behind it, most certain first; empty for derived statements.
    """

    subject: Iri
    predicate: Predicate
    object: Iri | str
    quotes: tuple[Quote, ...] = ()

    @property
    def confidence(self) -> float:
        """The highest confidence of its claims; 1.0 for a derived statement."""
        if len(self.quotes) == 1:  # as nearly all have
            return self.quotes[0].confidence
        return max((quote.confidence for quote in self.quotes), default=1.0)


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """One resolved thing.

    Attributes:
        iri: its IRI.
        kind: what it is.
        name: its one main name.
        alternate_names: the others, sorted.
        urls: addresses that recaps link it to, sorted.
    """

    iri: Iri
    kind: Kind
    name: str
    alternate_names: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class TalkGraph:
    """A whole graph, or a part of one, in memory.

    Attributes:
        things: by IRI, in the order of the IRIs.
        statements: sorted; names, types and addresses stand in the things instead.
        recaps: by IRI.
        unread: by IRI of the recap, the words that no claim came from, by place.
    """

    things: Mapping[Iri, Thing] = field(default_factory=lambda: MappingProxyType({}))
    statements: tuple[Statement, ...] = ()
    recaps: Mapping[Iri, Recap] = field(default_factory=lambda: MappingProxyType({}))
    unread: Mapping[Iri, tuple[Unread, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def outgoing(self) -> Mapping[Iri, tuple[Statement, ...]]:
        """The statements by their subject."""
        grouped: dict[Iri, list[Statement]] = {}
        for statement in self.statements:
            grouped.setdefault(statement.subject, []).append(statement)
        return MappingProxyType({iri: tuple(found) for iri, found in grouped.items()})

    @cached_property
    def incoming(self) -> Mapping[Iri, tuple[Statement, ...]]:
        """The statements between two things by their object."""
        grouped: dict[Iri, list[Statement]] = {}
        for statement in self.statements:
            if not isinstance(statement.object, str):
                grouped.setdefault(statement.object, []).append(statement)
        return MappingProxyType({iri: tuple(found) for iri, found in grouped.items()})

    def outgoing_of(self, thing: Iri, predicate: Predicate) -> tuple[Statement, ...]:
        """The statements of one predicate whose subject is a thing."""
        return _of(thing, predicate, self.outgoing, self._outgoing_of)

    def incoming_of(self, thing: Iri, predicate: Predicate) -> tuple[Statement, ...]:
        """The statements of one predicate whose object is a thing."""
        return _of(thing, predicate, self.incoming, self._incoming_of)

    @cached_property
    def _outgoing_of(self) -> _ByPredicate:
        return {}

    @cached_property
    def _incoming_of(self) -> _ByPredicate:
        return {}


_ByPredicate: TypeAlias = "dict[Iri, dict[Predicate, tuple[Statement, ...]]]"


def _of(
    thing: Iri, predicate: Predicate, statements: Mapping[Iri, tuple[Statement, ...]], known: _ByPredicate
) -> tuple[Statement, ...]:
    """The statements of one predicate; what is said of a thing is sorted when it is first asked for."""
    found = known.get(thing)
    if found is None:
        grouped: dict[Predicate, list[Statement]] = {}
        for statement in statements.get(thing, ()):
            grouped.setdefault(statement.predicate, []).append(statement)
        found = known[thing] = {each: tuple(group) for each, group in grouped.items()}
    return found.get(predicate, ())
