"""Opening the graph to read it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from talkgraph.errors import LessCertainError, NotAStoreError, RemoteStoreError
from talkgraph.store.confidence import checked_confidence
from talkgraph.store.format import check_folder
from talkgraph.store.generations import open_generation
from talkgraph.store.narrowing import narrowed
from talkgraph.store.remote.endpoint import Endpoint, store_place

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store.files import Lease
    from talkgraph.store.quadsource import QuadSource

__all__ = ["Store", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """A graph opened to read. It stays as it was opened, whatever is built meanwhile.

    Attributes:
        place: where it lies: a folder, or an address on the network.
        generation: name of the graph, a hash of its content; empty where a store on the network does
            not tell it.
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make the statements of its default graph.
        graph: the Oxigraph store: read-only, or a copy in memory where it was
            opened with a higher confidence than it was built with. Of a store on
            the network, what asks it.
        lease: keeps a graph on disk there while it is open.
    """

    place: Path | Endpoint
    generation: str
    base: str
    min_confidence: float
    graph: QuadSource = field(repr=False)
    lease: Lease | None = field(repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """The folder where it lies.

        Raises:
            RemoteStoreError: it lies on the network.
        """
        if isinstance(self.place, Endpoint):
            raise RemoteStoreError(self.place, "is no folder, and this needs what only a folder keeps")
        return self.place


def open_store(folder: Path | str | Endpoint, *, min_confidence: float | None = None) -> Store:
    """Opens a store's current graph.

    Args:
        folder: where it lies: a folder, or the address of any SPARQL 1.1 store that
            the graph was pushed or loaded into, such as ``http://localhost:8890/sparql``.
        min_confidence: leaves out of the default graph what no claim of at
            least this confidence supports, as if the store had been built with
            it; the recaps keep all their claims. None for that of the build.

    Raises:
        NotAStoreError: the folder is missing, is something else, or holds no graph yet.
        StoreVersionError: it was written in another format.
        RemoteStoreError: a store on the network is not reached, or refuses.
        LessCertainError: the store was built with a higher confidence.
        StoreError: its files are damaged.
        ValueError: the confidence is not from 0 to 1.
    """
    asked = None if min_confidence is None else checked_confidence(min_confidence)
    place = store_place(folder)
    opened = _open_remote(place) if isinstance(place, Endpoint) else _open_folder(place)
    least = opened.min_confidence
    if asked is not None and asked < least:
        raise LessCertainError(str(place), asked=asked, built=least)
    if asked is not None and asked > least:
        return replace(opened, min_confidence=asked, graph=narrowed(opened.graph, asked))
    return opened


def _open_folder(place: Path) -> Store:
    check_folder(place)
    found = open_generation(place)
    return Store(place, found.name, found.base, found.min_confidence, found.graph, found.lease)


def _open_remote(place: Endpoint) -> Store:
    from talkgraph.store.remote import SparqlClient, graph_of, held

    client = SparqlClient(place)
    found = held(client)
    if found is None:
        raise NotAStoreError(str(place), "holds no graph of talkgraph's; talkgraph push puts one there")
    return Store(place, found.generation, found.base, found.min_confidence, graph_of(client, found), None)
