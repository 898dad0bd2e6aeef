"""The build: read what changed, extract, resolve everything, write, swap."""

from __future__ import annotations

import json
import logging
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from os.path import commonpath, relpath
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.builder.corrections import CorrectionsAtHand
from talkgraph.builder.fingerprint import fingerprint
from talkgraph.builder.origins import Origins, origin_of
from talkgraph.builder.outcome import BuildOutcome, KeptRejections, why_nothing
from talkgraph.builder.reading import Reader, read_files
from talkgraph.builder.remembering import remembered
from talkgraph.builder.renewing import renew, renew_anew, renew_wholly
from talkgraph.corrections import CorrectionsInForce, correction_files
from talkgraph.corrections.vouching import vouched_in, vouched_names
from talkgraph.errors import LostRecapsError, NoRecapsError, SourceError, UnreadableError
from talkgraph.graph.pausing import collection_paused
from talkgraph.model import DEFAULT_BASE, is_base, source_parts
from talkgraph.sources import DEFAULT_MAX_BYTES, SourceFile, find_recaps
from talkgraph.store import (
    DEFAULT_MIN_CONFIDENCE,
    ManifestEntry,
    Settings,
    StoreFolder,
    checked_confidence,
)
from talkgraph.updating import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from talkgraph.builder.reading import ReadFile
    from talkgraph.extraction import Extractor
    from talkgraph.model import Kind
    from talkgraph.store import KeptCorrections

__all__ = ["build"]

logger = logging.getLogger(__name__)

_NOTED_AT_ONCE = 1_000  # files


