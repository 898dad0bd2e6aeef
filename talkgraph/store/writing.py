"""From recaps and their resolution to a generation of the store."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE
from talkgraph.store.folder import StoreFolder
from talkgraph.store.quads import (
    claim_quads,
    recap_quads,
    statement_quads,
    thing_quads,
    unread_quads,
)
from talkgraph.store.statements import derive, merge, resolve_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from talkgraph.resolution import RecapClaims, Resolution
    from talkgraph.store.statements import ResolvedClaim

__all__ = ["graph_lines", "write_store"]

logger = logging.getLogger(__name__)


def write_store(
    recaps: Iterable[RecapClaims],
    resolution: Resolution,
    folder: Path | StoreFolder,
    *,
    base: str = DEFAULT_BASE,
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

    Returns:
        The name of the generation: a hash of the graph's sorted N-Quads.

    Raises:
        NotAStoreError: the folder holds something else; it is left as it is.
        StoreVersionError: the store has another format.
        StoreBusyError: another build holds the lock.
        StoreError: a claim names an unresolved thing, or the disk refuses.
    """
    lines = graph_lines(recaps, resolution, base=base)
    place = folder if isinstance(folder, StoreFolder) else StoreFolder(folder)
    with place.lock():
        generation = place.add_generation(lines, base=base)
    logger.info("store generation %s: %d statements and descriptions of claims", generation, len(lines))
    return generation


def graph_lines(
    recaps: Iterable[RecapClaims], resolution: Resolution, *, base: str = DEFAULT_BASE
) -> list[bytes]:
    """The whole graph as sorted N-Quads, one line each with its line break.

    The same recaps give the same lines, in whatever order they come.

    Raises:
        StoreError: a claim names a thing that the resolution does not know.
    """
    import pyoxigraph as ox

    quads = _quads(recaps, resolution, base)
    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return sorted(set((text or b"").splitlines(keepends=True)))


def _quads(recaps: Iterable[RecapClaims], resolution: Resolution, base: str) -> Iterator[ox.Quad]:
    said: list[ResolvedClaim] = []
    for recap in recaps:
        iri = resolution.recaps[recap.document.source]
        claims = resolve_claims(recap, resolution)
        said.extend(claims)
        yield from recap_quads(recap.document, iri)
        for claim in claims:
            yield from claim_quads(claim, iri, base=base)
        for unread in recap.unread:
            yield from unread_quads(unread, iri, base=base)
    statements = merge(said, resolution)
    yield from thing_quads(resolution)
    yield from statement_quads(statements | derive(statements))
