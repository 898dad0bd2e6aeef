"""Folders of output: filled aside, then put in place. What others put there stays.

A file in the folder lists what was written, so that the next run replaces
that, removes what is gone, and touches nothing else.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.errors import FolderError
from talkgraph.store.files import Lease, replace_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

__all__ = ["MARKER", "Written", "write_folder"]

MARKER = ".talkgraph-files.json"
_ASIDE = ".talkgraph-new"


@dataclass(frozen=True, slots=True)
class Written:
    """What was done to a folder.

    Attributes:
        files: how many files it now has from us.
        size: of all of them, in bytes.
        removed: how many of an earlier run are gone.
    """

    files: int
    size: int
    removed: int


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], *, what: str) -> Written:
    """Fills a folder, or brings one up to date that was filled before.

    All files are written aside first: until the last of them is made, the
    folder stays as it was. Then each takes its place in one step. Files that
    did not change are not touched.

    Args:
        folder: absent, empty, or filled before with the same; made with its parents.
        files: paths below the folder, with slashes, each with its content.
        what: what the folder holds, such as ``site``.

    Raises:
        FolderError: it holds other files, or is being written by another
            process; nothing was changed.
        ValueError: a path leads out of the folder, or two are the same on a
            disk that does not tell capitals apart.
        OSError: the disk refuses.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderError(folder, "is a file, not a folder")
    is_new = not folder.exists()
    _listed(folder, what)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lease = Lease(folder, exclusive=True)
    except BlockingIOError:
        raise FolderError(folder, "is being written by another process; try again when it is done") from None
    aside = folder / _ASIDE
    try:
        shutil.rmtree(aside, ignore_errors=True)
        before = _listed(folder, what)
        aside.mkdir()
        made, size = _write_aside(aside, folder, files, before)
        _check_places(folder, made.keys() - before)
        _write_marker(folder, what, before | made.keys())
        gone = before - made.keys()
        _remove(folder, gone)
        _put_in_place(folder, made)
        _write_marker(folder, what, made)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and not any(folder.iterdir()):
            folder.rmdir()
        lease.release()
    return Written(len(made), size, len(gone))


def _listed(folder: Path, what: str) -> set[str]:
    """The paths that an earlier run wrote; none for a folder that is absent or empty."""
    if not folder.exists() or {entry.name for entry in folder.iterdir()} <= {_ASIDE}:
        return set()
    try:
        about = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        made, paths = str(about["made"]), {str(path) for path in about["files"]}
    except FileNotFoundError:
        reason = (
            f"holds files that are not ours, and nothing was changed; give a new or empty folder for {what}"
        )
        raise FolderError(folder, reason) from None
    except (ValueError, KeyError, TypeError):
        raise FolderError(folder, f"{MARKER} is damaged; give another folder") from None
    if made != what:
        raise FolderError(folder, f"holds {made}, and nothing was changed; give another folder for {what}")
    if not all(map(_is_inside, paths)):
        raise FolderError(folder, f"{MARKER} names files outside of it; give another folder")
    return paths


def _is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it is appended to, on every system."""
    parts = path.split("/")
    return not set(parts) & {"", ".", ".."} and not set(path) & set("\\:\0") and path != MARKER


def _write_aside(
    aside: Path, folder: Path, files: Iterable[tuple[str, bytes]], before: Collection[str]
) -> tuple[dict[str, Path | None], int]:
    """Writes what is new or changed, without its folders.

    Returns:
        By path, in the order of the files, where it was written, or None where
        it is in its place already; and the size of all files.
    """
    made: dict[str, Path | None] = {}
    taken: set[str] = set()
    size = 0
    for path, data in files:
        same = unicodedata.normalize("NFC", path).casefold()
        if not _is_inside(path) or same in taken:
            raise ValueError(f"{path!r} cannot be written: it leads elsewhere, or is there already")
        taken.add(same)
        size += len(data)
        if path in before and _has(folder / path, data):
            made[path] = None
        else:
            new = made[path] = aside / str(len(made))
            new.write_bytes(data)
    return made, size


def _has(file: Path, data: bytes) -> bool:
    """Whether a file has just this content."""
    return file.is_file() and not file.is_symlink() and file.read_bytes() == data


def _check_places(folder: Path, paths: Collection[str]) -> None:
    """Whether new files find nothing of others in their places."""
    parents = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents} - {"."}
    for path in sorted({*paths, *parents}):
        place = folder / path
        is_free = not place.exists() or (path in parents and place.is_dir())
        if place.is_symlink() or not is_free:
            reason = f"holds {path}, which is not ours and in the way; nothing was changed"
            raise FolderError(folder, reason)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Removes files, and the folders that this leaves empty."""
    for path in sorted(paths):
        place = folder / path
        place.unlink(missing_ok=True)
        for parent in place.parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()


def _put_in_place(folder: Path, made: Mapping[str, Path | None]) -> None:
    folders: set[Path] = set()
    for path, new in made.items():
        if new is not None:
            target = folder / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            new.replace(target)


def _write_marker(folder: Path, what: str, paths: Iterable[str]) -> None:
    text = json.dumps({"made": what, "files": sorted(paths)}, ensure_ascii=False, indent=1)
    replace_file(folder / MARKER, f"{text}\n".encode())
