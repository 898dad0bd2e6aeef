"""The same graph through rdflib, for those who want its API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.errors import RemoteStoreError

if TYPE_CHECKING:
    from rdflib import Dataset

    from talkgraph.store.reading import Store

__all__ = ["rdflib_dataset"]


def rdflib_dataset(store: Store) -> Dataset:
    """An open store as an rdflib dataset: nothing is copied, and nothing on disk can be written to.

    Give queries to it as text: rdflib's prepared queries bypass Oxigraph and
    are far slower.

    Args:
        store: an open store; it must outlive the dataset.

    Raises:
        RemoteStoreError: it is a store on the network.

    Returns:
        The default graph with the merged statements, and one named graph a recap.
    """
    import pyoxigraph as ox
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    if not isinstance(store.graph, ox.Store):
        raise RemoteStoreError(store.place, "is on the network; rdflib has a SPARQLStore")
    dataset = Dataset(store=OxigraphStore(store=store.graph))
    dataset.store._talkgraph_store = store  # type: ignore[attr-defined]  # keeps the reader's lease
    return dataset
