"""What things of a graph lack that things of their kind should have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Predicate
from talkgraph.reports.facts import item, linked, of_kind
from talkgraph.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.graph.values import TalkGraph
    from talkgraph.reports.values import Item

__all__ = ["Gap", "lacks"]

_SPEAKERS = "speakers"


@dataclass(frozen=True, slots=True)
class Gap:
    """Things that lack what things of their kind should have.

    Attributes:
        lack: what they lack, in words.
        of: how many things might lack it.
        things: those that lack it, by IRI.
    """

    lack: str
    of: int
    things: tuple[Item, ...]


def lacks(graph: TalkGraph) -> Iterator[tuple[str, Gap]]:
    """What is missing in a graph, each with its name in ``data/en/reports/lacks.toml``."""
    for name, row in wording("lacks").items():
        if "predicate" in row:
            kind = row["kind"]
            candidates = _speakers(graph) if kind == _SPEAKERS else of_kind(graph, Kind(kind))
            yield name, _gap(graph, row["title"], candidates, Predicate(row["predicate"]))


def _speakers(graph: TalkGraph) -> list[Iri]:
    return sorted(
        {
            speaker
            for talk in of_kind(graph, Kind.TALK)
            for speaker, _ in linked(graph, talk, Predicate.PERFORMER)
        }
    )


def _gap(graph: TalkGraph, lack: str, candidates: Sequence[Iri], predicate: Predicate) -> Gap:
    lacking = (
        iri
        for iri in candidates
        if all(statement.predicate is not predicate for statement in graph.outgoing.get(iri, ()))
    )
    return Gap(lack, len(candidates), tuple(item(graph, iri) for iri in lacking))
