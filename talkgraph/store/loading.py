"""Lines into an empty database, in parts: some are loaded while the next are made."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from talkgraph.store.sums import GraphSum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future
    from pathlib import Path

__all__ = ["load_lines"]

_AT_ONCE = 100_000  # quads
_SIDE_BY_SIDE = 3  # of such parts; each takes 150 MB


def load_lines(graph: Path, lines: Iterable[bytes], *, at_once: int = _AT_ONCE) -> GraphSum:
    """Loads N-Quads into a new database of Oxigraph; gives their sum.

    Given all lines at once, Oxigraph would hold up to 2 GB of them. A part is
    read, sorted and written by one core, without Python's lock, so that several
    parts are loaded side by side, and lines are made meanwhile.

    Args:
        graph: where the database is to be.
        lines: each with its line break, each once; taken by the calling thread.
        at_once: how many lines make a part.

    Raises:
        OSError, RuntimeError: the disk refuses.
        SyntaxError: a line is not N-Quads.
    """
    import pyoxigraph as ox

    store, total = ox.Store(str(graph)), GraphSum()
    waiting: deque[Future[None]] = deque()
    rest = iter(lines)
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        while part := list(islice(rest, at_once)):
            total = total.plus(part)
            if len(waiting) == _SIDE_BY_SIDE:
                waiting.popleft().result()
            data = b"".join(part)
            waiting.append(pool.submit(store.bulk_load, input=data, format=ox.RdfFormat.N_QUADS))
        for loaded in waiting:
            loaded.result()
    store.flush()
    return total
