"""From files to recaps with their claims, here or in other processes; the same bytes either way."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.corrections.vouching import vouched_in
from talkgraph.errors import SourceError
from talkgraph.resolution import RecapClaims
from talkgraph.sources import DEFAULT_MAX_BYTES, read_recaps
from talkgraph.store import dump_recap

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from talkgraph.extraction import Extractor
    from talkgraph.model import Kind
    from talkgraph.sources import SourceFile

__all__ = ["ReadFile", "ReadRecap", "Reader", "read_files"]

_FEW = 8  # files; for fewer, another process is not worth the seconds in which it loads the model
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class ReadRecap:
    """A recap with its claims.

    Attributes:
        source: of the recap.
        data: the recap as ``dump_recap`` writes it, in ASCII.
        vouched: the names in it that people vouch for.
    """

    source: str
    data: bytes
    vouched: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What became of a file.

    Attributes:
        file: the file.
        recaps: the recaps in it.
        failure: why it cannot be read; there are no recaps then.
    """

    file: SourceFile
    recaps: tuple[ReadRecap, ...] = ()
    failure: SourceError | None = None


@dataclass
class Reader:
    """Reads files, and draws claims from them; the model is loaded for the first of them.

    Attributes:
        model: name of an installed spaCy pipeline for English; None for the default.
        max_bytes: size limit of one file.
        vouched: names that people vouch for.
        extractor: one with that model; None until a file is read.
    """

    model: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    vouched: Mapping[str, Kind] = field(default_factory=lambda: MappingProxyType({}))
    extractor: Extractor | None = field(default=None, repr=False)

    def read(self, file: SourceFile) -> ReadFile:
        """The recaps of a file with their claims, or what is wrong with it: all of it, or nothing."""
        try:
            recaps = []
            for document in read_recaps(file, max_bytes=self.max_bytes):
                vouched = vouched_in(document.text, self.vouched)
                found = self._extract().read(document, vouched=vouched)
                recap = RecapClaims(document, found.claims, found.rejections, found.unread)
                recaps.append(ReadRecap(document.source, dump_recap(recap).encode("ascii"), dict(vouched)))
        except SourceError as error:
            return ReadFile(file, failure=error)
        return ReadFile(file, tuple(recaps))

    def _extract(self) -> Extractor:
        if self.extractor is None:
            from talkgraph.extraction import Extractor

            self.extractor = Extractor(self.model) if self.model else Extractor()
        return self.extractor


def read_files(
    reader: Reader, files: Sequence[SourceFile], *, jobs: int = 1
) -> Generator[ReadFile, None, None]:
    """What became of each file, in order; where it is closed before the end, the rest is not read.

    Args:
        reader: how to read them.
        files: the files.
        jobs: how many processes read; for a few files, this one alone.

    Raises:
        ModelError: the model is missing or unfit.
    """
    jobs = min(jobs, len(files) // _FEW)
    if jobs < 2:
        yield from map(reader.read, files)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    settings = (reader.model, reader.max_bytes, dict(reader.vouched))
    with _one_thread_each(), ProcessPoolExecutor(jobs, get_context("spawn"), _start, settings) as pool:
        yield from pool.map(_read, files)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Lets processes that are started meanwhile compute with one thread: there is one for each core."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_reader = Reader()


def _start(model: str | None, max_bytes: int, vouched: Mapping[str, Kind]) -> None:
    """Prepares a process that reads."""
    import atexit
    import gc
    import signal

    global _reader  # noqa: PLW0603 (a process of the pool has one, and no other place for it)
    atexit.register(gc.freeze)  # the graph waits for its end: without a last look through its models
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started it
    _reader = Reader(model, max_bytes, vouched)


def _read(file: SourceFile) -> ReadFile:
    return _reader.read(file)
