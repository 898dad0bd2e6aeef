"""What a store on the network says of the graph that was pushed into it.

``talkgraph push`` puts a named graph beside those of the recaps, ``<base>pushed``:
what the graph is built with, and for each thing and recap the hash of what is
there of it. A graph that came there in another way has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.errors import NotAStoreError
from talkgraph.model import DEFAULT_BASE, prefixes
from talkgraph.store.confidence import DEFAULT_MIN_CONFIDENCE
from talkgraph.store.remote.graph import RemoteGraph

if TYPE_CHECKING:
    from talkgraph.store.remote.client import SparqlClient

__all__ = ["Held", "description_of", "graph_of", "held"]

_ABOUT = """
SELECT ?about ?base ?least ?generation ?statements WHERE {
  GRAPH ?about {
    ?about a void:Dataset ; void:uriSpace ?base ; tg:confidence ?least .
    OPTIONAL { ?about schema:sha256 ?generation }
    OPTIONAL { ?about sd:defaultGraph ?statements }
  }
}
ORDER BY ?about
"""
_ANY_RECAP = "SELECT ?recap WHERE { { ?recap a tg:Recap } UNION { GRAPH ?g { ?recap a tg:Recap } } } LIMIT 1"
_VOID = "http://rdfs.org/ns/void#"
_SD = "http://www.w3.org/ns/sparql-service-description#"


@dataclass(frozen=True, slots=True)
class Held:
    """What a store on the network holds.

    Attributes:
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make its statements.
        generation: name of the graph, a hash of its content; empty while a push into
            it is not complete, and for a graph that was not pushed.
        statements: IRI of the graph with the merged statements; None for the default graph.
        about: IRI of the graph that says so; None for a graph that was not pushed.
    """

    base: str
    min_confidence: float
    generation: str = ""
    statements: str | None = None
    about: str | None = None


def held(client: SparqlClient, *, base: str | None = None) -> Held | None:
    """What a store holds; None for no graph of talkgraph's.

    Args:
        client: speaks with the store.
        base: what the IRIs of the wanted graph begin with; None for the only graph there.

    Raises:
        NotAStoreError: it holds several graphs, and none is named.
        RemoteStoreError: it is not reached, or refuses.
    """
    everything = RemoteGraph(client)
    rows: Any = everything.query(_ABOUT, prefixes=_names())
    found = [
        Held(
            row["base"].value,
            float(row["least"].value),
            row["generation"].value if row["generation"] else "",
            row["statements"].value if row["statements"] else None,
            row["about"].value,
        )
        for row in rows
    ]
    wanted = [one for one in found if base in {None, one.base}]
    if len(wanted) > 1:
        bases = ", ".join(one.base for one in wanted)
        raise NotAStoreError(str(client.endpoint), f"holds several graphs ({bases}), and one can be read")
    if wanted:
        return wanted[0]
    recaps: Any = everything.query(_ANY_RECAP, prefixes=_names())
    for row in recaps:
        iri = str(row["recap"].value)
        start = iri.rpartition("recap/")[0] or DEFAULT_BASE
        return Held(start, DEFAULT_MIN_CONFIDENCE) if base in {None, start} else None
    return None


def graph_of(client: SparqlClient, found: Held) -> RemoteGraph:
    """The graph that a store holds."""
    recaps = f"{found.base}recap/"
    graph = RemoteGraph(client, statements=found.statements, recaps=recaps)
    if found.statements is None or graph.query(f"ASK {{ GRAPH ?g {{ <{found.about}> ?p ?o }} }}"):
        return graph
    return RemoteGraph(client, statements=found.statements, shows_named=False, recaps=recaps)


def _names() -> dict[str, str]:
    return {**prefixes(), "void": _VOID, "sd": _SD}


def description_of(held: Held) -> str:
    """What the graph ``held.about`` says, as N-Triples without its hashes of things."""
    node, rdf = f"<{held.about}>", prefixes()["rdf"]
    decimal = f'"{held.min_confidence:g}"^^<{prefixes()["xsd"]}decimal>'
    lines = [
        f"{node} <{rdf}type> <{_VOID}Dataset> .",
        f'{node} <{_VOID}uriSpace> "{held.base}" .',
        f"{node} <{prefixes()['tg']}confidence> {decimal} .",
    ]
    if held.generation:
        lines.append(f'{node} <{prefixes()["schema"]}sha256> "{held.generation}" .')
    if held.statements is not None:
        lines.append(f"{node} <{_SD}defaultGraph> <{held.statements}> .")
    return "\n".join(lines)
