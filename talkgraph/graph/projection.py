"""From a store to a graph in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talkgraph.graph.facts import Facts, ordered_statements
from talkgraph.graph.pausing import collection_paused
from talkgraph.graph.quoting import all_quotes
from talkgraph.graph.snapshots import WORTH_KEEPING, keep_graph, kept_graph
from talkgraph.graph.unread import read_unread
from talkgraph.graph.values import TalkGraph
from talkgraph.model import prefixes
from talkgraph.store.remote.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph.values import Recap
    from talkgraph.model import Iri
    from talkgraph.store import QuadSource, Store

__all__ = ["all_recaps", "project", "project_dataset", "project_outline"]


def project(store: Store, *, keep_from: int = WORTH_KEEPING) -> TalkGraph:
    """Reads a whole store into memory.

    Statements have all their quotes, also those that are less certain than
    what the store was built or opened with. A graph that takes long to read is
    kept in the folder of its store, as ``graph.json.gz``, until another build.

    Args:
        store: an open store.
        keep_from: how many statements make a graph worth keeping.

    Returns:
        The graph; equal stores give equal graphs, in the same order.
    """
    if isinstance(store.place, Endpoint):
        return project_dataset(store.graph)
    graph = kept_graph(store)
    if graph is None:
        graph = project_dataset(store.graph)
        if len(graph.statements) >= keep_from:
            keep_graph(store, graph)
    return graph


def project_dataset(dataset: QuadSource) -> TalkGraph:
    """The same as ``project``, for a dataset in Oxigraph that need not lie in a folder.

    Args:
        dataset: quads in the layout of the store.
    """
    with collection_paused():
        facts = _default_graph(dataset)
        return TalkGraph(
            things=facts.things(),
            statements=ordered_statements(facts.statements, all_quotes(dataset, facts.iris)),
            recaps=facts.recaps(),
            unread=read_unread(dataset),
        )


def project_outline(store: Store) -> TalkGraph:
    """The whole graph without its quotes: what connects what, in a fraction of the time and space.

    Args:
        store: an open store.
    """
    facts = _default_graph(store.graph)
    return TalkGraph(
        things=facts.things(), statements=ordered_statements(facts.statements, {}), recaps=facts.recaps()
    )


def all_recaps(store: Store) -> Mapping[Iri, Recap]:
    """The recaps of a store, by IRI, read without anything else.

    Args:
        store: an open store.
    """
    facts = Facts()
    rows: Any = store.graph.query(
        "SELECT ?s ?p ?o WHERE { ?s a tg:Recap ; ?p ?o }", prefixes=dict(prefixes())
    )
    facts.add(map(tuple, rows))
    return facts.recaps()


def _default_graph(dataset: QuadSource) -> Facts:
    facts = Facts()
    rows: Any = dataset.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    facts.add(map(tuple, rows))
    return facts
