"""Whether files are as they were left: each with its size and the time of its last change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["stamp", "stamp_of", "stamps"]

_UNCOUNTED = ("LOG", "LOCK")  # what RocksDB writes for people, and into which readers may write


def stamp(path: Path) -> str | None:
    """Size in bytes and time of the last change in nanoseconds; None if it is no file that can be read."""
    try:
        found = path.stat()
    except OSError:
        return None
    return stamp_of(found)


def stamp_of(found: os.stat_result) -> str:
    """The stamp of a file of which is told what ``stat`` tells."""
    return f"{found.st_size} {found.st_mtime_ns}"


def stamps(folder: Path) -> Mapping[str, str]:
    """The stamps of all files below a folder that hold its content, by their path in it, sorted.

    Raises:
        OSError: a folder cannot be read.
    """
    found: dict[str, str] = {}
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            inner = stamps(folder / entry.name)
            found |= {f"{entry.name}/{name}": value for name, value in inner.items()}
        elif not entry.name.startswith(_UNCOUNTED):
            found[entry.name] = stamp_of(entry.stat())
    return dict(sorted(found.items()))
