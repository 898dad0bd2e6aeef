"""By which of the paths that a build was given a recap was found."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["origin_of"]

_DIGITS = 16


def origin_of(path: Path, given: Iterable[Path]) -> str:
    """A hash of the given path that a file was found by: itself, or the folder above it.

    Args:
        path: the file.
        given: files and folders.

    Returns:
        The hash, of the nearest folder where there are several; empty where there is none.
    """
    real = path.resolve()
    above = [one.resolve() for one in given if real == one.resolve() or one.resolve() in real.parents]
    if not above:
        return ""
    return sha256(str(max(above, key=lambda one: len(one.parts))).encode()).hexdigest()[:_DIGITS]
