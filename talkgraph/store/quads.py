"""The layout of the graph: statements and claims as facts, which become RDF quads or lines of N-Quads.

The default graph holds the merged statements. Each recap has a named graph,
called by the recap's own IRI, with its description, its claims, and the words
that no claim came from. There are no blank nodes: a claim is named by a hash of
what it says and where, and a quote by one of its words and where they stand.
Claims of one sentence have one quote: a sentence makes six of them on average,
and to say it again for each would be a third of the graph.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias

from talkgraph.model import Iri, Kind, Literal, class_names, expand, slug
from talkgraph.store.confidence import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from talkgraph.model import Document, Evidence, Unread
    from talkgraph.store.statements import Merged, ResolvedClaim

__all__ = [
    "Fact",
    "as_lines",
    "as_quads",
    "claim_facts",
    "claim_iri",
    "merged_facts",
    "quote_facts",
    "quote_iri",
    "recap_facts",
    "unread_facts",
]

Fact: TypeAlias = "tuple[Iri, str, Iri | Literal, Iri | None]"
"""Subject, predicate as a prefixed name, object, and named graph; None for the default graph."""

_SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(32), 0x7F, 0xFFFE, 0xFFFF)} | _SHORT
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ufffe\uffff]')

_DIGITS_OF_HASH = 12  # of a hash in an IRI


def merged_facts(merged: Merged) -> Iterator[Fact]:
    """Things with their classes, and statements, for the default graph."""
    for thing in merged.things.values():
        yield thing.iri, "rdf:type", _class(thing.kind), None
    for subject, predicate, target in merged.statements:
        yield subject, str(predicate), target, None


def recap_facts(document: Document, iri: Iri) -> Iterator[Fact]:
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
        yield iri, predicate, target, None
        yield iri, predicate, target, iri
    yield iri, "schema:articleBody", Literal(document.text), iri


def claim_facts(claim: ResolvedClaim, recap: Iri, quote: Iri, *, base: str) -> list[Fact]:
    """One claim, in the graph of its recap; its quote is described elsewhere."""
    iri = claim_iri(claim, recap, base=base)
    return [
        (iri, "rdf:type", _named("tg:Claim"), recap),
        (iri, "rdf:subject", claim.subject, recap),
        (iri, "rdf:predicate", _named(claim.predicate), recap),
        (iri, "rdf:object", _object(claim), recap),
        (iri, "tg:confidence", Literal(_decimal(claim.confidence), "xsd:decimal"), recap),
        (iri, "tg:rule", Literal(claim.rule), recap),
        (iri, "prov:wasDerivedFrom", recap, recap),
        (iri, "oa:hasSelector", quote, recap),
    ]


def unread_facts(unread: Unread, recap: Iri, quote: Iri, *, base: str) -> list[Fact]:
    """Words that no claim came from, with the first place where they stand, in the graph of their recap."""
    said = (unread.words, unread.seen_as, unread.where.start, unread.where.end)
    iri = Iri(f"{base}unread/{_recap_part(recap, base)}/{_digest(said)}")
    return [
        (iri, "rdf:type", _named("tg:Unread"), recap),
        (iri, "schema:name", Literal(unread.words), recap),
        (iri, "tg:unreadAs", Literal(unread.seen_as), recap),
        (iri, "tg:times", Literal(str(unread.times), "xsd:integer"), recap),
        (iri, "prov:wasDerivedFrom", recap, recap),
        (iri, "oa:hasSelector", quote, recap),
    ]


def quote_facts(evidence: Evidence, recap: Iri, quote: Iri) -> list[Fact]:
    """What stands in the text, and where."""
    return [
        (quote, "rdf:type", _named("oa:TextQuoteSelector"), recap),
        (quote, "rdf:type", _named("oa:TextPositionSelector"), recap),
        (quote, "oa:exact", Literal(evidence.quote), recap),
        (quote, "oa:start", Literal(str(evidence.start), "xsd:integer"), recap),
        (quote, "oa:end", Literal(str(evidence.end), "xsd:integer"), recap),
    ]


def quote_iri(evidence: Evidence, recap: Iri, *, base: str) -> Iri:
    """The IRI of a quote: the recap's last part and a hash of its words and where they stand."""
    said = (evidence.quote, evidence.start, evidence.end)  # two recaps of one IRI may differ in their words
    return Iri(f"{base}quote/{_recap_part(recap, base)}/{_digest(said)}")


@cache
def _named(name: str) -> Iri:
    """What a prefixed name stands for."""
    return Iri(expand(name))


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
    return sha256(json.dumps(said).encode("ascii")).hexdigest()[:_DIGITS_OF_HASH]


def _object(claim: ResolvedClaim) -> Iri | Literal:
    return _class(claim.object) if isinstance(claim.object, Kind) else claim.object


@cache
def _class(kind: Kind) -> Iri:
    return Iri(expand(class_names()[kind]))


def _decimal(number: float) -> str:
    """A number as Oxigraph writes it back: no exponent, no trailing zeros."""
    return f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")


def as_quads(facts: Iterable[Fact]) -> Iterator[ox.Quad]:
    """Facts as Oxigraph takes them one by one."""
    import pyoxigraph as ox

    for subject, predicate, target, graph in facts:
        yield ox.Quad(
            ox.NamedNode(subject.value),
            _predicate(predicate),
            ox.NamedNode(target.value) if isinstance(target, Iri) else _literal(target),
            ox.DefaultGraph() if graph is None else ox.NamedNode(graph.value),
        )


def as_lines(facts: Iterable[Fact]) -> list[bytes]:
    """Facts as sorted lines of N-Quads, each once and with its line break.

    They are spelt as Oxigraph spells them, at a third of the cost of asking it to.
    """
    lines: set[str] = set()
    start, end = "", " .\n"
    last: tuple[Iri | None, Iri | None] = (None, None)  # neighbours have the same subject and graph
    for subject, predicate, target, graph in facts:
        if subject is not last[0] or graph is not last[1]:
            start = f"<{subject.value}> "
            end = " .\n" if graph is None else f" <{graph.value}> .\n"
            last = subject, graph
        spelt = f"<{target.value}>" if isinstance(target, Iri) else _spelt(target)
        lines.add(f"{start}{_spelt_predicate(predicate)} {spelt}{end}")
    return [line.encode() for line in sorted(lines)]  # in the order of their bytes, too


def _spelt(value: Literal) -> str:
    text = value.value.translate(_ESCAPES) if _ESCAPED.search(value.value) else value.value
    datatype = "" if value.datatype == "xsd:string" else f"^^{_spelt_predicate(value.datatype)}"
    return f'"{text}"{datatype}'


@cache
def _spelt_predicate(name: str) -> str:
    return f"<{expand(name)}>"


def _literal(value: Literal) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(value.value, datatype=_predicate(value.datatype))


@cache
def _predicate(name: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(expand(name))
