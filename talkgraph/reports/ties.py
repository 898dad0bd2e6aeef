"""The statements that tie things together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Iri

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from talkgraph.graph.values import Statement, TalkGraph

__all__ = ["ties"]


def ties(graph: TalkGraph, relations: Collection[str]) -> Iterator[tuple[str, str, Statement]]:
    """The statements of some relations between two different things, with the texts of both IRIs.

    Args:
        graph: the graph.
        relations: prefixed names of the predicates that count.
    """
    things = {iri.value for iri in graph.things}
    wanted = frozenset(relations)
    for statement in graph.statements:
        target = statement.object
        if statement.predicate in wanted and isinstance(target, Iri):
            one, other = statement.subject.value, target.value
            if one != other and one in things and other in things:
                yield one, other, statement
