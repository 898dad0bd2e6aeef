"""Reading and extracting on the workers; the model is loaded once in each process."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from talkgraph.builder.reading import Reader, ReadFile
from talkgraph.sources import SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from talkgraph.spark.listing import FoundFile

__all__ = ["extract"]


def extract(
    context: Any, files: Sequence[FoundFile], *, model: str | None, max_bytes: int, partitions: int
) -> Any:
    """What became of each file, as an RDD of ``ReadFile``.

    Args:
        context: a ``pyspark.SparkContext``.
        files: the files.
        model: name of an installed spaCy pipeline for English; None for the default.
        max_bytes: size limit of one file.
        partitions: into how many parts the files are divided.
    """
    folders = sorted({file.uri.rpartition("/")[0] for file in files})
    everything = context.union([context.binaryFiles(_literally(top), partitions) for top in _tops(folders)])
    beside = context.broadcast({uri for file in files for uri in file.beside})
    contents = everything.filter(lambda pair: pair[0] in beside.value).collect() if beside.value else []
    wanted = context.broadcast({file.uri: file for file in files})
    belonging = context.broadcast({uri: bytes(data) for uri, data in contents})
    return (
        everything.filter(lambda pair: pair[0] in wanted.value)
        .repartition(partitions)
        .mapPartitions(_reading(wanted, belonging, model, max_bytes))
    )


def _tops(folders: Iterable[str]) -> Iterator[str]:
    """The folders that lie below none of the others; Spark looks into all that is below."""
    last: str | None = None
    for folder in sorted(folders):
        if last is None or not f"{folder}/".startswith(f"{last}/"):
            last = folder
            yield folder


def _literally(uri: str) -> str:
    """A pattern of Hadoop's that a folder fits; what others fit it is left out later.

    A comma would part two paths, and cannot be escaped.
    """
    return re.sub(r"([\\{}\[\]*?^])", r"\\\1", uri).replace(",", "?")


def _reading(
    wanted: Any, belonging: Any, model: str | None, max_bytes: int
) -> Callable[[Iterable[tuple[str, bytes]]], Iterator[ReadFile]]:
    def read(pairs: Iterable[tuple[str, bytes]]) -> Iterator[ReadFile]:
        reader = _reader(model, max_bytes)
        for uri, data in pairs:
            file = wanted.value[uri]
            yield _read(reader, file, bytes(data), {one: belonging.value[one] for one in file.beside})

    return read


@cache
def _reader(model: str | None, max_bytes: int) -> Reader:
    return Reader(model, max_bytes)


def _read(reader: Reader, file: FoundFile, data: bytes, beside: Mapping[str, bytes]) -> ReadFile:
    """Reads a file by way of a folder of its own, since readers look at names of files."""
    with TemporaryDirectory() as folder:
        place = Path(folder, PurePosixPath(file.source).name)
        place.write_bytes(data)
        others = []
        for number, (uri, content) in enumerate(beside.items()):
            other = Path(folder, str(number), uri.rpartition("/")[2])
            other.parent.mkdir()
            other.write_bytes(content)
            others.append(other)
        found = reader.read(SourceFile(place, file.source, searched=file.searched, beside=tuple(others)))
    if found.failure is None:
        return found
    failure = type(found.failure)
    lines = {} if found.failure.line is None else {"line": found.failure.line}
    return ReadFile(found.file, failure=failure(file.uri, found.failure.reason, **lines))
