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
from talkgraph.store import DEFAULT_MIN_CONFIDENCE, merge_recaps, narrowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkgraph.extraction import Extractor
    from talkgraph.model import Iri
    from talkgraph.store import MergedRecaps

__all__ = ["EMPTY", "LoneGraph", "build_alone", "graph_in_memory"]


@dataclass(frozen=True)
class LoneGraph:
    """A graph that was never written to a folder.

    Attributes:
        graph: the graph.
        whole: the same with the statements of all claims, however uncertain.
        types: by thing, the claims that it is of its kind, most certain first.
    """

    graph: TalkGraph
    whole: TalkGraph
    types: Mapping[Iri, tuple[Quote, ...]]


EMPTY = LoneGraph(TalkGraph(), TalkGraph(), MappingProxyType({}))
"""What a file gives that cannot be read."""


def build_alone(
    path: Path, extractor: Extractor, *, min_confidence: float = DEFAULT_MIN_CONFIDENCE
) -> LoneGraph:
    """Make the graph that a build of this file alone would give.

    Args:
        path: the recap.
        extractor: draws the claims.
        min_confidence: that of the build.

    Raises:
        SourceError: it cannot be read.
    """
    documents = [document for file in find_recaps([path]) for document in read_recaps(file)]
    recaps = [RecapClaims(document, extractor.extract(document)) for document in documents]
    return graph_in_memory(recaps, min_confidence=min_confidence)


def graph_in_memory(
    recaps: Sequence[RecapClaims], *, min_confidence: float = DEFAULT_MIN_CONFIDENCE
) -> LoneGraph:
    """Make the graph of recaps as the store would hold it.

    Args:
        recaps: the recaps with their claims.
        min_confidence: that of the build.
    """
    import pyoxigraph as ox

    merged = merge_recaps(recaps, resolve(recaps), min_confidence=0)
    dataset = ox.Store()
    dataset.load(input=b"".join(merged.lines()), format=ox.RdfFormat.N_QUADS)
    return LoneGraph(
        graph=project_dataset(narrowed(dataset, min_confidence)),
        whole=project_dataset(dataset),
        types=_types(merged),
    )


def _types(merged: MergedRecaps) -> Mapping[Iri, tuple[Quote, ...]]:
    found: dict[Iri, list[Quote]] = defaultdict(list)
    for source, claims in merged.claims.items():
        recap = merged.resolution.recaps[source]
        for claim in claims:
            if claim.predicate is Predicate.TYPE:
                where = claim.evidence
                quote = Quote(where.quote, recap, where.start, where.end, claim.confidence, claim.rule)
                found[claim.subject].append(quote)
    return MappingProxyType(
        {iri: tuple(sorted(quotes, key=lambda q: (-q.confidence, q))) for iri, quotes in found.items()}
    )
