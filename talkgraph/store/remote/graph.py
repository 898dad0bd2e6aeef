"""A store on the network, read as if it were Oxigraph's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from talkgraph.errors import RemoteStoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

    from talkgraph.store.remote.client import SparqlClient

__all__ = ["RemoteGraph"]

_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_GRAPH = re.compile(r"\bGRAPH\s*(?:<([^<>]*)>|[?$\w])", re.IGNORECASE)
_POSITIONS = ("s", "p", "o")


class RemoteGraph:
    """The graph of a store that is asked by SPARQL. A ``QuadSource``.

    Args:
        client: speaks with the store.
        statements: IRI of the graph with the merged statements; None where that
            is the store's default graph.
        shows_named: whether the store shows its named graphs beside a default graph
            that is asked for, as Virtuoso does. The standard has it that it hides them.
        recaps: what the IRIs of its recaps begin with, whose named graphs are part of
            it; others, which the store holds beside, are not. None for all.
    """

    def __init__(
        self,
        client: SparqlClient,
        *,
        statements: str | None = None,
        shows_named: bool = True,
        recaps: str | None = None,
    ) -> None:
        self._client = client
        self._default = () if statements is None else (statements,)
        self._shows_named = shows_named
        self._all_named: tuple[str, ...] | None = None
        self._recaps = recaps

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None,
        named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The answer to a query, as ``pyoxigraph.Store.query`` gives it.

        Raises:
            SyntaxError: it is no SPARQL 1.1; the store is not asked then.
            QueryError: the store does not take it, or cuts the answer short.
            RemoteStoreError: the store is not reached, or refuses.
        """
        import pyoxigraph as ox

        # Oxigraph's parser tells what is wrong in the same words for every store, and the kind of the answer.
        # The answer itself is not kept: an error could carry it into another thread, where it must not end.
        kind = type(ox.Store().query(query, base_iri=base_iri, prefixes=prefixes))
        text = _declared(query, base_iri, prefixes or {})
        is_graph = kind is ox.QueryTriples
        answer = self._client.query(
            text,
            accept=_TRIPLES if is_graph else _JSON,
            default=_iris(default_graph) or self._default,
            named=_iris(named_graphs) or self._named_for(query, base_iri),
        )
        try:
            if not is_graph:
                told = ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
                is_asked = kind is ox.QueryBoolean
                return _truth(told) if is_asked and isinstance(told, ox.QuerySolutions) else told
            found = ox.Store()
            found.load(input=answer, format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as error:
            raise RemoteStoreError(self._client.endpoint, f"its answer cannot be read: {error}") from error
        return found.query("CONSTRUCT WHERE { ?s ?p ?o }")

    def _named_for(self, query: str, base: str | None) -> Sequence[str]:
        """The named graphs to ask for, where they would be hidden otherwise."""
        import pyoxigraph as ox

        asked = _GRAPH.findall(query) if self._default else []
        if not asked:
            return ()
        if all(asked):  # Virtuoso, too, hides a graph that is called by its name
            return tuple(dict.fromkeys(urljoin(base or "", iri) for iri in asked))
        if self._shows_named:
            return ()
        if self._all_named is None:
            found = self._client.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", accept=_JSON)
            rows: Any = ox.parse_query_results(found, format=ox.QueryResultsFormat.JSON)
            self._all_named = tuple(sorted(row["g"].value for row in rows))
        return self._all_named

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,  # noqa: A002 (Oxigraph's name)
        graph_name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
        /,
    ) -> Iterator[ox.Quad]:
        """The quads that fit; None stands for anything."""
        import pyoxigraph as ox

        given: tuple[Any, ...] = (subject, predicate, object)
        pattern = zip(_POSITIONS, given, strict=True)
        triple = " ".join(f"?{name}" if term is None else str(term) for name, term in pattern)
        if isinstance(graph_name, ox.DefaultGraph):
            where = self._stated(triple)
        elif graph_name is not None:
            where = f"GRAPH {graph_name} {{ {triple} }}"
        else:
            where = self._anywhere(triple)
        rows: Any = self.query(f"SELECT * {{ {where} }}")
        names = {variable.value for variable in rows.variables}
        found = []  # not one by one: an answer of Oxigraph must end in the thread where it began
        for row in rows:
            s, p, o = (row[name] if name in names else t for name, t in zip(_POSITIONS, given, strict=True))
            graph = (row["g"] if "g" in names else None) or graph_name or ox.DefaultGraph()
            found.append(ox.Quad(s, p, o, graph))
        return iter(found)

    def __iter__(self) -> Iterator[ox.Quad]:
        """All quads."""
        return self.quads_for_pattern(None, None, None)

    def __len__(self) -> int:
        """How many quads there are."""
        rows: Any = self.query(f"SELECT (COUNT(*) AS ?n) {{ {self._anywhere('?s ?p ?o')} }}")
        return int(next(iter(rows))["n"].value)

    def _anywhere(self, triple: str) -> str:
        """A pattern that finds a triple in the default graph and in the named ones."""
        own = "" if self._recaps is None else f'FILTER(STRSTARTS(STR(?g), "{self._recaps}"))'
        return f"{{ {self._stated(triple)} }} UNION {{ GRAPH ?g {{ {triple} }} {own} }}"

    def _stated(self, triple: str) -> str:
        """A pattern that finds a triple in the default graph."""
        return f"GRAPH <{self._default[0]}> {{ {triple} }}" if self._default else triple

    def dump(
        self,
        output: str | None = None,
        format: ox.RdfFormat | None = None,  # noqa: A002 (Oxigraph's name)
    ) -> bytes | None:
        """All quads in one of the formats that can hold them."""
        import pyoxigraph as ox

        return ox.serialize(self, output, format=format or ox.RdfFormat.N_QUADS)


def _truth(told: ox.QuerySolutions) -> ox.QuerySolutions | ox.QueryBoolean:
    """The answer to an ASK in the form of Virtuoso, which gives a row with a number in it."""
    import pyoxigraph as ox

    is_true = any(str(term.value) not in {"0", "false"} for row in told for term in row if term is not None)
    boolean = b'{"head":{},"boolean":%s}' % (b"true" if is_true else b"false")
    return ox.parse_query_results(boolean, format=ox.QueryResultsFormat.JSON)


def _declared(query: str, base: str | None, prefixes: dict[str, str]) -> str:
    """A query that declares what it uses; what it declares itself comes later and counts."""
    used = sorted(name for name in prefixes if re.search(rf"(?<![\w-]){re.escape(name)}:", query))
    lines = [f"BASE <{base}>"] if base else []
    lines += [f"PREFIX {name}: <{prefixes[name]}>" for name in used]
    return "\n".join([*lines, query])


def _iris(graphs: Sequence[Any] | None) -> tuple[str, ...]:
    return tuple(graph.value for graph in graphs or ())
