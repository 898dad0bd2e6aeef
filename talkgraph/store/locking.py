"""The lock of a store: one build at a time, and who that is."""

from __future__ import annotations

import logging
import os
import time
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from talkgraph.errors import StoreBusyError
from talkgraph.store.files import Lease

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["acquire", "is_held", "who_holds"]

logger = logging.getLogger(__name__)

_PAUSE = 0.05  # seconds between two looks at a lock that another build holds
_PATIENCE = 1.0  # seconds before a build that waits says so


def acquire(folder: Path, wait: float) -> Lease:
    """Holds a store's lock, and notes in it who does.

    Args:
        folder: the store's folder, which exists.
        wait: seconds to wait for another build.

    Raises:
        StoreBusyError: another build still holds it after the wait.
        OSError: the lock cannot be made.
    """
    began = time.monotonic()
    said = False
    while True:
        lease = _try(folder / "lock")
        if lease is not None:
            return lease
        waited = time.monotonic() - began
        if waited >= wait:
            raise StoreBusyError(folder, f"{who_holds(folder)}; try again when it is done")
        if waited >= _PATIENCE and not said:
            said = True
            logger.warning("%s: %s; waiting for it", folder, who_holds(folder))
        time.sleep(_PAUSE)


def is_held(folder: Path) -> bool:
    """Whether a build is at work in a store."""
    try:
        Lease(folder / "lock").release()
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def who_holds(folder: Path) -> str:
    """That a build is at work, in words: its process and since when, where the lock tells them."""
    file = folder / "lock"
    try:
        process = int(file.read_text(encoding="ascii"))
        since = datetime.fromtimestamp(file.stat().st_mtime)
    except (OSError, ValueError):
        return "another build is at work"
    if process <= 0 or not _is_alive(process):  # it has just begun, and the note is of the one before
        return "another build is at work"
    return f"another build is at work (process {process}, since {since.isoformat(' ', 'seconds')})"


def _try(file: Path) -> Lease | None:
    # Not touch(): the lock's time is when it was taken.
    os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o666))
    try:
        lease = Lease(file, exclusive=True)
    except (BlockingIOError, FileNotFoundError):
        return None
    if not lease.still_there():  # somebody removed the file: others would lock the new one
        lease.release()
        return None
    with suppress(OSError):
        file.write_text(f"{os.getpid()}\n", encoding="ascii")
    return lease


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
