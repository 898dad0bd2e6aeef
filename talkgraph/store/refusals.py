"""What a store says when the disk refuses, or when its files turn out to be damaged."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from talkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["cannot_write", "first_line", "is_damage"]

_ADVICE: Mapping[int, str] = {
    errno.ENOSPC: "make room and build again",
    errno.EDQUOT: "make room and build again",
    errno.EFBIG: "allow larger files (ulimit -f) and build again",
    errno.EROFS: "build into another folder with --store",
    errno.EACCES: "ask for leave to write there, or build into another folder with --store",
    errno.EPERM: "ask for leave to write there, or build into another folder with --store",
}
_DAMAGE = ("Corruption: ", "IO error: ")  # how Oxigraph begins to tell of its files


def cannot_write(path: Path, error: Exception) -> StoreError:
    """The error of a build that the disk refused: the cause, what became of the graph, and what to do.

    Args:
        path: the store's folder.
        error: what was raised by the operating system or by Oxigraph.
    """
    code = _code(error)
    cause = os.strerror(code) if code in _ADVICE else first_line(error)
    what = _ADVICE.get(code, "mend that and build again")
    whole = "the graph in it is whole; " if _holds_graph(path) else ""
    return StoreError(path, f"cannot be written: {cause}; {whole}{what}")


def is_damage(error: Exception) -> bool:
    """Whether an error of Oxigraph tells that the files of a graph that was opened cannot be read."""
    return isinstance(error, OSError | RuntimeError) and str(error).startswith(_DAMAGE)


def first_line(error: Exception) -> str:
    """The first line of what an error says; its type if it says nothing."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename is not None else error.strerror
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _holds_graph(path: Path) -> bool:
    try:
        return (path / "CURRENT").exists()
    except OSError:
        return False


def _code(error: Exception) -> int:
    """The number of an operating system's error; Oxigraph passes it on in words only."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    return next((code for code in _ADVICE if os.strerror(code) in str(error)), 0)
