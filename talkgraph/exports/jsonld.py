"""The graph as JSON-LD, spelt with the ontology's context.

The statements come first, one object a thing; then one object a recap whose
``@graph`` holds its description and claims. Everything is sorted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.model import expand, prefixes
from talkgraph.shapes import ontology_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyoxigraph as ox

    from talkgraph.store import Store

__all__ = ["jsonld_document", "write_jsonld"]


def write_jsonld(store: Store) -> bytes:
    """Everything, as one JSON-LD document that needs no other file."""
    return jsonld_document(store.graph)


def jsonld_document(quads: Iterable[ox.Quad]) -> bytes:
    """Some quads in the layout of the store, as one JSON-LD document that needs no other file."""
    import pyoxigraph as ox

    context = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))["@context"]
    writer = _Writer.of(context)
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        graphs["" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value].append(quad)
    nodes = writer.nodes(graphs.pop("", []))
    nodes += [{"id": name, "@graph": writer.nodes(members)} for name, members in sorted(graphs.items())]
    text = json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


@dataclass(frozen=True)
class _Writer:
    """Spells quads with the terms of a context.

    Attributes:
        terms: by IRI, the name that stands for it and the type that its values have unsaid.
    """

    terms: Mapping[str, tuple[str, str | None]]

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> _Writer:
        terms: dict[str, tuple[str, str | None]] = {}
        for term, definition in context.items():
            name = definition if isinstance(definition, str) else None
            if isinstance(definition, dict):
                name = definition["@id"]
            if name is not None and not name.startswith("@") and term not in prefixes():
                type_ = definition.get("@type") if isinstance(definition, dict) else None
                terms[expand(name)] = (term, expand(type_) if type_ and ":" in type_ else type_)
        return cls(terms)

    def nodes(self, quads: Iterable[ox.Quad]) -> list[dict[str, Any]]:
        by_subject: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            subject: Any = quad.subject  # always an IRI: the layout has no blank nodes
            by_subject[subject.value][quad.predicate.value].append(quad.object)
        return [
            {"id": subject, **self._properties(properties)}
            for subject, properties in sorted(by_subject.items())
        ]

    def _properties(self, properties: Mapping[str, list[Any]]) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for predicate, objects in properties.items():
            ordered = sorted(objects, key=str)
            if predicate == expand("rdf:type"):
                term, values = "type", [self._term(object_.value) for object_ in ordered]
            else:
                term, type_ = self.terms.get(predicate, (predicate, None))
                values = [self._value(object_, type_) for object_ in ordered]
            written[term] = values[0] if len(values) == 1 else values
        return dict(sorted(written.items(), key=lambda item: (item[0] != "type", item[0])))

    def _term(self, iri: str) -> str:
        return self.terms.get(iri, (iri, None))[0]

    def _value(self, term: Any, type_: str | None) -> Any:
        import pyoxigraph as ox

        if isinstance(term, ox.NamedNode):
            if type_ == "@vocab":
                return self._term(term.value)
            return term.value if type_ == "@id" else {"id": term.value}
        datatype = term.datatype.value
        if datatype == type_ or (type_ is None and datatype == expand("xsd:string")):
            return term.value
        if datatype == expand("xsd:string"):
            return {"@value": term.value}
        return {"@value": term.value, "@type": datatype}
