"""Opening the graph to read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.store.folder import check_folder
from talkgraph.store.generations import open_generation

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from talkgraph.store.files import Lease

__all__ = ["Store", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """A graph opened to read. It stays as it was opened, whatever is built meanwhile.

    Attributes:
        folder: where it lies.
        generation: name of the graph, a hash of its content.
        base: what the IRIs of its things begin with.
        graph: the Oxigraph store, read-only.
    """

    folder: Path
    generation: str
    base: str
    graph: ox.Store = field(repr=False)
    lease: Lease = field(repr=False, compare=False)


def open_store(folder: Path) -> Store:
    """Opens a store's current graph.

    Raises:
        NotAStoreError: the folder is missing, is something else, or holds no graph yet.
        StoreVersionError: it was written in another format.
        StoreError: its files are damaged.
    """
    check_folder(folder)
    generation = open_generation(folder)
    return Store(folder, generation.name, generation.base, generation.graph, generation.lease)
