"""The quotes behind statements, read from the claims of the recaps."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from talkgraph.graph.facts import ABOUT_THINGS, iri_or_text, most_certain_first
from talkgraph.graph.values import Quote
from talkgraph.model import Iri, Predicate, expand, prefixes, relations, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from talkgraph.graph.facts import Iris, StatementKey
    from talkgraph.store import QuadSource

__all__ = ["all_quotes", "claims_about", "quotes_about", "quotes_of"]

_CLAIMS = """
SELECT ?subject ?object ?text ?recap ?start ?end ?confidence ?rule WHERE {{
  GRAPH ?recap {{
    ?claim rdf:predicate {predicate} ; rdf:subject ?subject ; rdf:object ?object ;
           tg:confidence ?confidence ; tg:rule ?rule ; oa:hasSelector ?quote .
    ?quote oa:exact ?text ; oa:start ?start ; oa:end ?end .
  }}
}}
"""


def all_quotes(dataset: QuadSource, iris: Iris) -> Mapping[StatementKey, list[Quote]]:
    """The quotes of every statement; claims that only name a thing are left out.

    The joins take most of the time, and Oxigraph does them without holding
    Python's lock: the predicates are asked for side by side.

    Args:
        dataset: quads in the layout of the store.
        iris: those that are known already.
    """
    from concurrent.futures import ThreadPoolExecutor

    quotes: dict[StatementKey, list[Quote]] = defaultdict(list)
    with ThreadPoolExecutor() as pool:
        for found in pool.map(lambda name: _stating(dataset, name, iris), sorted(_claimed().values())):
            for key, quote in found:
                quotes[key].append(quote)
    return quotes


def quotes_about(
    dataset: QuadSource, things: Iterable[Iri], *, ends: Sequence[str] = ("rdf:subject", "rdf:object")
) -> Mapping[StatementKey, list[Quote]]:
    """The quotes of the statements that have one of some things at one of these ends."""
    quotes: dict[StatementKey, dict[Quote, None]] = defaultdict(dict)
    for thing in set(things):
        for end in ends:
            for key, quote in _claims(dataset, end, thing, _claimed()):
                quotes[key][quote] = None
    return {key: list(found) for key, found in quotes.items()}


def quotes_of(dataset: QuadSource, subject: Iri, predicate: Predicate, target: Iri | str) -> list[Quote]:
    """The quotes of one statement, the most certain first; none for a derived one.

    Args:
        dataset: quads in the layout of the store.
        subject: the thing it is about.
        predicate: what is stated.
        target: the other thing, or the text of the value.
    """
    wanted = (subject, predicate, target)
    return most_certain_first(
        quote for key, quote in _claims(dataset, "rdf:subject", subject, _claimed()) if key == wanted
    )


def claims_about(
    dataset: QuadSource, thing: Iri, *, end: str = "rdf:subject"
) -> Iterator[tuple[StatementKey, Quote]]:
    """Every claim with a thing at one end, as it would be stated, with its quote.

    Claims of what the thing is and is called are among them; the object of what
    it is, is the IRI of the class.

    Args:
        dataset: quads in the layout of the store.
        thing: IRI of the thing.
        end: ``rdf:subject`` or ``rdf:object``.
    """
    return _claims(dataset, end, thing, _predicates())


@cache
def _predicates() -> Mapping[str, Predicate]:
    """All predicates, by whole IRI."""
    return {expand(name): name for name in Predicate}


@cache
def _claimed() -> Mapping[str, Predicate]:
    """The predicates that claims state of things that are there, by whole IRI."""
    return {
        expand(name): name
        for name, relation in relations().items()
        if name not in ABOUT_THINGS and not relation.derived
    }


def _stating(dataset: QuadSource, predicate: Predicate, iris: Iris) -> list[tuple[StatementKey, Quote]]:
    """Statements of one predicate, each with a quote of it."""
    rows: Any = dataset.query(_CLAIMS.format(predicate=predicate), prefixes=dict(prefixes()))
    return [
        (
            (iris[subject.value], predicate, iri_or_text(target, iris)),
            _quote(text, iris[recap.value], start, end, confidence, rule),
        )
        for subject, target, text, recap, start, end, confidence, rule in map(tuple, rows)
    ]


def _claims(
    dataset: QuadSource, end: str, thing: Iri, among: Mapping[str, Predicate]
) -> Iterator[tuple[StatementKey, Quote]]:
    """Statements of some predicates with a thing at one end, each with a quote of it.

    Looked up claim by claim: for a few claims that is many times faster than a join.
    """
    import pyoxigraph as ox

    at, known = ox.NamedNode(expand(end)), ox.NamedNode(thing.value)
    found: Any
    for found in dataset.quads_for_pattern(None, at, known, None):
        claim = _properties(dataset, found.subject, found.graph_name)
        predicate = among.get(claim["rdf:predicate"].value)
        if predicate is None or "oa:hasSelector" not in claim:
            continue
        where = _properties(dataset, claim["oa:hasSelector"], found.graph_name)
        quote = _quote(
            where["oa:exact"],
            Iri(found.graph_name.value),
            where["oa:start"],
            where["oa:end"],
            claim["tg:confidence"],
            claim["tg:rule"],
        )
        yield (Iri(claim["rdf:subject"].value), predicate, iri_or_text(claim["rdf:object"])), quote


def _properties(dataset: QuadSource, subject: Any, graph: Any) -> dict[str, Any]:
    """The objects of a subject in one named graph, by the prefixed name of the property."""
    return {
        shorten(quad.predicate.value): quad.object
        for quad in dataset.quads_for_pattern(subject, None, None, graph)
    }


def _quote(text: Any, recap: Iri, start: Any, end: Any, confidence: Any, rule: Any) -> Quote:
    return Quote(
        text.value,
        recap,
        int(start.value),
        int(end.value),
        float(confidence.value),
        rule.value,
    )
