"""Opening the graph to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import LessCertainError
from talkgraph.store.confidence import checked_confidence
from talkgraph.store.format import check_folder
from talkgraph.store.generations import open_generation
from talkgraph.store.narrowing import narrowed

if TYPE_CHECKING:
    import pyoxigraph as ox

    from talkgraph.store.files import Lease

__all__ = ["Store", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """A graph opened to read. It stays as it was opened, whatever is built meanwhile.

    Attributes:
        folder: where it lies.
        generation: name of the graph on disk, a hash of its content.
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make the statements of its default graph.
        graph: the Oxigraph store: read-only, or a copy in memory where it was
            opened with a higher confidence than it was built with.
    """

    folder: Path
    generation: str
    base: str
    min_confidence: float
    graph: ox.Store = field(repr=False)
    lease: Lease = field(repr=False, compare=False)


def open_store(folder: Path | str, *, min_confidence: float | None = None) -> Store:
    """Opens a store's current graph.

    Args:
        folder: where it lies.
        min_confidence: leaves out of the default graph what no claim of at
            least this confidence supports, as if the store had been built with
            it; the recaps keep all their claims. None for that of the build.

    Raises:
        NotAStoreError: the folder is missing, is something else, or holds no graph yet.
        StoreVersionError: it was written in another format.
        LessCertainError: the store was built with a higher confidence.
        StoreError: its files are damaged.
        ValueError: the confidence is not from 0 to 1.
    """
    asked = None if min_confidence is None else checked_confidence(min_confidence)
    place = Path(folder)
    check_folder(place)
    found = open_generation(place)
    least, graph = found.min_confidence, found.graph
    if asked is not None and asked < least:
        raise LessCertainError(place, asked=asked, built=least)
    if asked is not None and asked > least:
        least, graph = asked, narrowed(graph, asked)
    return Store(place, found.name, found.base, least, graph, found.lease)
