"""Disks that are full, small, read-only, or not for everybody."""

from __future__ import annotations

import os
import resource
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from torture.processes import look
from torture.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from torture.stage import Stage

__all__ = ["forbidden_folder", "full_disk", "read_only_disk", "small_files"]

_DISK = 8 << 20
_NOBODY = 65534


def full_disk(stage: Stage, steps: int = 40) -> Tally:
    """A disk in memory with so many bytes left, from none to more than enough; needs root."""
    tally = Tally("disk full, with 0 bytes to 4 MB left (tmpfs)")
    with _mounted(stage.folder / "disk") as disk:
        for step in range(steps):
            room = step * (4 << 20) // steps
            store = stage.copy(to=disk / "tried.db")
            filler = disk / "filler"
            _fill(filler, disk, room)
            _refused(stage, tally, store, f"{room:,} bytes left", "No space left on device", "make room")
            filler.unlink()
            _mended(stage, tally, store, f"{room:,} bytes left")
    return tally.done()


def small_files(stage: Stage, steps: int = 40) -> Tally:
    """A limit on the size of files, from none to more than enough."""
    tally = Tally("files limited to 1 to 200 KB (RLIMIT_FSIZE)")
    for step in range(steps):
        limit = 1024 + step * (199 * 1024 // steps)  # what is said is written to a file, too
        store = stage.copy()
        _refused(stage, tally, store, f"{limit:,} bytes", "File too large", "ulimit", first=_limit(limit))
        _mended(stage, tally, store, f"{limit:,} bytes")
    return tally.done()


def read_only_disk(stage: Stage) -> Tally:
    """A disk that was mounted read-only; needs root."""
    tally = Tally("disk read-only")
    with _mounted(stage.folder / "disk") as disk:
        store = stage.copy(to=disk / "tried.db")
        _mount("-o", "remount,ro", str(disk))
        try:
            _refused(stage, tally, store, "old store", "Read-only file system", "--store")
            _refused(
                stage,
                tally,
                disk / "none.db",
                "no store",
                "Read-only file system",
                "--store",
                seen="none yet",
            )
        finally:
            _mount("-o", "remount,rw", str(disk))
        _mended(stage, tally, store, "writable again")
    return tally.done()


def forbidden_folder(stage: Stage) -> Tally:
    """Folders and files of the store that others own, one after the other; as root a build becomes nobody."""
    tally = Tally("folder or file of the store that may not be written")
    stage.folder.chmod(0o755)
    for name in ("", "lock", "generations", "claims", "format.json", "CURRENT", "recaps.json"):
        store = stage.copy()
        paths = [store, *store.rglob("*")]
        theirs = [store, *(path for path in paths if path.is_dir())] if name == "" else [store / name]
        for path in paths:
            os.chown(path, _NOBODY, _NOBODY)
        for path in theirs:
            os.chown(path, 0, 0)
        _refused(stage, tally, store, name or "all", "Permission denied", "leave to write", first=_be_nobody)
        _mended(stage, tally, store, name or "all")
    return tally.done()


def _refused(
    stage: Stage,
    tally: Tally,
    store: Path,
    where: str,
    cause: str,
    advice: str,
    *,
    first: Callable[[], None] | None = None,
    seen: str = "old",
) -> None:
    """Builds where the disk refuses, and looks at what is there afterwards."""
    tally.tried += 1
    ended = stage.build(store, first=first).wait()
    tally.saw(ended)
    found, looked = look(store, names=stage.graphs)
    tally.saw(looked)
    if ended.status == 0:
        tally.expect(f"done, {found} graph", {"done, new graph"}, where)
        return
    lines = [line for line in ended.err if "cannot be written: " in line]
    words = [str(store), cause, advice]
    if (
        ended.status != 1
        or len(ended.err) != 1
        or not all(word in line for line in lines for word in words)
        or not lines
    ):
        tally.complain(f"{where}: {ended.status}, {ended.err}")
    kept = f"{found} graph" if found in {"old", "new"} else found
    tally.expect(
        f"one line, {kept}", {f"one line, {seen} graph", f"one line, {seen}", "one line, new graph"}, where
    )


def _mended(stage: Stage, tally: Tally, store: Path, where: str) -> None:
    again = stage.build(store).wait()
    tally.saw(again)
    seen, _ = look(store, names=stage.graphs)
    if (again.status, seen) != (0, "new"):
        tally.complain(f"{where}: the next build gave {again.status}, {seen}: {again.err}")


def _limit(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _be_nobody() -> None:
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)


def _fill(filler: Path, disk: Path, room: int) -> None:
    """Fills a disk but for so many bytes, in whole blocks."""
    state = os.statvfs(disk)
    size = max(0, state.f_bavail * state.f_frsize - room)
    with filler.open("wb") as file:
        file.write(b"\1" * (size // state.f_frsize * state.f_frsize))


@contextmanager
def _mounted(place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)
