"""By which of the given paths a file was found."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Origins", "origin_of"]


class Origins:
    """The paths that a build was given.

    Args:
        given: files and folders.
    """

    def __init__(self, given: Iterable[Path]) -> None:
        self._given = {path.resolve() for path in given}
        self._folders: dict[Path, tuple[Path, str]] = {}

    def of(self, path: Path) -> str:
        """Hash of the given path that a file was found by: itself, or the nearest folder above; or empty."""
        if path.is_symlink():
            return self._nearest(path.resolve())
        folder = path.parent
        if folder not in self._folders:  # to resolve each file takes longer than to read it
            real = folder.resolve()
            self._folders[folder] = real, self._nearest(real)
        real, nearest = self._folders[folder]
        itself = real / path.name
        return origin_of(itself) if itself in self._given else nearest

    def _nearest(self, real: Path) -> str:
        return next((origin_of(one) for one in (real, *real.parents) if one in self._given), "")


def origin_of(given: Path | str) -> str:
    """A mark of a path or an address that a build was given, to know it by in a later build."""
    return sha256(str(given).encode("utf-8", "surrogateescape")).hexdigest()[:16]
