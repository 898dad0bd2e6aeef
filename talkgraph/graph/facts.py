"""Triples of the default graph, sorted out by what they say."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.graph.values import Recap, Statement, Thing
from talkgraph.model import Iri, Kind, Predicate, class_names, expand, relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from talkgraph.graph.values import Quote

__all__ = [
    "ABOUT_THINGS",
    "Facts",
    "Iris",
    "StatementKey",
    "descriptive",
    "iri_or_text",
    "most_certain_first",
    "ordered_statements",
]

StatementKey: TypeAlias = "tuple[Iri, Predicate, Iri | str]"

# What stands in a thing itself, not among its statements.
ABOUT_THINGS = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})

_RECAP_TEXTS = ("dcterms:source", "schema:datePublished")


class Iris(dict[str, Iri]):
    """IRIs by their text, each made once: what is said of them takes less room, and is found sooner."""

    def __missing__(self, text: str) -> Iri:
        return self.setdefault(text, Iri(text))


@dataclass
class Facts:
    """Kinds, texts and statements, gathered triple by triple.

    Attributes:
        kinds: by IRI of a thing or a recap.
        texts: names, addresses and the like, by IRI and prefixed name of the property.
        statements: subject, predicate and object of all the others.
        iris: those that are met.
    """

    kinds: dict[Iri, Kind] = field(default_factory=dict)
    texts: dict[tuple[Iri, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    statements: set[StatementKey] = field(default_factory=set)
    iris: Iris = field(default_factory=Iris)

    def add(self, triples: Iterable[tuple[Any, Any, Any]]) -> None:
        """Takes in triples of pyoxigraph terms; what the graph's vocabulary lacks is left out."""
        kinds, relation_of, text_of = _vocabulary()
        rdf_type = expand(Predicate.TYPE)
        for subject, predicate, target in triples:
            iri = self.iris[subject.value]
            if predicate.value in relation_of:
                self.statements.add((iri, relation_of[predicate.value], iri_or_text(target, self.iris)))
            elif predicate.value in text_of:
                self.texts[iri, text_of[predicate.value]].append(target.value)
            elif predicate.value == rdf_type and target.value in kinds:
                self.kinds[iri] = kinds[target.value]

    def things(self) -> Mapping[Iri, Thing]:
        """The things, by IRI, in its order."""
        return MappingProxyType(
            {
                iri: Thing(
                    iri=iri,
                    kind=kind,
                    name=self._text(Predicate.NAME, iri) or iri.value,
                    alternate_names=self._texts(Predicate.ALTERNATE_NAME, iri),
                    urls=self._texts(Predicate.URL, iri),
                )
                for iri, kind in sorted(self.kinds.items())
                if kind is not Kind.RECAP
            }
        )

    def recaps(self) -> Mapping[Iri, Recap]:
        """The recaps, by IRI, in its order."""
        return MappingProxyType(
            {
                iri: Recap(
                    iri=iri,
                    title=self._text(Predicate.NAME, iri) or iri.value,
                    source=self._text("dcterms:source", iri) or "",
                    address=self._text(Predicate.URL, iri),
                    published=self._text("schema:datePublished", iri),
                )
                for iri, kind in sorted(self.kinds.items())
                if kind is Kind.RECAP
            }
        )

    def _texts(self, name: str, iri: Iri) -> tuple[str, ...]:
        return tuple(sorted(self.texts.get((iri, name), ())))

    def _text(self, name: str, iri: Iri) -> str | None:
        return next(iter(self._texts(name, iri)), None)


@cache
def _vocabulary() -> tuple[Mapping[str, Kind], Mapping[str, Predicate], Mapping[str, str]]:
    """Kinds, relations and properties with texts, by their whole IRIs."""
    kinds = {expand(name): kind for kind, name in class_names().items()}
    relation_of = {expand(name): name for name in relations() if name not in ABOUT_THINGS}
    texts = (*sorted(ABOUT_THINGS - {Predicate.TYPE}), *_RECAP_TEXTS)
    return kinds, relation_of, {expand(name): str(name) for name in texts}


@cache
def descriptive() -> frozenset[str]:
    """Whole IRIs of the properties that say what a thing or a recap is and is called."""
    return frozenset({expand(Predicate.TYPE), *_vocabulary()[2]})


def ordered_statements(
    keys: Iterable[StatementKey], quotes: Mapping[StatementKey, list[Quote]]
) -> tuple[Statement, ...]:
    """Statements in the graph's order, each with its quotes, the most certain first."""
    return tuple(
        Statement(*key, quotes=tuple(most_certain_first(quotes.get(key, ()))))
        for key in sorted(keys, key=_statement_order)
    )


def iri_or_text(term: Any, iris: Iris | None = None) -> Iri | str:
    """The object of a statement, from a pyoxigraph term.

    Args:
        term: the term.
        iris: those that are known already.
    """
    import pyoxigraph as ox

    if not isinstance(term, ox.NamedNode):
        return str(term.value)
    return Iri(term.value) if iris is None else iris[term.value]


def most_certain_first(quotes: Iterable[Quote]) -> list[Quote]:
    """Quotes in the order in which they are shown."""
    return sorted(
        quotes, key=lambda one: (-one.confidence, one.recap, one.start, one.end, one.rule, one.text)
    )


def _statement_order(key: StatementKey) -> tuple[object, ...]:
    subject, predicate, target = key
    return (subject.value, predicate.value, isinstance(target, str), str(target))
