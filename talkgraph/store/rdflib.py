"""The same graph through rdflib, for those who want its API."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    Returns:
        The default graph with the merged statements, and one named graph a recap.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    dataset = Dataset(store=OxigraphStore(store=store.graph))
    dataset.store._talkgraph_store = store  # type: ignore[attr-defined]  # keeps the reader's lease
    return dataset
