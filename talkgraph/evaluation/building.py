"""The graph of one file alone, made without a folder for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.graph import Quote, TalkGraph, project_dataset
from talkgraph.model import Predicate
from talkgraph.resolution import RecapClaims, resolve
from talkgraph.sources import find_recaps, read_recaps
from talkgraph.store import graph_lines
from talkgraph.store.statements import resolve_claims

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkgraph.extraction import Extractor
    from talkgraph.model import Iri
    from talkgraph.resolution import Resolution

__all__ = ["EMPTY", "LoneGraph", "build_alone", "graph_in_memory"]


@dataclass(frozen=True)
class LoneGraph:
    """A graph that was never written to a folder.

    Attributes:
        graph: the graph.
        types: by thing, the claims that it is of its kind, most certain first.
    """

    graph: TalkGraph
    types: Mapping[Iri, tuple[Quote, ...]]


EMPTY = LoneGraph(TalkGraph(), MappingProxyType({}))
"""What a file gives that cannot be read."""


def build_alone(path: Path, extractor: Extractor, *, threshold: float = 0.0) -> LoneGraph:
    """Make the graph that a build of this file alone would give.

    Args:
        path: the recap.
        extractor: draws the claims.
        threshold: leaves out what is less certain.

    Raises:
        SourceError: it cannot be read.
    """
    documents = [document for file in find_recaps([path]) for document in read_recaps(file)]
    recaps = [RecapClaims(document, extractor.extract(document)) for document in documents]
    return graph_in_memory(recaps, threshold=threshold)


def graph_in_memory(recaps: Sequence[RecapClaims], *, threshold: float = 0.0) -> LoneGraph:
    """Make the graph of recaps as the store would hold it.

    Args:
        recaps: the recaps with their claims.
        threshold: leaves out what is less certain.
    """
    import pyoxigraph as ox

    resolution = resolve(recaps)
    dataset = ox.Store()
    dataset.load(input=b"".join(graph_lines(recaps, resolution)), format=ox.RdfFormat.N_QUADS)
    graph = project_dataset(dataset, threshold=threshold)
    return LoneGraph(graph, _types(recaps, resolution, threshold))


def _types(
    recaps: Sequence[RecapClaims], resolution: Resolution, threshold: float
) -> Mapping[Iri, tuple[Quote, ...]]:
    found: dict[Iri, list[Quote]] = defaultdict(list)
    for recap in recaps:
        iri = resolution.recaps[recap.document.source]
        for claim in resolve_claims(recap, resolution):
            if claim.predicate is Predicate.TYPE and claim.confidence >= threshold:
                where = claim.evidence
                quote = Quote(where.quote, iri, where.start, where.end, claim.confidence, claim.rule)
                found[claim.subject].append(quote)
    return MappingProxyType(
        {iri: tuple(sorted(quotes, key=lambda q: (-q.confidence, q))) for iri, quotes in found.items()}
    )
