"""Looking at all parts of a store, one after the other."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.corrections import correction_files
from talkgraph.corrections.values import IgnoreRecap
from talkgraph.doctor.caches import Caches, check_caches
from talkgraph.doctor.graphs import check_graph
from talkgraph.doctor.health import Finding, StoreHealth
from talkgraph.doctor.staleness import check_staleness
from talkgraph.errors import CorrectionsError, NotAStoreError, StoreBusyError, StoreError
from talkgraph.sources import DEFAULT_MAX_BYTES
from talkgraph.store import StoreFolder, check_folder, is_held, who_holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.corrections import CorrectionsFile
    from talkgraph.doctor.graphs import GraphHealth

__all__ = ["check_store"]


def check_store(
    folder: Path | str, *, recaps: Sequence[Path | str] = (), max_bytes: int = DEFAULT_MAX_BYTES
) -> StoreHealth:
    """Looks whether a store is whole, and its quotes in their places. Changes nothing.

    Looks at the format, at every byte of the graph's files, at the graph's
    name, which is a hash of its content, at the sentence of every claim, and at
    what the store remembers of each recap.

    Args:
        folder: the store's folder.
        recaps: files and folders, the same as for the build: recaps there
            that changed since it, are new or are gone are findings, too.
        max_bytes: size limit of one recap, as for the build.

    Raises:
        NotAStoreError: the folder is missing, is something else, or holds no graph yet.
        StoreBusyError: a build is at work.
        SourceError: there are no recaps at one of the paths.
    """
    place = Path(folder)
    try:
        check_folder(place)
    except NotAStoreError:
        raise
    except StoreError as error:
        what, _, advice = error.reason.rpartition(": " if "this version" in error.reason else "; ")
        return StoreHealth(place, "", 0, 0, (Finding(str(place / "format.json"), what, advice),))
    if is_held(place):
        raise StoreBusyError(place, f"{who_holds(place)}; look again when it is done")
    graph = check_graph(place)
    caches = check_caches(StoreFolder(place))
    found = [*graph.findings, *caches.findings, *_apart(place, graph, caches)]
    if recaps:
        found += check_staleness(caches, [Path(path) for path in recaps], max_bytes=max_bytes)
    return StoreHealth(place, graph.generation, len(graph.sources), graph.claims, tuple(found))


def _apart(place: Path, graph: GraphHealth, caches: Caches) -> Iterator[Finding]:
    """Recaps of which only the graph or only the memory knows: a build broke off between the two."""
    if not graph.generation or caches.entries is None:
        return
    files = _corrections(place)
    documents = {file.source for file in files}
    left_out = [
        each.edit.pattern for file in files for each in file.corrections if isinstance(each.edit, IgnoreRecap)
    ]
    for source in sorted(graph.sources - set(caches.entries) - documents):
        yield Finding(source, f"is in the graph, and {place / 'recaps.json'} does not know it", "build again")
    for source in sorted(set(caches.entries) - graph.sources):
        if not any(fnmatchcase(source, pattern) for pattern in left_out):
            yield Finding(source, f"is known to {place / 'recaps.json'}, and not in the graph", "build again")


def _corrections(place: Path) -> tuple[CorrectionsFile, ...]:
    try:
        return correction_files(StoreFolder(place).read_corrections())
    except CorrectionsError:
        return ()  # of another version of the program; the next build says what is wrong
