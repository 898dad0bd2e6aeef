"""The seal of a generation: which files its database has, how long each is, and their hashes.

Oxigraph opens a database whose list of files was cut short as if it held
less. A seal tells that one apart from a whole one.
"""

from __future__ import annotations

from hashlib import file_digest
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["Seal", "broken_seal", "read_seal", "seal_of"]

Seal: TypeAlias = "Mapping[str, tuple[int, str]]"

# What the database can lose without losing data, or writes anew when it is opened.
_UNSEALED = ("IDENTITY", "LOCK", "LOG", "OPTIONS-")


def seal_of(folder: Path, *, like: tuple[Path, Seal] | None = None) -> Seal:
    """Length in bytes and SHA-256 of every file of a database that holds data, by its name.

    Args:
        folder: the database.
        like: another database that shares files with it, and its seal, to
            spare a look at these.

    Raises:
        OSError: a file cannot be read.
    """
    other, known = like if like is not None else (folder, {})
    return {
        path.name: _shared(path, other, known) or (path.stat().st_size, _digest(path))
        for path in sorted(_sealed(folder))
    }


def _shared(path: Path, other: Path, seal: Seal) -> tuple[int, str] | None:
    """What a seal says of a file, if it is the very one that the seal was put on."""
    twin = other / path.name
    return seal[path.name] if path.name in seal and twin.is_file() and twin.samefile(path) else None


def read_seal(value: object) -> Seal:
    """A seal from JSON.

    Raises:
        ValueError: it is none.
    """
    try:
        return {str(name): (int(size), str(digest)) for name, (size, digest) in value.items()}  # type: ignore[attr-defined]
    except (AttributeError, TypeError) as error:
        raise ValueError(f"not the list of a database's files: {error}") from None


def broken_seal(folder: Path, seal: Seal, *, thorough: bool = False) -> str:
    """What is wrong with a database's files, in words; empty if nothing is.

    Args:
        folder: the database.
        seal: what its files were when it was written.
        thorough: whether to read every byte, rather than look at the lengths only.
    """
    for name, (size, digest) in seal.items():
        path = folder / name
        if not path.is_file():
            return f"{path.name} is missing"
        found = path.stat().st_size
        if found != size:
            return f"{path.name} has {found:,} bytes instead of {size:,}"
        if thorough and _digest(path) != digest:
            return f"{path.name} holds other bytes than were written"
    return ""


def _sealed(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file() and path.suffix != ".log" and not path.name.startswith(_UNSEALED):
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
