"""From paths to the recaps in them."""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.errors import NoRecapsError, UnreadableError
from talkgraph.sources.failures import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["SUFFIXES", "SourceFile", "find_recaps", "is_recap_name", "shortest_names"]

_LOG = logging.getLogger(__name__)

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "plain",
    ".text": "plain",
    ".rst": "rst",
    ".json": "json",
    ".xml": "xml",
    ".jsonld": "json",
    ".ics": "calendar",
    ".ical": "calendar",
    ".rss": "feed",
    ".atom": "feed",
}
"""The form of a file by the end of its name."""

_TRANSLATED = re.compile(r"[._-][a-z]{2}(?:[_-][a-z]{2})?$")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    Attributes:
        path: where it lies.
        source: its name in documents and messages: the path relative to the folder
            that was given, with forward slashes, or the bare name of a file given itself.
        address: where on the web it was fetched from, if it was.
        searched: whether it was found in a folder: there, a file of data may be about something else.
        beside: files that belong to it, such as the one that names the event of its talk.
    """

    path: Path
    source: str
    address: str | None = None
    searched: bool = False
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on the way to its name: the parts of its path, and how many of them name it so far."""

    path: Path
    parts: tuple[str, ...]
    kept: int
    searched: bool = False
    beside: tuple[Path, ...] = ()

    @property
    def source(self) -> str:
        return "/".join(self.parts[-self.kept :])


def find_recaps(paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """The recaps that paths lead to, sorted by their names.

    A file given itself is taken whatever its name. Folders are searched with
    all that is below them for the known ends of names; hidden files and
    folders, links that lead out of the folder, and files about the project
    (README, LICENSE and the like) are left out. Where two files would have
    the same name, both get the names of the folders above them in front.

    Args:
        paths: files and folders; their order makes no difference.

    Raises:
        UnreadableError: a path is missing, cannot be opened, or is neither file nor folder.
        NoRecapsError: a folder holds no recap, or no path was given.
    """
    found: dict[Path, _Found] = {}
    for path in sorted(set(paths)):
        inside = _at(path)
        if not inside:
            ends = " ".join(SUFFIXES)
            raise NoRecapsError(path, f"the folder holds no recap; the ends of names looked for are {ends}")
        for real, one in inside.items():
            if real not in found or found[real].kept < one.kept:
                found[real] = one
    if not found:
        raise NoRecapsError("", "no file or folder was given")
    files = [
        SourceFile(one.path, one.source, searched=one.searched, beside=one.beside)
        for one in _distinct(list(found.values()))
    ]
    return tuple(sorted(files, key=lambda file: file.source))


def _at(path: Path) -> dict[Path, _Found]:
    """The recaps at a path that was given, by where they really lie."""
    with reading(path):
        real = path.resolve(strict=True)
        if path.is_dir():
            next(path.iterdir(), None)
            return _in_folder(path, real)
        if not path.is_file():
            raise UnreadableError(path, "is neither a file nor a folder")
    return {real: _Found(path, (*_names(real.parent), _printable(path.name)), 1)}


def _in_folder(folder: Path, real_folder: Path) -> dict[Path, _Found]:
    found: dict[Path, _Found] = {}
    above = _names(real_folder)
    paths = [path for path in _walk(folder) if is_recap_name(path.name)]
    categories: dict[Path, tuple[Path, ...]] = {}
    for is_link, path in sorted((path.is_symlink(), path) for path in paths):
        try:  # the folders below are none that a link leads to
            real = path.resolve(strict=True) if is_link else real_folder / path.relative_to(folder)
        except (OSError, RuntimeError):
            continue  # a link to nowhere or to itself
        if real.is_file() and real.is_relative_to(real_folder):
            below = _names(path.relative_to(folder))
            if path.parent not in categories:
                categories[path.parent] = _category(path.parent, real_folder)
            beside = categories[path.parent] if path.suffix.casefold() == ".json" else ()
            found.setdefault(real, _Found(path, (*above, *below), len(below), True, beside))
    return found


def _category(folder: Path, real_folder: Path) -> tuple[Path, ...]:
    """The file that names the event of a folder of pyvideo talks, if it lies in the folder given."""
    if folder.name != "videos":
        return ()
    category = folder.parent / "category.json"
    is_there = category.is_file() and category.resolve().is_relative_to(real_folder)
    return (category,) if is_there else ()


def _walk(folder: Path) -> Iterator[Path]:
    def leave_out(error: OSError) -> None:
        _LOG.warning("%s: left out, cannot be opened: %s", error.filename, error.strerror)

    for root, folders, names in os.walk(folder, onerror=leave_out):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names)


def is_recap_name(name: str) -> bool:
    """Whether a file in a folder is read, going by its name."""
    stem, _, suffix = name.casefold().rpartition(".")
    is_about_project = {stem, _TRANSLATED.sub("", stem)} & _project_files()
    return not name.startswith(".") and f".{suffix}" in SUFFIXES and not is_about_project


@cache
def _project_files() -> frozenset[str]:
    lines = resources.files("talkgraph").joinpath("data/sources/project-files.txt").read_text("utf-8")
    return frozenset(lines.split())


def _distinct(found: Sequence[_Found]) -> Sequence[_Found]:
    """The files with as many folders before their names as it takes to tell them apart."""
    names = shortest_names([(one.parts, one.kept) for one in found])
    return [replace(one, kept=name.count("/") + 1) for one, name in zip(found, names, strict=True)]


def shortest_names(paths: Sequence[tuple[tuple[str, ...], int]]) -> list[str]:
    """The name of each file: the end of its path, as long as it takes to tell them apart.

    Args:
        paths: of each file, the names of all folders that it is in and its own, and
            how many of them name it at least.

    >>> shortest_names([(("a", "x.md"), 1), (("b", "x.md"), 1), (("b", "y.md"), 1)])
    ['a/x.md', 'b/x.md', 'y.md']
    """
    kept = [least for _, least in paths]
    while True:
        names = ["/".join(parts[-number:]) for (parts, _), number in zip(paths, kept, strict=True)]
        counts = Counter(names)
        longer = [
            number + 1 if counts[name] > 1 and number < len(parts) else number
            for (parts, _), number, name in zip(paths, kept, names, strict=True)
        ]
        if longer == kept:
            return names
        kept = longer


def _names(path: Path) -> tuple[str, ...]:
    return tuple(_printable(part) for part in path.parts if part not in {path.anchor, ".", ".."})


def _printable(name: str) -> str:
    """A name without bytes that are no text and without line breaks; both are shown as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
