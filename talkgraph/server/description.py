"""What the service is and holds: SPARQL 1.1 Service Description, VoID, prefixes and examples.

Sources: https://www.w3.org/TR/sparql11-service-description/ and
https://www.w3.org/TR/void/; prefixes and examples are SHACL's
(``sh:declare``, ``sh:SPARQLExecutable``), as query editors read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.model import Iri, prefixes
from talkgraph.server.answering import graph_body
from talkgraph.server.media import choose, media_types
from talkgraph.server.replies import Problem, Reply
from talkgraph.sparql import fill
from talkgraph.sparql.values import term_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph as ox

    from talkgraph.graph import NameIndex
    from talkgraph.server.session import Session
    from talkgraph.sparql import Cell, Parameter, SavedQuery

__all__ = ["description", "filled_example"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_SH = "http://www.w3.org/ns/shacl#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = {
    "JSON": "SPARQL_Results_JSON",
    "XML": "SPARQL_Results_XML",
    "CSV": "SPARQL_Results_CSV",
    "TSV": "SPARQL_Results_TSV",
    "TURTLE": "Turtle",
    "N_TRIPLES": "N-Triples",
    "RDF_XML": "RDF_XML",
    "JSON_LD": "JSON-LD",
    "TRIG": "TriG",
    "N_QUADS": "N-Quads",
}
_PARTITIONS = {
    "class": "SELECT ?term (COUNT(*) AS ?count) { ?s a ?term } GROUP BY ?term ORDER BY ?term",
    "property": "SELECT ?term (COUNT(*) AS ?count) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term",
}


def description(session: Session, *, accept: str | None, ending: str | None, root: str) -> Reply:
    """The description of the service.

    Args:
        session: the open store.
        accept: the client's ``Accept`` header.
        ending: the short name of a format, which goes before the header.
        root: the address of the server, with a slash at its end.
    """
    graphs = media_types("graphs")
    media = next((each for each in graphs if each.ending == ending), None) or choose(accept, graphs)
    if media is None:
        names = ", ".join(each.name for each in graphs)
        return Problem(406, f"the description can be had in {names}").reply(accept)
    triples = list(dict.fromkeys(_triples(session, root)))
    body = graph_body(triples, media, base=root, most=session.limits.answer)
    return Reply(body, media.name, headers={"Vary": "Accept"})


def filled_example(saved: SavedQuery, names: NameIndex) -> str:
    """A saved query as it can be asked: with a value in place of each parameter.

    A thing that it proposes and the graph lacks gives way to the
    best-connected one of its kind.

    Args:
        saved: the query.
        names: the names of the graph.
    """
    return fill(saved.text, {p.name: term_text(_proposed(p, names)) for p in saved.parameters})


def _proposed(parameter: Parameter, names: NameIndex) -> Cell:
    if parameter.kinds is None:
        return None if parameter.default is None else parameter.read(parameter.default)
    if parameter.default is None:
        return None
    found = names.find(parameter.default, parameter.kinds)
    thing = found.thing if found else names.heaviest(parameter.kinds)
    return thing.iri if thing else Iri("urn:nothing")


def _triples(session: Session, root: str) -> Iterator[ox.Triple]:
    import pyoxigraph as ox

    def iri(value: str) -> ox.NamedNode:
        return ox.NamedNode(value)

    def say(subject: str, predicate: str, target: Any) -> ox.Triple:
        spelt = target if isinstance(target, ox.NamedNode | ox.Literal) else ox.Literal(target)
        return ox.Triple(iri(subject), iri(predicate), spelt)

    service, dataset, graph = f"{root}sparql", f"{root}sparql#dataset", f"{root}sparql#default-graph"
    rdf_type = f"{prefixes()['rdf']}type"
    yield say(service, rdf_type, iri(f"{_SD}Service"))
    yield say(service, f"{_SD}endpoint", iri(service))
    yield say(service, f"{_SD}supportedLanguage", iri(f"{_SD}SPARQL11Query"))
    for family in ("results", "graphs"):
        for media in media_types(family):
            yield say(service, f"{_SD}resultFormat", iri(_FORMATS + _FORMAT_NAMES[media.format]))
    yield say(service, f"{_SD}defaultDataset", iri(dataset))
    yield say(dataset, rdf_type, iri(f"{_SD}Dataset"))
    yield say(dataset, rdf_type, iri(f"{_VOID}Dataset"))
    yield say(dataset, f"{_SD}defaultGraph", iri(graph))
    yield say(dataset, f"{_VOID}sparqlEndpoint", iri(service))
    yield say(dataset, f"{_VOID}uriSpace", session.base)
    yield say(graph, rdf_type, iri(f"{_SD}Graph"))
    words = "The default graph holds the merged statements; each recap has a named graph with its claims."
    yield say(dataset, f"{prefixes()['dcterms']}description", words)
    yield from (say(*each) for each in _counts(session, graph))
    for prefix, namespace in (*prefixes().items(), ("id", session.base)):
        node = f"{root}sparql#prefix-{prefix}"
        yield say(service, f"{_SH}declare", iri(node))
        yield say(node, f"{_SH}prefix", prefix)
        yield say(node, f"{_SH}namespace", ox.Literal(namespace, datatype=iri(f"{prefixes()['xsd']}anyURI")))
    for saved in session.queries.values():
        node = f"{root}q/{saved.name}"
        yield say(node, rdf_type, iri(f"{_SH}SPARQLExecutable"))
        yield say(node, rdf_type, iri(f"{_SH}SPARQLSelectExecutable"))
        yield say(node, f"{prefixes()['rdfs']}label", saved.title)
        yield say(node, f"{prefixes()['rdfs']}comment", saved.description)
        yield say(node, f"{_SH}select", filled_example(saved, session.names))
        yield say(node, f"{prefixes()['schema']}target", iri(service))


def _counts(session: Session, graph: str) -> Iterator[tuple[str, str, Any]]:
    """How many triples the default graph has, and of each class and property how many."""
    import pyoxigraph as ox

    store = session.store.graph
    total = 0
    for kind, query in _PARTITIONS.items():
        rows: Any = store.query(query)
        for row in rows:
            term, count = row["term"].value, row["count"]
            node = f"{graph}-{kind}-{term.rpartition('#')[2].rpartition('/')[2]}"
            yield graph, f"{_VOID}{kind}Partition", ox.NamedNode(node)
            yield node, f"{_VOID}{kind}", ox.NamedNode(term)
            yield node, f"{_VOID}{'entities' if kind == 'class' else 'triples'}", count
            total += int(count.value) if kind == "property" else 0
    yield graph, f"{_VOID}triples", ox.Literal(total)
    recaps: Any = store.query("SELECT (COUNT(DISTINCT ?g) AS ?count) { GRAPH ?g { ?s a ?c } }")
    yield graph, f"{_VOID}documents", next(iter(recaps))["count"]
