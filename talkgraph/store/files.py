"""Files and locks that survive a crash."""

from __future__ import annotations

import fcntl
import os
import weakref
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Lease", "file_lock", "fsync_folder", "fsync_tree", "replace_file", "save_file"]


def replace_file(path: Path, data: bytes) -> None:
    """Writes a file so that it holds either the old bytes or the new ones, whatever happens.

    Raises:
        OSError: the disk refuses; the old file is untouched.
    """
    aside = path.with_name(f".{path.name}.new")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        with suppress(OSError):
            aside.unlink()  # where the disk is full, it takes the room
        raise
    fsync_folder(path.parent)


def save_file(path: Path, data: bytes) -> None:
    """Writes a file that a user asked for: whole or not at all, unless it is a device or a pipe.

    Raises:
        OSError: the disk refuses, or the folder does not exist.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        replace_file(path, data)


def fsync_folder(folder: Path) -> None:
    """Makes the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_tree(folder: Path) -> None:
    """Makes a folder and every file in it durable."""
    for place, _, names in os.walk(folder):
        for name in names:
            descriptor = os.open(os.path.join(place, name), os.O_RDONLY)  # noqa: PTH118 - os.walk gives strings
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def file_lock(path: Path) -> Iterator[None]:
    """Waits until nobody else holds a file or folder so, and holds it meanwhile.

    Raises:
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


class Lease:
    """A lock on a file or folder, held until it is released, collected, or the process ends.

    Many may share one; one that is exclusive tolerates no other.

    Args:
        path: an existing file or folder.
        exclusive: whether to hold it alone.

    Raises:
        FileNotFoundError: there is nothing at the path.
        BlockingIOError: others hold it in a way that excludes this one.
    """

    def __init__(self, path: Path, *, exclusive: bool = False) -> None:
        self.path = path
        descriptor = os.open(path, os.O_RDONLY)
        self._close = weakref.finalize(self, os.close, descriptor)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            self._close()
            raise
        self._identity = os.fstat(descriptor)

    def still_there(self) -> bool:
        """Whether the path still leads to what was locked."""
        with suppress(OSError):
            return os.path.samestat(self.path.stat(), self._identity)
        return False

    def release(self) -> None:
        """Lets go; a second time does nothing."""
        self._close()
