"""The layout of the graph: statements and claims as RDF quads.

The default graph holds the merged statements. Each recap has a named graph,
called by the recap's own IRI, with its description, its claims, and the words
that no claim came from. There are no blank nodes: a claim is named by a hash of
what it says and where, its selector by the claim.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Literal, class_names, expand, slug
from talkgraph.store.confidence import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from talkgraph.model import Document, Evidence, Unread
    from talkgraph.store.statements import Merged, ResolvedClaim

__all__ = ["claim_iri", "claim_quads", "merged_quads", "recap_quads", "unread_quads"]

_DIGITS_OF_CLAIM = 12


def merged_quads(merged: Merged) -> Iterator[ox.Quad]:
    """Things with their classes, and statements, for the default graph."""
    for thing in merged.things.values():
        yield _quad(thing.iri, "rdf:type", _class(thing.kind))
    for subject, predicate, target in merged.statements:
        yield _quad(subject, str(predicate), target)


def recap_quads(document: Document, iri: Iri) -> Iterator[ox.Quad]:
    """The description of a recap, in its own graph and, without the text, in the default graph."""
    facts: list[tuple[str, Iri | Literal]] = [
        ("rdf:type", _class(Kind.RECAP)),
        ("schema:name", Literal(document.title or document.source)),
        ("dcterms:source", Literal(document.source)),
        ("schema:inLanguage", Literal(document.language)),
    ]
    if document.published is not None:
        facts.append(("schema:datePublished", Literal(document.published.isoformat(), "xsd:date")))
    if document.address is not None:
        facts.append(("schema:url", Literal(document.address, "xsd:anyURI")))
    for predicate, target in facts:
        yield _quad(iri, predicate, target)
        yield _quad(iri, predicate, target, graph=iri)
    yield _quad(iri, "schema:articleBody", Literal(document.text), graph=iri)


def claim_quads(claim: ResolvedClaim, recap: Iri, *, base: str) -> Iterator[ox.Quad]:
    """One claim with its quote, in the graph of its recap."""
    iri = claim_iri(claim, recap, base=base)
    facts: list[tuple[Iri, str, Iri | Literal]] = [
        (iri, "rdf:type", Iri(expand("tg:Claim"))),
        (iri, "rdf:subject", claim.subject),
        (iri, "rdf:predicate", Iri(expand(claim.predicate))),
        (iri, "rdf:object", _object(claim)),
        (iri, "tg:confidence", Literal(_decimal(claim.confidence), "xsd:decimal")),
        (iri, "tg:rule", Literal(claim.rule)),
        (iri, "prov:wasDerivedFrom", recap),
        *_quote_facts(iri, claim.evidence),
    ]
    for subject, predicate, target in facts:
        yield _quad(subject, predicate, target, graph=recap)


def unread_quads(unread: Unread, recap: Iri, *, base: str) -> Iterator[ox.Quad]:
    """Words that no claim came from, with the first place where they stand, in the graph of their recap."""
    said = (unread.words, unread.seen_as, unread.where.start, unread.where.end)
    iri = Iri(f"{base}unread/{_recap_part(recap, base)}/{_digest(said)}")
    facts: list[tuple[Iri, str, Iri | Literal]] = [
        (iri, "rdf:type", Iri(expand("tg:Unread"))),
        (iri, "schema:name", Literal(unread.words)),
        (iri, "tg:unreadAs", Literal(unread.seen_as)),
        (iri, "tg:times", Literal(str(unread.times), "xsd:integer")),
        (iri, "prov:wasDerivedFrom", recap),
        *_quote_facts(iri, unread.where),
    ]
    for subject, predicate, target in facts:
        yield _quad(subject, predicate, target, graph=recap)


def _quote_facts(iri: Iri, evidence: Evidence) -> Iterator[tuple[Iri, str, Iri | Literal]]:
    """What stands in the text, and where."""
    quote = Iri(f"{iri}/quote")
    yield iri, "oa:hasSelector", quote
    yield quote, "rdf:type", Iri(expand("oa:TextQuoteSelector"))
    yield quote, "rdf:type", Iri(expand("oa:TextPositionSelector"))
    yield quote, "oa:exact", Literal(evidence.quote)
    yield quote, "oa:start", Literal(str(evidence.start), "xsd:integer")
    yield quote, "oa:end", Literal(str(evidence.end), "xsd:integer")


def claim_iri(claim: ResolvedClaim, recap: Iri, *, base: str) -> Iri:
    """The IRI of a claim: the recap's last part and a hash of what is said, where, and by which rule."""
    target = _object(claim)
    said = (
        claim.subject.value,
        str(claim.predicate),
        [target.value, target.datatype] if isinstance(target, Literal) else target.value,
        claim.evidence.start,
        claim.evidence.end,
        claim.rule,
    )
    return Iri(f"{base}claim/{_recap_part(recap, base)}/{_digest(said)}")


def _recap_part(recap: Iri, base: str) -> str:
    return recap.value.removeprefix(f"{base}recap/") if recap.value.startswith(base) else slug(recap.value)


def _digest(said: tuple[object, ...]) -> str:
    return sha256(json.dumps(said).encode("ascii")).hexdigest()[:_DIGITS_OF_CLAIM]


def _object(claim: ResolvedClaim) -> Iri | Literal:
    return _class(claim.object) if isinstance(claim.object, Kind) else claim.object


@cache
def _class(kind: Kind) -> Iri:
    return Iri(expand(class_names()[kind]))


def _decimal(number: float) -> str:
    """A number as Oxigraph writes it back: no exponent, no trailing zeros."""
    return f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")


def _quad(subject: Iri, predicate: str, target: Iri | Literal, *, graph: Iri | None = None) -> ox.Quad:
    import pyoxigraph as ox

    return ox.Quad(
        ox.NamedNode(subject.value),
        _predicate(predicate),
        ox.NamedNode(target.value) if isinstance(target, Iri) else _literal(target),
        ox.DefaultGraph() if graph is None else ox.NamedNode(graph.value),
    )


def _literal(value: Literal) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(value.value, datatype=_predicate(value.datatype))


@cache
def _predicate(name: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(expand(name))
