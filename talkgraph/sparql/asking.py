"""Running a query against a store."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.errors import QueryError
from talkgraph.model import prefixes
from talkgraph.sparql.budget import check_size
from talkgraph.sparql.checking import forbid_remote, syntax_error
from talkgraph.sparql.lexing import fill
from talkgraph.sparql.values import Bindings, Cell, Dataset, Triples, cell, cells, term_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

    from talkgraph.store import Store

__all__ = ["Answer", "Result", "answer", "query"]

Answer: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"
Result: TypeAlias = Bindings | Triples | bool

_OWN_DATASET = Dataset()
_NOTHING: Mapping[str, Cell] = MappingProxyType({})


def query(
    store: Store, text: str, *, parameters: Mapping[str, Cell] = _NOTHING, written: str | None = None
) -> Result:
    """Asks a store in SPARQL 1.1.

    The default graph holds the merged statements; ``GRAPH ?recap { … }`` reads
    the claims, whatever their confidence. The graph's prefixes need no declaration, nor does ``id:``, the
    base of the things, to which IRIs such as ``<technology/ipfs>`` are relative.

    Args:
        store: an open store.
        text: a SELECT, ASK, CONSTRUCT or DESCRIBE query.
        parameters: values for ``$name`` in the text, by name.
        written: the query as its author wrote it, for what is wrong with it;
            None for the text.

    Returns:
        ``Bindings`` of a SELECT, a boolean of an ASK, ``Triples`` of the others.

    Raises:
        QueryError: the query cannot be read or run.
        ForbiddenQueryError: it would change the graph or call another server.
    """
    import pyoxigraph as ox

    found = answer(store, text, parameters=parameters, written=written)
    try:
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            triples = sorted(found, key=str)
            return Triples(tuple((cell(t.subject), cell(t.predicate), cell(t.object)) for t in triples))
        names = tuple(variable.value for variable in found.variables)
        return Bindings(names, cells(found))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"it failed: {error}") from error


def answer(
    store: Store,
    text: str,
    *,
    parameters: Mapping[str, Cell] = _NOTHING,
    dataset: Dataset = _OWN_DATASET,
    written: str | None = None,
) -> Answer:
    """Asks a store as ``query`` does, and gives Oxigraph's own answer, to be read once.

    Args:
        store: an open store.
        text: the query.
        parameters: values for ``$name`` in the text, by name.
        dataset: the graphs to ask, in place of those that the query names.
        written: the query as its author wrote it, for what is wrong with it;
            None for the text.

    Raises:
        QueryError: the query cannot be read or run.
        ForbiddenQueryError: it would change the graph or call another server.
    """
    known = _known(store.base)
    filled = fill(text, {name: _term(name, value) for name, value in parameters.items()})
    check_size(filled)
    forbid_remote(filled)
    try:
        return store.graph.query(filled, base_iri=store.base, prefixes=known, **_graphs(dataset))
    except SyntaxError as error:
        # A parameter can only be wrong where its author put it, so the author's text is shown.
        raise syntax_error(text if written is None else written, error, known) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"it failed: {error}") from error


@lru_cache(maxsize=16)
def _known(base: str) -> dict[str, str]:
    """The prefixes that need no declaration; nobody changes them."""
    return {**prefixes(), "id": base}


def _graphs(dataset: Dataset) -> dict[str, Any]:
    """The dataset for Oxigraph: where one kind of graph is given, the other kind is empty."""
    import pyoxigraph as ox

    if not dataset.default and not dataset.named:
        return {}
    try:
        default, named = (list(map(ox.NamedNode, iris)) for iris in (dataset.default, dataset.named))
    except ValueError as error:
        raise QueryError(f"the dataset names no graph: {error}") from error
    return {"default_graph": default, "named_graphs": named}


def _term(name: str, value: Cell) -> str:
    try:
        return term_text(value)
    except ValueError as error:
        raise QueryError(f"parameter {name}: {error}") from error
