"""The recaps that paths lead to, on any file system that Spark reads."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Any

from talkgraph.errors import NoRecapsError, UnreadableError
from talkgraph.sources import SUFFIXES, is_recap_name, shortest_names

__all__ = ["FoundFile", "list_files"]

_CATEGORY = "category.json"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file on a file system of Spark's.

    Attributes:
        uri: as Spark spells it.
        source: its name in documents and messages, as ``find_recaps`` gives it.
        searched: whether it was found in a folder.
        beside: URIs of the files that belong to it.
    """

    uri: str
    source: str
    searched: bool
    beside: tuple[str, ...] = ()


def list_files(context: Any, paths: list[str]) -> list[FoundFile]:
    """The recaps that paths lead to, sorted by their names, as ``find_recaps`` finds them on this machine.

    Args:
        context: a ``pyspark.SparkContext``.
        paths: files and folders, as Hadoop spells them: ``hdfs://…``, ``s3a://…``, ``file:///…``.

    Raises:
        UnreadableError: a path is missing, or its file system does not answer.
        NoRecapsError: a folder holds no recap.
    """
    found: dict[str, tuple[tuple[str, ...], int, bool]] = {}
    every: set[str] = set()
    for path in sorted(set(paths)):
        root, uris = _files_below(context, path)
        every.update(uris)
        inside = {uri: _parts(uri, root) for uri in uris if uri == root or _is_recap(uri, root)}
        if not inside:
            ends = " ".join(SUFFIXES)
            raise NoRecapsError(path, f"the folder holds no recap; the ends of names looked for are {ends}")
        for uri, (parts, kept) in inside.items():
            if uri not in found or found[uri][1] < kept:
                found[uri] = parts, kept, uri != root
    order = sorted(found)
    names = shortest_names([found[uri][:2] for uri in order])
    files = [
        FoundFile(uri, name, found[uri][2], _beside(uri, every) if found[uri][2] else ())
        for uri, name in zip(order, names, strict=True)
    ]
    return sorted(files, key=lambda file: file.source)


def _files_below(context: Any, path: str) -> tuple[str, list[str]]:
    """The whole URI of a path, and those of all files there."""
    from py4j.protocol import Py4JJavaError

    try:
        place = context._jvm.org.apache.hadoop.fs.Path(path)
        system = place.getFileSystem(context._jsc.hadoopConfiguration())
        root = str(system.getFileStatus(place).getPath().toString())
        listed = system.listFiles(place, True)
        uris = []
        while listed.hasNext():
            uris.append(str(listed.next().getPath().toString()))
    except Py4JJavaError as error:
        raise UnreadableError(path, f"cannot be read: {error.java_exception.getMessage()}") from error
    return root, uris


def _parts(uri: str, root: str) -> tuple[tuple[str, ...], int]:
    """The names of the folders and of the file, and how many of them name it."""
    parts = tuple(part for part in uri.partition(":")[2].split("/") if part)
    below = len([part for part in uri.removeprefix(root).split("/") if part])
    return parts, max(below, 1)


def _is_recap(uri: str, root: str) -> bool:
    below = [part for part in uri.removeprefix(root).split("/") if part]
    return not any(part.startswith(".") for part in below) and is_recap_name(below[-1])


def _beside(uri: str, every: set[str]) -> tuple[str, ...]:
    """The file that names the event of a folder of pyvideo talks."""
    folder = posixpath.dirname(uri)
    category = f"{posixpath.dirname(folder)}/{_CATEGORY}"
    is_talk = uri.casefold().endswith(".json") and posixpath.basename(folder) == "videos"
    return (category,) if is_talk and category in every else ()
