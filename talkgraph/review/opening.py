"""The doubts of a store, less what its corrections file decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.corrections import parse_corrections, read_corrections_text
from talkgraph.graph import project
from talkgraph.graph.index import index_graph
from talkgraph.review.doubts import find_doubts
from talkgraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.review.doubts import Doubt

__all__ = ["open_doubts"]


def open_doubts(
    store: Path | str, corrections: Path, *, about: str | None = None, limit: int | None = 20
) -> tuple[Doubt, ...]:
    """What is most worth a look in a store and was not decided yet.

    Args:
        store: its folder.
        corrections: the corrections file, which need not exist.
        about: a name of the only thing to ask about; None for all things.
        limit: how many doubts at most; None for all.

    Raises:
        StoreError: the store cannot be opened.
        CorrectionsError: the file is at fault.
        NotFoundError: no thing is called so.
    """
    decided = (
        parse_corrections(read_corrections_text(corrections), str(corrections)).corrections
        if corrections.exists()
        else ()
    )
    graph = project(open_store(store))
    thing = None if about is None else index_graph(graph).require(about).iri
    return find_doubts(graph, corrections=decided, about=thing, limit=limit)
