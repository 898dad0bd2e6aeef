"""A graph in memory, from a store or from what ``talkgraph export`` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.errors import TalkgraphError
from talkgraph.graph.projection import project, project_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.graph.values import TalkGraph

__all__ = ["load_graph"]


def load_graph(path: Path) -> TalkGraph:
    """The graph of a store, or of a file of N-Quads.

    Args:
        path: the folder of a store, or a file that ``talkgraph export --format nquads`` wrote.

    Raises:
        StoreError: the folder is no store that can be read.
        TalkgraphError: the file is missing, is no N-Quads, or holds no recap.
    """
    from talkgraph.store import open_store

    if path.is_dir():
        return project(open_store(path))
    import pyoxigraph as ox

    advice = "make it with: talkgraph export --format nquads --output FILE"
    dataset = ox.Store()
    try:
        dataset.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise TalkgraphError(f"{path}{line}: is no N-Quads: {error.msg}; {advice}") from error
    except OSError as error:
        raise TalkgraphError(f"cannot read {path}: {error.strerror or error}; {advice}") from error
    graph = project_dataset(dataset)
    if not graph.recaps and not graph.things:
        raise TalkgraphError(f"{path} holds no graph of talkgraph; {advice}")
    return graph
