"""From recaps and their resolution to a generation of the store."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE
from talkgraph.store.confidence import DEFAULT_MIN_CONFIDENCE
from talkgraph.store.folder import StoreFolder
from talkgraph.store.quads import (
    as_lines,
    claim_facts,
    merged_facts,
    quote_facts,
    quote_iri,
    recap_facts,
    unread_facts,
)
from talkgraph.store.statements import merge, resolve_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from talkgraph.model import Evidence, Iri
    from talkgraph.resolution import RecapClaims, Resolution
    from talkgraph.store.quads import Fact
    from talkgraph.store.statements import Merged, ResolvedClaim

__all__ = ["MergedRecaps", "described", "graph_lines", "merge_recaps", "write_store"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MergedRecaps:
    """Recaps whose claims are about things, and what they say together.

    Attributes:
        recaps: the recaps.
        resolution: the things that their names stand for.
        claims: the claims of each recap, by its source.
        merged: what the default graph holds of them.
    """

    recaps: Sequence[RecapClaims]
    resolution: Resolution
    claims: Mapping[str, tuple[ResolvedClaim, ...]]
    merged: Merged

    def lines(self, *, base: str = DEFAULT_BASE) -> list[bytes]:
        """The whole graph as sorted N-Quads, one line each with its line break."""
        return sorted(set(self._by_recap(base)))

    def stream(self, *, base: str = DEFAULT_BASE) -> Iterator[bytes]:
        """The same lines, recap by recap and sorted only within each, which takes far less memory."""
        shared = len({*self.resolution.recaps.values()}) < len(self.resolution.recaps)
        yield from self.lines(base=base) if shared else self._by_recap(base)

    def _by_recap(self, base: str) -> Iterator[bytes]:
        for recap in self.recaps:
            iri = self.resolution.recaps[recap.document.source]
            yield from as_lines(described(recap, self.claims[recap.document.source], iri, base=base))
        yield from as_lines(merged_facts(self.merged))


def described(
    recap: RecapClaims, claims: Iterable[ResolvedClaim], iri: Iri, *, base: str = DEFAULT_BASE
) -> Iterator[Fact]:
    """All that the graph says of one recap: its description, its claims, what was not understood, its quotes.

    Args:
        recap: the recap.
        claims: its claims about things.
        iri: what it is called.
        base: what the IRIs of claims and quotes begin with.
    """
    quotes: dict[Evidence, Iri] = {}

    def quote_of(evidence: Evidence) -> Iri:
        if evidence not in quotes:
            quotes[evidence] = quote_iri(evidence, iri, base=base)
        return quotes[evidence]

    yield from recap_facts(recap.document, iri)
    for claim in claims:
        yield from claim_facts(claim, iri, quote_of(claim.evidence), base=base)
    for unread in recap.unread:
        yield from unread_facts(unread, iri, quote_of(unread.where), base=base)
    for evidence, quote in quotes.items():
        yield from quote_facts(evidence, iri, quote)


def merge_recaps(
    recaps: Iterable[RecapClaims],
    resolution: Resolution,
    *,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    keeps: Callable[[str, ResolvedClaim], bool] | None = None,
) -> MergedRecaps:
    """Put together what recaps say.

    Args:
        recaps: all recaps of the graph, in any order.
        resolution: the things that their names stand for.
        min_confidence: what no claim of at least this confidence supports
            makes no statement; all claims stay claims.
        keeps: tells for the source of a recap and a claim whether the claim
            stands; others are left out. None for all.

    Raises:
        StoreError: a claim names a thing that the resolution does not know.
    """
    recaps = tuple(recaps)
    claims = {recap.document.source: resolve_claims(recap, resolution) for recap in recaps}
    if keeps is not None:
        claims = {
            source: tuple(claim for claim in found if keeps(source, claim))
            for source, found in claims.items()
        }
    merged = merge(chain.from_iterable(claims.values()), resolution.things, min_confidence=min_confidence)
    return MergedRecaps(recaps, resolution, MappingProxyType(claims), merged)


def write_store(
    recaps: Iterable[RecapClaims],
    resolution: Resolution,
    folder: Path | StoreFolder,
    *,
    base: str = DEFAULT_BASE,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> str:
    """Writes the graph of the recaps as the store's current generation.

    The generation is built beside the old one and swapped in at the end: a
    reader sees the old graph or the new one, and a failure on the way leaves
    the old one.

    Args:
        recaps: all recaps of the graph, in any order.
        resolution: the things that their names stand for.
        folder: the store's folder, absent, empty or a store; or a
            ``StoreFolder`` whose lock the caller may already hold.
        base: what the IRIs of claims begin with.
        min_confidence: as for ``merge_recaps``.

    Returns:
        The name of the generation: a hash of the graph's N-Quads.

    Raises:
        NotAStoreError: the folder holds something else; it is left as it is.
        StoreVersionError: the store has another format.
        StoreBusyError: another build holds the lock.
        StoreError: a claim names an unresolved thing, or the disk refuses.
    """
    lines = graph_lines(recaps, resolution, base=base, min_confidence=min_confidence)
    place = folder if isinstance(folder, StoreFolder) else StoreFolder(folder)
    with place.lock():
        generation = place.add_generation(lines, base=base, min_confidence=min_confidence)
    logger.info("store generation %s: %d statements and descriptions of claims", generation, len(lines))
    return generation


def graph_lines(
    recaps: Iterable[RecapClaims],
    resolution: Resolution,
    *,
    base: str = DEFAULT_BASE,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
) -> list[bytes]:
    """The whole graph as sorted N-Quads, one line each with its line break.

    The same recaps give the same lines, in whatever order they come.

    Raises:
        StoreError: a claim names a thing that the resolution does not know.
    """
    return merge_recaps(recaps, resolution, min_confidence=min_confidence).lines(base=base)
