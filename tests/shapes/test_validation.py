"""The example keeps to the shapes, and every way of breaking them is noticed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from talkgraph.model import prefixes
from talkgraph.shapes import Violation, ontology_file, validate, validate_graph

if TYPE_CHECKING:
    from talkgraph.store import Store

pytest.importorskip("pyshacl")

BASE = "https://w3id.org/talkgraph/id/"


def test_the_example_keeps_to_its_shapes(example_store: Store) -> None:
    report = validate(example_store)
    assert report.violations == ()
    assert report.conforms
    assert report.triples > 650


def _claim(where: str, *, instead: str = "") -> str:
    """An update of one claim: takes away what matches, and puts something else there."""
    one = "?claim rdf:predicate tg:alternativeTo ; oa:hasSelector ?quote . "
    return f"""DELETE {{ GRAPH ?recap {{ {where} }} }} INSERT {{ GRAPH ?recap {{ {instead} }} }}
               WHERE {{ GRAPH ?recap {{ {one} {where} }} }}"""


def _unread(where: str, instead: str = "") -> str:
    """The same for unread words."""
    one = "?unread a tg:Unread ; oa:hasSelector ?quote . "
    return f"""DELETE {{ GRAPH ?recap {{ {where} }} }} INSERT {{ GRAPH ?recap {{ {instead} }} }}
               WHERE {{ GRAPH ?recap {{ {one} {where} }} }}"""


BROKEN = {
    "a thing without a name": (
        "DELETE WHERE { <technology/ipfs> schema:name ?n }",
        "schema:name",
        "needs one schema:name",
    ),
    "a thing with two names": (
        "INSERT DATA { <technology/ipfs> schema:name 'Ipfs' }",
        "schema:name",
        "needs one schema:name",
    ),
    "an empty name": (
        "DELETE DATA { <technology/git> schema:name 'git' }; INSERT DATA { <technology/git> schema:name '' }",
        "schema:name",
        "needs one schema:name",
    ),
    "a thing of two kinds": (
        "INSERT DATA { <technology/ipfs> a schema:Organization }",
        "rdf:type",
        "has two classes",
    ),
    "a thing of no kind": (
        "INSERT DATA { <technology/x> schema:name 'X' }",
        "",
        "has a name or an address and no class",
    ),
    "a talk in a series": (
        "INSERT DATA { <talk/dotscale-2016/oliver-keeble> schema:superEvent <series/dotscale> }",
        "schema:superEvent",
        "a talk belongs to an event",
    ),
    "an event in an event": (
        "INSERT DATA { <event/dotscale-2016> schema:superEvent <event/distributed-things-2> }",
        "schema:superEvent",
        "an event belongs to a series",
    ),
    "a talk given by a company": (
        "INSERT DATA { <talk/dotscale-2016/oliver-keeble> schema:performer <organization/cern> }",
        "schema:performer",
        "the performer of a talk is a person",
    ),
    "a talk about a person": (
        "INSERT DATA { <talk/dotscale-2016/oliver-keeble> schema:about <person/juan-benet> }",
        "",
        "a talk is about a technology",
    ),
    "a person who builds on a technology": (
        "INSERT DATA { <person/juan-benet> tg:buildsOn <technology/git> }",
        "",
        "only a technology builds on",
    ),
    "a technology that builds on a place": (
        "INSERT DATA { <technology/git> tg:buildsOn <place/paris> }",
        "",
        "what is used or built on",
    ),
    "a person who works for a technology": (
        "INSERT DATA { <person/juan-benet> schema:worksFor <technology/git> }",
        "",
        "people work for organizations",
    ),
    "a date that is a year": (
        "INSERT DATA { <event/distributed-things-2> schema:startDate 2016 }",
        "schema:startDate",
        "an event starts on an xsd:date",
    ),
    "fewer than no people": (
        "INSERT DATA { <event/distributed-things-2> tg:attendance -1 }",
        "tg:attendance",
        "attendance is a whole number",
    ),
    "a place that is a text": (
        "INSERT DATA { <event/distributed-things-2> schema:location 'Paris' }",
        "schema:location",
        "a location is a place",
    ),
    "a claim without its rule": (
        _claim("?claim tg:rule ?rule"),
        "tg:rule",
        "a claim needs one tg:rule",
    ),
    "a claim without its recap": (
        _claim("?claim prov:wasDerivedFrom ?recap"),
        "prov:wasDerivedFrom",
        "a claim needs one recap",
    ),
    "a claim without its subject": (
        _claim("?claim rdf:subject ?subject"),
        "rdf:subject",
        "a claim needs one rdf:subject",
    ),
    "a claim without its object": (
        _claim("?claim rdf:object ?object"),
        "rdf:object",
        "a claim needs one rdf:object",
    ),
    "a claim without a quote": (
        _claim("?claim oa:hasSelector ?quote"),
        "oa:hasSelector",
        "a claim needs one selector",
    ),
    "a claim surer than sure": (
        _claim("?claim tg:confidence ?sure", instead="?claim tg:confidence 1.1"),
        "tg:confidence",
        "from 0 to 1",
    ),
    "a claim of what nobody can claim": (
        _claim("?claim rdf:predicate ?predicate", instead="?claim rdf:predicate tg:spokeAt"),
        "rdf:predicate",
        "of those that recaps can state",
    ),
    "a quote that ends before it starts": (
        _claim("?quote oa:end ?end", instead="?quote oa:end 1"),
        "oa:start",
        "before its end",
    ),
    "a quote that stands elsewhere": (
        _claim("?quote oa:exact ?words", instead="?quote oa:exact 'Never said.'"),
        "oa:exact",
        "does not stand at its offsets",
    ),
    "a statement that nobody makes": (
        "INSERT DATA { <technology/git> tg:buildsOn <technology/http> }",
        "tg:buildsOn",
        "no claim of any recap makes this statement",
    ),
    "unread words without a place": (
        _unread("?unread oa:hasSelector ?quote"),
        "oa:hasSelector",
        "unread words need one selector",
    ),
    "unread words that look like nothing": (
        _unread("?unread tg:unreadAs ?as", instead="?unread tg:unreadAs 'noise'"),
        "tg:unreadAs",
        "of the three that there are",
    ),
    "unread words that never stand there": (
        _unread("?unread tg:times ?times", instead="?unread tg:times 0"),
        "tg:times",
        "from 1",
    ),
    "unread words without a name": (
        _unread("?unread schema:name ?name"),
        "schema:name",
        "unread words need one schema:name",
    ),
    "unread words of no recap": (
        _unread("?unread prov:wasDerivedFrom ?recap"),
        "prov:wasDerivedFrom",
        "unread words need one recap",
    ),
    "unread words that stand elsewhere": (
        _unread("?quote oa:exact ?words", instead="?quote oa:exact 'Never said.'"),
        "oa:exact",
        "does not stand at its offsets",
    ),
    "a recap without its text": (
        "DELETE WHERE { GRAPH <recap/2016-05-10-meetup> { ?recap schema:articleBody ?text } }",
        "schema:articleBody",
        "a recap needs one schema:articleBody",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_graph_does_not(example_store: Store, case: str) -> None:
    update, path, message = BROKEN[case]
    graph = ox.Store()
    graph.extend(example_store.graph)
    before = set(graph)
    graph.update(update, prefixes=dict(prefixes()), base_iri=BASE)
    assert set(graph) != before
    report = validate_graph(graph)
    assert not report.conforms
    assert [v for v in report.violations if v.path == path and message in v.message], report.violations


def test_violations_are_plain_and_sorted(example_store: Store) -> None:
    graph = ox.Store()
    graph.extend(example_store.graph)
    graph.update(
        "INSERT DATA { <event/b> a schema:Event . <event/a> a schema:Event }",
        prefixes=dict(prefixes()),
        base_iri=BASE,
    )
    message = "needs one schema:name that is a text"
    assert validate_graph(graph).violations == (
        Violation(f"{BASE}event/a", "schema:name", message),
        Violation(f"{BASE}event/b", "schema:name", message),
    )
    assert str(validate_graph(graph).violations[0]) == f"{BASE}event/a schema:name: {message}"


def test_without_pyshacl_the_extra_is_named(example_store: Store) -> None:
    script = (
        "import sys, pathlib; sys.modules['pyshacl'] = None\n"
        "from talkgraph.shapes import validate; from talkgraph.store import open_store\n"
        "validate(open_store(pathlib.Path(sys.argv[1])))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, example_store.folder], capture_output=True, text=True, check=False
    )
    assert "pyshacl is not installed: pip install 'talkgraph[shapes]'" in done.stderr


def test_the_files_of_the_ontology_are_found() -> None:
    for name in ("talkgraph.ttl", "shapes.ttl", "context.jsonld", "checks"):
        assert ontology_file(name).exists()
    with pytest.raises(FileNotFoundError, match=r"no file 'owl\.ttl'"):
        ontology_file("owl.ttl")
