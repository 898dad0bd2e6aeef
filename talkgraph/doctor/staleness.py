"""Recaps on disk beside what a store holds of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.builder import origin_of
from talkgraph.doctor.health import Finding
from talkgraph.errors import SourceError
from talkgraph.model import source_parts
from talkgraph.sources import find_recaps, read_recaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from talkgraph.doctor.caches import Caches
    from talkgraph.sources import SourceFile

__all__ = ["check_staleness"]


def check_staleness(caches: Caches, paths: Sequence[Path], *, max_bytes: int) -> Iterator[Finding]:
    """Finds recaps that changed since the build, are new, or are gone.

    Args:
        caches: what the store remembers.
        paths: files and folders, the same as for the build.
        max_bytes: size limit of one recap.

    Raises:
        SourceError: there are no recaps at one of the paths.
    """
    files = find_recaps(paths)
    if caches.entries is None:
        return
    seen = set()
    unread = set()
    for file in files:
        try:
            for document in read_recaps(file, max_bytes=max_bytes):
                seen.add(document.source)
                if document.source not in caches.entries:
                    yield _stale(file, "is not in the graph yet")
                elif caches.documents.get(document.source, document) != document:
                    yield _stale(file, "changed since the build")
        except SourceError as error:
            unread.add(file.source)
            if any(source_parts(source)[0] == file.source for source in caches.entries):
                yield Finding(str(file.path), f"cannot be read any more ({error.reason})", "mend it")
    given = {origin_of(path.resolve()) for path in paths}
    names = {file.source for file in files}
    for source, entry in sorted(caches.entries.items()):
        name = source_parts(source)[0]
        if source not in seen and name not in unread and (entry.origin in given or name in names):
            yield Finding(source, "is gone since the build", "build again")


def _stale(file: SourceFile, what: str) -> Finding:
    return Finding(str(file.path), what, "build again")
