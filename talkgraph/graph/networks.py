"""The graph for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate, relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from talkgraph.graph.values import Statement, TalkGraph

__all__ = ["networkx_graph", "years"]


def networkx_graph(graph: TalkGraph) -> nx.MultiDiGraph[str]:
    """A directed multigraph of the things and the statements between them.

    Nodes are IRIs as strings, with the attributes ``kind``, ``label``,
    ``alternate_names`` and ``urls`` (tuples), ``year`` (see ``years``) and,
    where a recap gives it, ``date`` and ``attendance``. The key of an edge is
    its predicate as in ``schema:performer``; its attributes are ``predicate``,
    ``label`` (in words), ``confidence``, ``quotes`` (how many), ``quote`` (the
    most certain, or None) and ``derived``.
    """
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    year_of = years(graph)
    for iri, thing in graph.things.items():
        network.add_node(
            iri.value,
            kind=thing.kind.value,
            label=thing.name,
            alternate_names=thing.alternate_names,
            urls=thing.urls,
            year=year_of.get(iri),
        )
    for statement in graph.statements:
        if isinstance(statement.object, Iri):
            _add_edge(network, statement.object, statement)
        elif statement.predicate is Predicate.START_DATE:
            network.nodes[statement.subject.value].setdefault("date", statement.object)
        elif statement.predicate is Predicate.ATTENDANCE and statement.object.isdecimal():
            network.nodes[statement.subject.value].setdefault("attendance", int(statement.object))
    return network


def _add_edge(network: nx.MultiDiGraph[str], target: Iri, statement: Statement) -> None:
    relation = relations()[statement.predicate]
    network.add_edge(
        statement.subject.value,
        target.value,
        key=statement.predicate.value,
        predicate=statement.predicate.value,
        label=relation.label,
        confidence=statement.confidence,
        quotes=len(statement.quotes),
        quote=statement.quotes[0].text if statement.quotes else None,
        derived=relation.derived,
    )


def years(graph: TalkGraph) -> Mapping[Iri, int]:
    """The year of each event whose date is known, and of each talk at such an event."""
    found: dict[Iri, int] = {}
    for statement in graph.statements:
        if statement.predicate is Predicate.START_DATE and str(statement.object)[:4].isdecimal():
            year = int(str(statement.object)[:4])
            found[statement.subject] = min(year, found.get(statement.subject, year))
    events = dict(found)
    for statement in graph.statements:
        if statement.predicate is Predicate.SUPER_EVENT and isinstance(statement.object, Iri):
            talk = graph.things.get(statement.subject)
            if talk is not None and talk.kind is Kind.TALK and statement.object in events:
                found[statement.subject] = events[statement.object]
    return found
