"""Which format a store's folder has, if it is a store.

Readers open stores of this version's format only. Builds also take those of an
older one, to build them anew, and those whose ``format.json`` was damaged.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

import talkgraph
from talkgraph.errors import NotAStoreError, StoreError, StoreVersionError
from talkgraph.store.files import replace_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMAT_VERSION", "admit", "check_folder", "write_format"]

logger = logging.getLogger(__name__)

FORMAT_VERSION = 1
_FILE = "format.json"
_BEGUN = {"lock", "generations", "claims", f".{_FILE}.new"}


@dataclass(frozen=True, slots=True)
class _Format:
    """What a folder tells of its format.

    Attributes:
        version: its number; None if the file is missing or tells none.
        writer: version of the talkgraph that wrote it.
        fault: what is wrong with the file; empty if nothing is.
    """

    version: int | None
    writer: str = "?"
    fault: str = ""

    def __str__(self) -> str:
        return f"has format {self.version}, written by talkgraph {self.writer}"


def check_folder(path: Path) -> None:
    """Tells a store that this version reads from anything else.

    Raises:
        NotAStoreError: there is nothing, or something else.
        StoreVersionError: the store has another format.
        StoreError: it is a store, and does not tell its format any more.
    """
    if not path.exists():
        raise NotAStoreError(path, "no such folder; talkgraph build makes a store")
    found = _read(path)
    if found.version is None and is_unused(path):
        raise NotAStoreError(path, "holds no graph yet: run talkgraph build")
    if found.version is None and not _looks_like_one(path):
        raise NotAStoreError(path, "is no talkgraph store; nothing in it was changed")
    if found.version is None:
        raise StoreError(path, f"is damaged ({found.fault}); build it again")
    if found.version < FORMAT_VERSION:
        raise StoreVersionError(
            path,
            f"{found}; this version reads format {FORMAT_VERSION}: build it again, with all its recaps",
        )
    _refuse_newer(path, found)


def admit(path: Path) -> int:
    """The format of a folder that a build may write into; that of this version where there is none yet.

    Raises:
        NotAStoreError: there is something else.
        StoreVersionError: the store has a newer format.
    """
    if is_unused(path):
        return FORMAT_VERSION
    found = _read(path)
    if found.version is None:
        if not _looks_like_one(path):
            raise NotAStoreError(path, "is no talkgraph store; nothing in it was changed")
        logger.warning("%s: %s, and is written again", path, found.fault)
        return FORMAT_VERSION
    _refuse_newer(path, found)
    return found.version


def write_format(path: Path) -> None:
    """Notes in a store that it has this version's format.

    Raises:
        OSError: the disk refuses.
    """
    about = {"format": FORMAT_VERSION, "talkgraph": talkgraph.__version__}
    data = (json.dumps(about, indent=1) + "\n").encode("ascii")
    file = path / _FILE
    if not file.is_file() or file.read_bytes() != data:
        replace_file(file, data)


def is_unused(path: Path) -> bool:
    """Whether a store may be made there: nothing, an empty folder, or a store that was just begun."""
    try:
        return not path.exists() or all(
            entry.name in _BEGUN and not (entry.is_dir() and any(entry.iterdir())) for entry in path.iterdir()
        )
    except NotADirectoryError:
        return False


def _read(path: Path) -> _Format:
    try:
        about = json.loads((path / _FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return _Format(None, fault=f"{_FILE} is missing")
    except ValueError:
        return _Format(None, fault=f"{_FILE} is cut short or garbled")
    version = about.get("format") if isinstance(about, dict) else None
    if type(version) is not int or version < 0:  # True is an int, too
        return _Format(None, fault=f"{_FILE} tells no format")
    return _Format(version, str(about.get("talkgraph", "?")))


def _looks_like_one(path: Path) -> bool:
    return (path / "lock").is_file() and (path / "generations").is_dir() and (path / "claims").is_dir()


def _refuse_newer(path: Path, found: _Format) -> None:
    if found.version is not None and found.version > FORMAT_VERSION:
        raise StoreVersionError(
            path,
            f"{found}; this version reads format {FORMAT_VERSION}: use that talkgraph or a later one, "
            "or build into another folder",
        )
