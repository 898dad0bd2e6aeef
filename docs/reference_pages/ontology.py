"""The page of the ontology, from its Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from reference_pages.markdown import anchor, code, escaped, link, page, table
from talkgraph.model import expand, prefixes, relations, shorten
from talkgraph.shapes.files import ontology_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.term import Node

__all__ = ["Ontology", "ontology_page", "term_anchor"]

_DOMAIN_INCLUDES = rdflib.URIRef(expand("schema:domainIncludes"))
_RANGE_INCLUDES = rdflib.URIRef(expand("schema:rangeIncludes"))
_OWN = prefixes()["tg"]
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_NATURES = {
    OWL.SymmetricProperty: "It holds in both directions.",
    OWL.FunctionalProperty: "There is at most one.",
}


def ontology_page() -> str:
    """Classes and properties with what the ontology says of each, and its changes."""
    ontology = Ontology()
    return page(
        f"# {escaped(ontology.one(ontology.itself, DCTERMS.title))}",
        escaped(ontology.one(ontology.itself, DCTERMS.description)),
        f"Version {ontology.one(ontology.itself, OWL.versionInfo)}, in the namespace {code(_OWN)}; "
        "{download}`talkgraph.ttl <../../ontology/talkgraph.ttl>` says the same in OWL.",
        "## Prefixes",
        "Queries may use them undeclared.",
        table(["prefix", "namespace"], [[code(f"{p}:"), code(name)] for p, name in prefixes().items()]),
        "## Classes",
        *map(ontology.section, ontology.own(OWL.Class)),
        "## Properties",
        *map(ontology.section, ontology.own(*_PROPERTIES)),
        "## Taken from other vocabularies",
        *map(ontology.section, ontology.borrowed()),
        "## What connects what",
        _connections(),
        "## Changes",
        "\n".join(f"- {escaped(note)}" for note in ontology.all(ontology.itself, SKOS.changeNote)),
    )


def term_anchor(name: str) -> str:
    """The anchor of a term: ``term-tg-spokeat`` for ``tg:spokeAt``."""
    return f"term-{name.replace(':', '-').lower()}"


class Ontology:
    """The graph of the ontology, and what it says of its terms in Markdown."""

    def __init__(self) -> None:
        self.graph = rdflib.Graph().parse(ontology_file("talkgraph.ttl"), format="turtle")
        self.itself = next(self.graph.subjects(RDF.type, OWL.Ontology))

    def own(self, *classes: Node) -> list[rdflib.URIRef]:
        """The terms of talkgraph's own namespace that are of one of some classes, by name."""
        return [term for term in self._terms(*classes) if term.startswith(_OWN)]

    def borrowed(self) -> list[rdflib.URIRef]:
        """The terms of other vocabularies that the ontology says something about, by prefixed name."""
        said = (SKOS.scopeNote, _DOMAIN_INCLUDES, _RANGE_INCLUDES)
        terms = self._terms(OWL.Class, *_PROPERTIES)
        return [
            term
            for term in terms
            if not term.startswith(_OWN) and any(self.graph.value(term, one) is not None for one in said)
        ]

    def section(self, term: rdflib.URIRef) -> str:
        """What the ontology says of a term."""
        name = shorten(term)
        return page(
            anchor(term_anchor(name)),
            f"### {name}",
            " ".join(self._sentences(term)),
            table(["", ""], facts) if (facts := list(self._facts(term))) else "",
        ).rstrip()

    def one(self, subject: Node, predicate: Node) -> str:
        """A value as text; empty where there is none."""
        value = self.graph.value(subject, predicate)
        return "" if value is None else str(value)

    def all(self, subject: Node, predicate: Node) -> list[str]:
        """The values as texts, sorted."""
        return sorted(map(str, self.graph.objects(subject, predicate)))

    def _terms(self, *classes: Node) -> list[rdflib.URIRef]:
        found = {term for each in classes for term in self.graph.subjects(RDF.type, each)}
        return sorted((term for term in found if isinstance(term, rdflib.URIRef)), key=shorten)

    def _sentences(self, term: Node) -> Iterator[str]:
        for predicate in (SKOS.definition, SKOS.scopeNote, SKOS.editorialNote):
            yield from map(escaped, self.all(term, predicate))
        yield from (_NATURES[kind] for kind in _NATURES if (term, RDF.type, kind) in self.graph)

    def _facts(self, term: Node) -> Iterator[list[str]]:
        yield from (["in words", escaped(label)] for label in self.all(term, RDFS.label))
        told = {
            "is a": RDFS.subClassOf,
            "is more than": RDFS.subPropertyOf,
            "from": RDFS.domain,
            "to": RDFS.range,
            "from such as": _DOMAIN_INCLUDES,
            "to such as": _RANGE_INCLUDES,
            "is no": OWL.disjointWith,
            "see also": RDFS.seeAlso,
        }
        for words, predicate in told.items():
            values = sorted(filter(None, map(self._value, self.graph.objects(term, predicate))))
            if values:
                yield [words, ", ".join(values)]
        chain = self.graph.value(term, OWL.propertyChainAxiom)
        if chain is not None:
            yield ["follows from", ", then ".join(map(self._value, Collection(self.graph, chain)))]
        yield from (["for example", escaped(example)] for example in self.all(term, SKOS.example))

    def _value(self, node: Node) -> str:
        """A class, a property, or what OWL makes of several."""
        if isinstance(node, rdflib.URIRef):
            name = shorten(node)
            told = node.startswith(_OWN) or node in self.borrowed()
            return link(code(name), term_anchor(name)) if told else code(name)
        if isinstance(node, rdflib.Literal):
            return f"“{escaped(str(node))}”"
        for predicate, between in ((OWL.unionOf, " or "), (OWL.oneOf, " or ")):
            members = self.graph.value(node, predicate)
            if members is not None:
                return between.join(map(self._value, Collection(self.graph, members)))
        inverse = self.graph.value(node, OWL.inverseOf)
        if inverse is not None:
            return f"{self._value(inverse)} turned round"
        return self._restricted(node)

    def _restricted(self, node: Node) -> str:
        """A datatype with its bounds."""
        datatype = self.graph.value(node, OWL.onDatatype)
        bounds = self.graph.value(node, OWL.withRestrictions)
        if datatype is None or bounds is None:
            return ""
        words = {XSD.minInclusive: "from", XSD.maxInclusive: "to"}
        said = [
            f"{word} {value}"
            for facet, word in words.items()
            for each in Collection(self.graph, bounds)
            for value in self.graph.objects(each, facet)
        ]
        return " ".join([self._value(datatype), *said])


def _connections() -> str:
    """The table that extraction and the store hold their statements against."""
    rows = []
    for predicate, relation in relations().items():
        ends = ", ".join(relation.range) or code(relation.datatype or "")
        rows.append([code(predicate), relation.label, ", ".join(relation.domain), ends])
    return table(["property", "in words", "from", "to"], rows)