def build(
    paths: Sequence[Path | str | SourceFile],
    *,
    store: Path | str = "talkgraph.db",
    model: str | None = None,
    base: str = DEFAULT_BASE,
    max_bytes: int = DEFAULT_MAX_BYTES,
    min_confidence: float = DEFAULT_MIN_CONFIDENCE,
    jobs: int = 1,
    extractor: Extractor | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> BuildOutcome:
    """Read recaps and make or update a store.

    Recaps that the store knows and that did not change are not read again;
    those of a folder given before that are gone leave the graph. A recap that
    cannot be read is reported and keeps what an earlier build drew from it;
    all others are built. A store of an older format is built anew: all recaps
    are read again.

    A file ``corrections.yaml`` in a given folder, or beside a given file,
    corrects all recaps of the store; what the files of other folders said in
    earlier builds stays in force.

    Args:
        paths: files and folders. A ``SourceFile``, such as that of a fetched
            recap, brings its name along; the recap stays when a later build is not given it.
        store: folder of the store; made if it is not there.
        model: name of an installed spaCy pipeline for English; None for the default.
        base: what IRIs begin with.
        max_bytes: size limit of one file.
        min_confidence: what no claim of at least this confidence supports,
            from 0 to 1, stays out of the graph's statements; the store keeps
            all claims. It holds for this build, whatever earlier ones were told.
        jobs: how many processes read the recaps; each takes the memory of the model. The
            graph is the same for any number.
        extractor: reads in this process, in place of one that is loaded with the model. Who
            builds again and again, a recap at a time, spares a second or two each time.
        progress: called with a source, its number from 1 and their total: first for the files
            that are known, then before each other one is waited for.

    Returns:
        What was found and what failed.

    Raises:
        CorrectionsError: a corrections file is at fault; the store stays as it was.
        NoRecapsError: nothing readable was found at any path.
        SourceError: no recap at all could be read and the store is empty.
        LostRecapsError: what the store holds of recaps that are not among
            those given is damaged or of an older format; nothing was changed.
        StoreError: the folder is no store, is busy, or cannot be written.
        ModelError: the model is missing or unfit.
        ValueError: no IRI can begin with the base, the confidence is none, or the extractor
            has another model.
    """
    if not is_base(base):
        raise ValueError(f"no IRI can begin with {base!r}; a base is one such as {DEFAULT_BASE}")
    if extractor is not None and not extractor.has_model(model):
        raise ValueError(f"the extractor has the model {extractor.model!r}; give model={extractor.model!r}")
    work = _Build(
        StoreFolder(Path(store)), model, max_bytes, checked_confidence(min_confidence), jobs, extractor
    )
    named = [path for path in paths if isinstance(path, SourceFile)]
    places = [Path(path) for path in paths if not isinstance(path, SourceFile)]
    work.find(places, named)
    work.corrections.read(places)
    with work.folder.lock(wait=60.0):
        with collection_paused():
            work.remember()
        work.read(progress)
        with collection_paused():
            return work.finish(base)


@dataclass
class _Build:
    """One build at work."""

    folder: StoreFolder
    model: str | None
    max_bytes: int
    min_confidence: float
    jobs: int = 1
    extractor: Extractor | None = None
    failures: list[SourceError] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    old: Mapping[str, ManifestEntry] = field(default_factory=dict)
    known: dict[str, list[str]] = field(default_factory=dict)  # sources by the given file that they may be of
    entries: dict[str, ManifestEntry] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    files: dict[str, SourceFile] = field(default_factory=dict)
    corrections: CorrectionsAtHand = field(default_factory=CorrectionsAtHand)
    kept: Mapping[str, KeptCorrections] = field(default_factory=dict)
    said: CorrectionsInForce = field(default_factory=lambda: CorrectionsInForce(()))
    vouched: Mapping[str, Kind] = field(default_factory=dict)
    asked: str = ""  # the mark of these names

    def find(self, paths: list[Path], named: list[SourceFile]) -> None:
        good: list[Path] = []
        files: tuple[SourceFile, ...] = ()
        for path in paths:
            try:
                files = find_recaps([path])
                good.append(path)
            except SourceError as error:
                self.failures.append(error)
        if not good and not named:
            raise self._last_failure()
        own = {file.path.resolve() for file in named}
        if len(good) > 1:
            files = find_recaps(good)
        origins = Origins(good)
        for file in files:
            if file.path.resolve() not in own:
                self.origins[file.source] = origins.of(file.path)
                self.files[file.source] = file
        for file in named:
            if self.files.setdefault(file.source, file) != file:
                reason = f"has the same name as {self.files[file.source].path}; give one of the two"
                self.failures.append(UnreadableError(file.address or file.path, reason))
            else:
                self.origins[file.source] = origin_of(file.address or file.path.resolve())
        self.files = dict(sorted(self.files.items()))

    def remember(self) -> None:
        self.old = remembered(self.folder)
        self.kept = self.corrections.kept(self.folder)
        self.said = CorrectionsInForce(correction_files(self.kept))
        self.vouched = vouched_names(self.said.corrections)
        self.asked = _mark(self.vouched)
        for source in sorted(self.old):
            for file in {source, source_parts(source)[0]}:
                if file in self.files:
                    self.known.setdefault(file, []).append(source)

    def read(self, progress: Callable[[str, int, int], None] | None) -> None:
        """Recall what is known of the files, and read and extract the others."""
        new: dict[str, str] = {}
        total, done = len(self.files), 0
        show = progress or (lambda *_: None)
        for file in self.files.values():
            try:
                content = self._content(file)
                is_known = self._recall(file.source, content)
            except SourceError as error:
                self._fail(file, error)
                is_known = True
            if is_known:
                done += 1
                show(file.source, done, total)
            else:
                new[file.source] = content
        files = [self.files[source] for source in sorted(new)]
        with closing(read_files(self._reader, files, jobs=self.jobs)) as results:
            for number, file in enumerate(files, start=1):
                show(file.source, done + number, total)
                self._take(next(results), new[file.source])
                if number % _NOTED_AT_ONCE == 0:  # what was read is not read again if the build breaks off
                    self.folder.write_manifest({**self.old, **self.entries})

    def _take(self, found: ReadFile, content: str) -> None:
        if found.failure is not None:
            self._fail(found.file, found.failure)
        for recap in found.recaps:
            name = self.folder.save_claims(recap.data)
            self.fresh.add(recap.source)
            self.entries[recap.source] = ManifestEntry(
                content,
                name,
                self.origins[found.file.source],
                self.folder.claims_stamp(name),
                vouched=_mark(recap.vouched),
                asked=self.asked,
            )

    def _fail(self, file: SourceFile, error: SourceError) -> None:
        """Reports a file, and keeps what is known of it."""
        logger.debug("left out", exc_info=error)
        self.failures.append(error)
        for source in self.known.get(file.source, ()):
            self._keep(source)

    @cached_property
    def _reader(self) -> Reader:
        """What reads, once it is known which names people vouch for."""
        return Reader(self.model, self.max_bytes, self.vouched, self.extractor)

    def finish(self, base: str) -> BuildOutcome:
        gone = tuple(
            sorted(source for source in self.old if source not in self.entries and self._is_gone(source))
        )
        left = [source for source in self.old if source not in self.entries and source not in gone]
        lost = [source for source in left if not self._keep(source)]
        if lost:
            what = "is of an older format" if self.folder.is_outdated else "is damaged"
            reason = f"what it holds of them {what}, and they are not among the recaps given"
            raise LostRecapsError(self.folder.path, reason, sorted(lost))
        if not self.entries:
            raise self._last_failure()
        # Before the graph: a build that is killed behind it must not leave older corrections in force.
        self.folder.write_corrections(self.kept)
        settings = Settings(base, self.min_confidence)
        wanted = {source: entry.claims for source, entry in self.entries.items()}
        renewed = None
        if not self.folder.is_outdated:
            renewed = renew(self.folder, wanted, self._known, settings, self.said)
        if renewed is None:
            renewed = renew_anew(self.folder, wanted, self._known, settings, self.said)
        if renewed is None:
            renewed = renew_wholly(self.folder, self._all(), settings, self.said)
        self.folder.write_manifest(self.entries)
        return BuildOutcome(
            recaps=tuple(
                replace(recap, fresh=True) if recap.source in self.fresh else recap
                for recap in renewed.recaps
            ),
            corrections={file.source: len(file.corrections) for file in self.said.files},
            unmatched=renewed.unmatched,
            failures=tuple(self.failures),
            removed=gone,
            generation=renewed.generation,
            things=renewed.things,
            rejections=KeptRejections(
                self.folder,
                {
                    source: self.entries[source].claims
                    for source, number in renewed.rejections.items()
                    if number
                },
            ),
        )

    def _known(self, source: str) -> Known | None:
        """A recap of the graph with its claims, as resolution gets them; None if the store lost them."""
        name = self.entries[source].claims
        recap = self.folder.load_claims(name)
        return None if recap is None else Known(recap, name, why_nothing(recap))

    def _all(self) -> dict[str, Known]:
        """All recaps of the graph; those that the store lost are read again, and left out if that fails."""
        found: dict[str, Known] = {}
        for source in sorted(self.entries):
            known = self._known(source)
            if known is None:
                self._read_again(source)
                known = self._known(source) if source in self.entries else None
            if known is not None:
                found[source] = known
        if not found:
            raise self._last_failure()
        return found

    def _read_again(self, source: str) -> None:
        file = self.files.get(source_parts(source)[0]) or self.files.get(source)
        content = self.entries.pop(source).content
        if file is not None:
            self._take(self._reader.read(file), content)

    def _last_failure(self) -> SourceError:
        """The failure to raise where there is nothing to build; those before it are logged."""
        for failure in self.failures[:-1]:
            logger.warning("%s", failure)
        if self.failures:
            return self.failures[-1]
        if not self.files:
            return NoRecapsError("", "no path was given")
        folder = commonpath([file.path.absolute().parent for file in self.files.values()])
        return NoRecapsError(relpath(folder), "no file in it holds a recap, a talk or an event")

    def _content(self, file: SourceFile) -> str:
        try:
            data = file.path.read_bytes() if file.path.stat().st_size <= self.max_bytes else b"too large"
            data += b"".join(path.read_bytes() for path in file.beside)
        except OSError as error:
            raise UnreadableError(file.path, f"cannot be read: {error.strerror or error}") from error
        address = f" {file.address}" if file.address else ""
        settings = f"{fingerprint()} {self.model} {file.source}{address}"
        return sha256(settings.encode() + data).hexdigest()

    def _recall(self, source: str, content: str) -> bool:
        known = self.known.get(source, [])
        if not known or any(self.old[one].content != content for one in known):
            return False
        kept = {one: self._kept(one) for one in known}
        found = {one: self._asked(entry) for one, entry in kept.items() if entry is not None}
        if None in kept.values() or None in found.values():
            return False
        self.entries |= {one: entry for one, entry in found.items() if entry is not None}
        return True

    def _asked(self, entry: ManifestEntry) -> ManifestEntry | None:
        """What is remembered of a recap; None if it holds other names now that people vouch for."""
        if entry.asked == self.asked:
            return entry
        recap = self.folder.load_claims(entry.claims)
        if recap is None or entry.vouched != _mark(vouched_in(recap.document.text, self.vouched)):
            return None
        return replace(entry, asked=self.asked)

    def _kept(self, source: str) -> ManifestEntry | None:
        """What is remembered of a recap, if the store has its claims: at a glance, or by a look at all."""
        entry = self.old[source]
        stamp = self._stamps.get(entry.claims, "")
        if stamp and stamp == entry.stamp:
            return entry
        return None if self.folder.load_claims(entry.claims) is None else replace(entry, stamp=stamp)

    @cached_property
    def _stamps(self) -> Mapping[str, str]:
        """The stamps of all claims that the store had when they were first asked for."""
        return self.folder.claims_stamps()

    def _keep(self, source: str) -> bool:
        """Takes over what is known of a recap; whether that is whole."""
        kept = self._kept(source)
        if kept is not None:
            self.entries[source] = kept
        return kept is not None

    def _is_gone(self, source: str) -> bool:
        """Whether a recap was found by a folder or file of this build, and is not there any more."""
        return source_parts(source)[0] in self.origins or self.old[source].origin in set(
            self.origins.values()
        )


def _mark(names: Mapping[str, Kind]) -> str:
    """A mark of names that people vouch for; empty for none."""
    return sha256(json.dumps(list(names.items())).encode()).hexdigest()[:16] if names else ""
