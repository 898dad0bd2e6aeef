"""The table of relations, the ontology, the shapes and the context say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.collection import Collection

from talkgraph.model import (
    Kind,
    Predicate,
    Relation,
    UnreadAs,
    class_names,
    expand,
    prefixes,
    relations,
    shorten,
)
from talkgraph.shapes import ontology_file

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHEMA = rdflib.Namespace("https://schema.org/")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
UNREAD = rdflib.URIRef(expand("tg:Unread"))  # no thing, but it has a name
KIND_OF = {rdflib.URIRef(expand(name)): kind for kind, name in class_names().items()}
EACH_RELATION = pytest.mark.parametrize("relation", relations().values(), ids=lambda r: str(r.predicate))


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return _parse("talkgraph.ttl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return _parse("shapes.ttl")


def _parse(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_file(name).read_text(encoding="utf-8"), format="turtle")


def _iri(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(expand(name))


def _classes(graph: rdflib.Graph, nodes: Iterable[rdflib.term.Node]) -> set[rdflib.term.Node]:
    """Classes, with unions taken apart."""
    found: set[rdflib.term.Node] = set()
    for node in nodes:
        union = graph.value(node, OWL.unionOf)
        found |= set(Collection(graph, union)) if union is not None else {node}
    return found


def test_every_predicate_but_the_type_is_in_the_table() -> None:
    assert set(relations()) == set(Predicate) - {Predicate.TYPE}


def test_every_kind_has_a_class() -> None:
    assert set(class_names()) == set(Kind)


@EACH_RELATION
def test_the_ontology_has_the_domain_and_range_of_the_table(
    relation: Relation, ontology: rdflib.Graph
) -> None:
    predicate = _iri(relation.predicate)
    ours = relation.predicate.startswith("tg:")
    domain = _classes(ontology, ontology.objects(predicate, RDFS.domain if ours else SCHEMA.domainIncludes))
    range_ = _classes(ontology, ontology.objects(predicate, RDFS.range if ours else SCHEMA.rangeIncludes))
    named = {UNREAD} if relation.predicate is Predicate.NAME else set()
    assert domain == {_iri(class_names()[kind]) for kind in relation.domain} | named
    expected = {_iri(class_names()[kind]) for kind in relation.range}
    assert range_ == (expected if relation.datatype is None else {_iri(relation.datatype)})


@EACH_RELATION
def test_the_ontology_has_the_kind_of_property(relation: Relation, ontology: rdflib.Graph) -> None:
    types = set(ontology.objects(_iri(relation.predicate), RDF.type))
    assert (OWL.ObjectProperty in types) == (relation.datatype is None)
    assert (OWL.SymmetricProperty in types) == relation.symmetric
    assert ((_iri(relation.predicate), OWL.propertyChainAxiom, None) in ontology) == relation.derived


@EACH_RELATION
def test_the_shapes_have_the_domain_of_the_table(relation: Relation, shapes: rdflib.Graph) -> None:
    targeting = shapes.subjects(SH.targetSubjectsOf, _iri(relation.predicate))
    assert {_allowed(shapes, shape) for shape in targeting} == {frozenset(relation.domain)}


@EACH_RELATION
def test_the_shapes_have_the_range_of_the_table(relation: Relation, shapes: rdflib.Graph) -> None:
    predicate = _iri(relation.predicate)
    targeting = shapes.subjects(SH.targetObjectsOf, predicate)
    ranges = {_allowed(shapes, shape) for shape in targeting}
    for shape in shapes.subjects(SH.path, predicate):
        by_pairs = relation.predicate is Predicate.SUPER_EVENT
        if not by_pairs and (allowed := _allowed(shapes, shape)):
            ranges.add(allowed)
    assert ranges == ({frozenset(relation.range)} if relation.datatype is None else set())
    datatypes = {
        datatype
        for shape in shapes.subjects(SH.path, predicate)
        for datatype in shapes.objects(shape, SH.datatype)
    }
    assert datatypes == ({_iri(relation.datatype)} if relation.datatype else set())


def _allowed(shapes: rdflib.Graph, shape: rdflib.term.Node) -> frozenset[Kind]:
    """The kinds that a shape lets through."""
    nodes = [shape]
    alternatives = shapes.value(shape, SH["or"])
    if alternatives is not None:
        nodes = list(Collection(shapes, alternatives))
    classes = (class_ for node in nodes for class_ in shapes.objects(node, SH["class"]))
    return frozenset(
        KIND_OF[class_] for class_ in classes if isinstance(class_, rdflib.URIRef) and class_ != UNREAD
    )


def test_the_shapes_have_the_pairs_of_talks_events_and_series(shapes: rdflib.Graph) -> None:
    pairs = {
        (KIND_OF[source], KIND_OF[target])
        for shape in shapes.subjects(SH.path, _iri("schema:superEvent"))
        for owner in shapes.subjects(SH.property, shape)
        for source in shapes.objects(owner, SH.targetClass)
        for target in shapes.objects(shape, SH["class"])
        if isinstance(source, rdflib.URIRef) and isinstance(target, rdflib.URIRef)
    }
    assert pairs == set(relations()[Predicate.SUPER_EVENT].pairs)


def test_the_shapes_know_every_kind_and_every_predicate_that_is_claimed(shapes: rdflib.Graph) -> None:
    thing = rdflib.URIRef("https://w3id.org/talkgraph/shapes#Thing")
    assert set(shapes.objects(thing, SH.targetClass)) == set(KIND_OF)
    property_ = shapes.value(predicate=SH.path, object=rdflib.RDF.predicate)
    listed = {name for node in shapes.objects(property_, SH["in"]) for name in Collection(shapes, node)}
    claimed = {p for p in Predicate if p is Predicate.TYPE or not relations()[p].derived}
    assert listed == {_iri(predicate) for predicate in claimed}


def test_whatever_is_ours_is_labelled_and_defined(ontology: rdflib.Graph) -> None:
    ours = {s for s in ontology.subjects() if str(s).startswith(expand("tg:"))}
    assert len(ours) > 15
    for term in ours:
        assert ontology.value(term, RDFS.label), term
        assert ontology.value(term, SKOS.definition), term
        assert ontology.value(term, RDFS.isDefinedBy), term
    header = rdflib.URIRef("https://w3id.org/talkgraph/ontology")
    assert ontology.value(header, OWL.versionInfo)
    assert ontology.value(header, SKOS.changeNote)


def test_the_context_has_every_prefix_class_and_predicate() -> None:
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {name: context[name] for name in prefixes()} == dict(prefixes())
    for kind, name in class_names().items():
        assert context[kind.value] == name
    for predicate, relation in relations().items():
        definition = context[predicate.partition(":")[2]]
        expected = relation.datatype or "@id"
        if expected == "xsd:string":
            assert definition == predicate
        else:
            assert definition == {"@id": predicate, "@type": expected}


def test_the_symmetric_relation_reads_alike_from_both_sides() -> None:
    symmetric = [relation for relation in relations().values() if relation.symmetric]
    assert [relation.predicate for relation in symmetric] == [Predicate.ALTERNATIVE_TO]
    assert symmetric[0].label == symmetric[0].inverse


def test_a_value_fits_only_a_relation_to_values() -> None:
    assert relations()[Predicate.START_DATE].fits(Kind.EVENT)
    assert not relations()[Predicate.START_DATE].fits(Kind.TALK)
    assert not relations()[Predicate.START_DATE].fits(Kind.EVENT, Kind.PLACE)
    assert not relations()[Predicate.LOCATION].fits(Kind.EVENT)


def test_a_foreign_prefix_is_refused() -> None:
    with pytest.raises(ValueError, match="'ex:name' has no prefix of the graph: tg, schema"):
        expand("ex:name")


def test_iris_of_no_vocabulary_stay_whole() -> None:
    assert shorten("https://schema.org/") == "https://schema.org/"
    assert shorten("https://schema.org/docs/x") == "https://schema.org/docs/x"


def test_shapes_and_ontology_know_what_words_can_look_like(
    ontology: rdflib.Graph, shapes: rdflib.Graph
) -> None:
    words = {str(seen_as) for seen_as in UnreadAs}
    range_ = ontology.value(_iri("tg:unreadAs"), RDFS.range)
    property_ = shapes.value(predicate=SH.path, object=_iri("tg:unreadAs"))

    for graph, owner, predicate in ((ontology, range_, OWL.oneOf), (shapes, property_, SH["in"])):
        listed = graph.value(owner, predicate)
        assert listed is not None
        assert {str(word) for word in Collection(graph, listed)} == words


def test_the_context_has_every_class_and_property_that_is_ours(ontology: rdflib.Graph) -> None:
    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    spelt = {each["@id"] if isinstance(each, dict) else each for each in context.values() if each != 1.1}
    derived = {str(predicate) for predicate, relation in relations().items() if relation.derived}
    ours = {shorten(str(term)) for term in ontology.subjects() if str(term).startswith(expand("tg:"))}

    assert ours - derived <= spelt
