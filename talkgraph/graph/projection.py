"""From a store to a graph in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.graph.unread import read_unread
from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import Iri, Kind, Predicate, class_names, expand, prefixes, relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyoxigraph as ox

    from talkgraph.store import Store

__all__ = ["project", "project_dataset"]

_Key: TypeAlias = tuple[Iri, Predicate, Iri | str]

_ABOUT_THINGS = frozenset({Predicate.TYPE, Predicate.NAME, Predicate.ALTERNATE_NAME, Predicate.URL})

_CLAIMS = """
SELECT ?subject ?object ?text ?recap ?start ?end ?confidence ?rule WHERE {{
  GRAPH ?recap {{
    ?claim rdf:predicate {predicate} ; rdf:subject ?subject ; rdf:object ?object ;
           tg:confidence ?confidence ; tg:rule ?rule ; oa:hasSelector ?quote .
    ?quote oa:exact ?text ; oa:start ?start ; oa:end ?end .
  }}
}}
"""


def project(store: Store) -> TalkGraph:
    """Reads a whole store into memory.

    Statements have all their quotes, also those that are less certain than
    what the store was built or opened with.

    Args:
        store: an open store.

    Returns:
        The graph; equal stores give equal graphs, in the same order.
    """
    return project_dataset(store.graph)


def project_dataset(dataset: ox.Store) -> TalkGraph:
    """The same as ``project``, for a dataset in Oxigraph that need not lie in a folder.

    Args:
        dataset: quads in the layout of the store.
    """
    facts = _read_default_graph(dataset)
    quotes = _read_quotes(dataset)
    statements = tuple(
        Statement(*key, quotes=tuple(sorted(quotes.get(key, ()), key=_most_certain_first)))
        for key in sorted(facts.statements, key=_statement_order)
    )
    return TalkGraph(
        things=facts.things(), statements=statements, recaps=facts.recaps(), unread=read_unread(dataset)
    )


@dataclass
class _Facts:
    """The default graph, sorted out by what its triples say."""

    kinds: dict[Iri, Kind] = field(default_factory=dict)
    texts: dict[tuple[Iri, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    statements: set[_Key] = field(default_factory=set)

    def things(self) -> Mapping[Iri, Thing]:
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


def _read_default_graph(dataset: ox.Store) -> _Facts:
    facts = _Facts()
    kinds = {expand(name): kind for kind, name in class_names().items()}
    relation_of = {expand(name): name for name in relations() if name not in _ABOUT_THINGS}
    text_of = {
        expand(name): name
        for name in (*sorted(_ABOUT_THINGS - {Predicate.TYPE}), "dcterms:source", "schema:datePublished")
    }
    rdf_type = expand(Predicate.TYPE)
    for subject, predicate, target in _rows(dataset, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"):
        iri = Iri(subject.value)
        if predicate.value in relation_of:
            facts.statements.add((iri, relation_of[predicate.value], _object(target)))
        elif predicate.value in text_of:
            facts.texts[iri, text_of[predicate.value]].append(target.value)
        elif predicate.value == rdf_type and target.value in kinds:
            facts.kinds[iri] = kinds[target.value]
    return facts


def _read_quotes(dataset: ox.Store) -> Mapping[_Key, list[Quote]]:
    """The claims behind each statement; those that only name a thing are left out.

    The joins take most of the time, and Oxigraph does them without holding
    Python's lock: the predicates are asked for side by side.
    """
    from concurrent.futures import ThreadPoolExecutor

    predicates = sorted(
        name for name, r in relations().items() if name not in _ABOUT_THINGS and not r.derived
    )
    quotes: dict[_Key, list[Quote]] = defaultdict(list)
    with ThreadPoolExecutor() as pool:
        for found in pool.map(lambda name: _quotes_of(dataset, name), predicates):
            for key, quote in found:
                quotes[key].append(quote)
    return quotes


def _quotes_of(dataset: ox.Store, predicate: Predicate) -> list[tuple[_Key, Quote]]:
    found: list[tuple[_Key, Quote]] = []
    query = _CLAIMS.format(predicate=predicate)
    for subject, target, text, recap, start, end, confidence, rule in _rows(dataset, query):
        quote = Quote(
            text.value,
            Iri(recap.value),
            int(start.value),
            int(end.value),
            float(confidence.value),
            rule.value,
        )
        found.append(((Iri(subject.value), predicate, _object(target)), quote))
    return found


def _rows(dataset: ox.Store, query: str) -> Iterator[tuple[Any, ...]]:
    return map(tuple, dataset.query(query, prefixes=dict(prefixes())))  # type: ignore[arg-type]


def _object(term: Any) -> Iri | str:
    import pyoxigraph as ox

    return Iri(term.value) if isinstance(term, ox.NamedNode) else str(term.value)


def _most_certain_first(quote: Quote) -> tuple[object, ...]:
    return (-quote.confidence, quote.recap, quote.start, quote.end, quote.rule, quote.text)


def _statement_order(key: _Key) -> tuple[object, ...]:
    subject, predicate, target = key
    return (subject.value, predicate.value, isinstance(target, str), str(target))
