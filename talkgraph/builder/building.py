"""The build: read what changed, extract, resolve everything, write, swap."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.builder.fingerprint import fingerprint
from talkgraph.builder.outcome import BuildOutcome, summarise
from talkgraph.errors import NoRecapsError, SourceError, UnreadableError
from talkgraph.model import DEFAULT_BASE, is_base, source_parts
from talkgraph.resolution import RecapClaims, resolve
from talkgraph.sources import DEFAULT_MAX_BYTES, SourceFile, find_recaps, read_recaps
from talkgraph.store import (
    DEFAULT_MIN_CONFIDENCE,
    ManifestEntry,
    StoreFolder,
    checked_confidence,
    merge_recaps,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from talkgraph.extraction import Extractor

__all__ = ["build"]

logger = logging.getLogger(__name__)


def build(
    paths: Sequence[Path | str],
    *,
    store: Path | str = "talkgraph.db",
    model: str | None = None,
    base: str = DEFAULT_BASE,
    max_bytes: int = DEFAULT_MAX_BYTES,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    progress: Callable[[str, int, int], None] | None = None,
) -> BuildOutcome:
    """Read recaps and make or update a store.

    Recaps that the store knows and that did not change are not read again;
    those of a folder given before that are gone leave the graph. A recap that
    cannot be read is reported and keeps what an earlier build drew from it;
    all others are built.

    Args:
        paths: files and folders.
        store: folder of the store; made if it is not there.
        model: name of an installed spaCy pipeline for English; None for the default.
        base: what IRIs begin with.
        max_bytes: size limit of one file.
        min_confidence: what no claim of at least this confidence supports,
            from 0 to 1, stays out of the graph's statements; the store keeps
            all claims. It holds for this build, whatever earlier ones were told.
        progress: called with a source, its number from 1 and their total before each file.

    Returns:
        What was found and what failed.

    Raises:
        NoRecapsError: nothing readable was found at any path.
        SourceError: no recap at all could be read and the store is empty.
        StoreError: the folder is no store, is busy, or cannot be written.
        ModelError: the model is missing or unfit.
        ValueError: no IRI can begin with the base, or the confidence is none.
    """
    if not is_base(base):
        raise ValueError(f"no IRI can begin with {base!r}; a base is one such as {DEFAULT_BASE}")
    work = _Build(StoreFolder(Path(store)), model, max_bytes, checked_confidence(min_confidence))
    files = work.find([Path(path) for path in paths])
    with work.folder.lock(wait=60.0):
        work.remember()
        for number, file in enumerate(files, start=1):
            if progress is not None:
                progress(file.source, number, len(files))
            work.take(file)
        return work.finish(base)


@dataclass
class _Build:
    """One build at work."""

    folder: StoreFolder
    model: str | None
    max_bytes: int
    min_confidence: float
    failures: list[SourceError] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    old: Mapping[str, ManifestEntry] = field(default_factory=dict)
    known: dict[str, list[str]] = field(default_factory=dict)  # sources by the file that they may come from
    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    recaps: dict[str, RecapClaims] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    extractor: Extractor | None = None

    def find(self, paths: list[Path]) -> tuple[SourceFile, ...]:
        good: list[Path] = []
        for path in paths:
            try:
                find_recaps([path])
                good.append(path)
            except SourceError as error:
                self.failures.append(error)
        if not good:
            raise self._last_failure()
        files = find_recaps(good)
        for file in files:
            self.origins[file.source] = _origin(file.path, good)
        return files

    def remember(self) -> None:
        self.old = self.folder.read_manifest()
        for source in sorted(self.old):
            for file in {source, source_parts(source)[0]}:
                self.known.setdefault(file, []).append(source)

    def take(self, file: SourceFile) -> None:
        """Read and extract one file, or recall what is known of it."""
        try:
            content = self._content(file)
            if not self._recall(file.source, content):
                self._read(file, content)
        except SourceError as error:
            logger.debug("left out", exc_info=error)
            self.failures.append(error)
            for source in self.known.get(file.source, ()):
                self._keep(source)

    def finish(self, base: str) -> BuildOutcome:
        gone = tuple(
            sorted(source for source in self.old if source not in self.recaps and self._is_gone(source))
        )
        for source in self.old:
            if source not in self.recaps and source not in gone:
                self._keep(source)
        if not self.recaps:
            raise self._last_failure()
        ordered = [self.recaps[source] for source in sorted(self.recaps)]
        resolution = resolve(ordered, base=base)
        graph = merge_recaps(ordered, resolution, min_confidence=self.min_confidence)
        generation = self.folder.add_generation(
            graph.lines(base=base), base=base, min_confidence=self.min_confidence
        )
        self.folder.write_manifest(self.entries)
        return BuildOutcome(
            recaps=tuple(
                summarise(
                    recap.document.source,
                    graph,
                    fresh=recap.document.source in self.fresh,
                    skipped="" if recap.claims else _why_nothing(recap),
                )
                for recap in ordered
            ),
            failures=tuple(self.failures),
            removed=gone,
            generation=generation,
            things=len(graph.merged.things),
            rejections=MappingProxyType(
                {recap.document.source: recap.rejections for recap in ordered if recap.rejections}
            ),
        )

    def _last_failure(self) -> SourceError:
        """The failure to raise where there is nothing to build; those before it are logged."""
        for failure in self.failures[:-1]:
            logger.warning("%s", failure)
        return self.failures[-1] if self.failures else NoRecapsError("", "no path was given")

    def _content(self, file: SourceFile) -> str:
        try:
            data = file.path.read_bytes() if file.path.stat().st_size <= self.max_bytes else b"too large"
        except OSError as error:
            raise UnreadableError(file.path, f"cannot be read: {error.strerror or error}") from error
        settings = f"{fingerprint()} {self.model} {file.source}"
        return sha256(settings.encode() + data).hexdigest()

    def _recall(self, source: str, content: str) -> bool:
        known = self.known.get(source, [])
        if not known or any(self.old[one].content != content for one in known):
            return False
        found = {one: self.folder.load_claims(self.old[one].claims) for one in known}
        if any(recap is None for recap in found.values()):
            return False
        for one in known:
            self._keep(one)
        return True

    def _keep(self, source: str) -> None:
        recap = self.folder.load_claims(self.old[source].claims)
        if recap is not None:
            self.recaps[source] = recap
            self.entries[source] = self.old[source]

    def _read(self, file: SourceFile, content: str) -> None:
        documents = read_recaps(file, max_bytes=self.max_bytes)
        # All before the first is kept: a file that fails in its middle must fail in the next build, too.
        for document, found in [(document, self._extract().read(document)) for document in documents]:
            recap = RecapClaims(document, found.claims, found.rejections, found.unread)
            name = self.folder.save_claims(recap)
            self.recaps[document.source] = recap
            self.fresh.add(document.source)
            self.entries[document.source] = ManifestEntry(content, name, self.origins[file.source])

    def _extract(self) -> Extractor:
        if self.extractor is None:
            from talkgraph.extraction import Extractor

            self.extractor = Extractor(self.model) if self.model else Extractor()
        return self.extractor

    def _is_gone(self, source: str) -> bool:
        """Whether a recap was found by a folder or file of this build, and is not there any more."""
        return self.old[source].origin in set(self.origins.values())


def _origin(path: Path, given: Iterable[Path]) -> str:
    """The given path that a file was found by: itself, or the folder above it."""
    real = path.resolve()
    above = [one.resolve() for one in given if real == one.resolve() or one.resolve() in real.parents]
    return sha256(str(max(above, key=lambda one: len(one.parts))).encode()).hexdigest()[:16] if above else ""


def _why_nothing(recap: RecapClaims) -> str:
    from talkgraph.extraction import LANGUAGES

    if recap.document.language not in LANGUAGES:
        return f"language {recap.document.language!r} is not read yet"
    return "nothing was found"
