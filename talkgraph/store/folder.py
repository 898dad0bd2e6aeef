"""The folder of a store: its layout, its lock, and the recaps it remembers.

::

    talkgraph.db/
    ├── format.json      version of this layout
    ├── lock             held by the build that is at work; the number of its process
    ├── CURRENT          name of the generation that readers open
    ├── generations/     a folder a generation: an Oxigraph database, and the outlines of its recaps
    ├── recaps.json      per source: hash of its content, name and stamp of its claims
    ├── corrections.json per folder of recaps: the corrections file that lay there
    ├── claims/          document and claims of each recap, by content hash
    ├── graph.json.gz    a copy of a large graph, that reports read in place of the database
    └── names.json.gz    the same of its names, that queries with a name in them read
"""

from __future__ import annotations

import json
import logging
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.errors import StoreError
from talkgraph.store.caching import dump_recap, load_recap
from talkgraph.store.files import Lease, replace_file
from talkgraph.store.format import FORMAT_VERSION, admit, write_format
from talkgraph.store.generations import (
    add_generation,
    change_generation,
    kept_generation,
    remove_old_generations,
)
from talkgraph.store.locking import acquire
from talkgraph.store.refusals import cannot_write, first_line
from talkgraph.store.stamps import stamp, stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from talkgraph.resolution import RecapClaims
    from talkgraph.store.changes import Change
    from talkgraph.store.generations import KeptGeneration

__all__ = ["KeptCorrections", "ManifestEntry", "StoreFolder"]

logger = logging.getLogger(__name__)

_CLAIMS_FILE = re.compile(r"\.?[0-9a-f]{64}\.json(\.new)?")
_LATER = ("origin", "stamp", "vouched", "asked")  # of a manifest's entry, where there is something


@dataclass(frozen=True, slots=True, order=True)
class ManifestEntry:
    """What the store remembers of one recap.

    Attributes:
        content: hash that tells whether the recap must be read again.
        claims: name that ``save_claims`` gave to its document and claims.
        origin: the folder or file that it was found by, so that a later build
            of the same folder can tell that it is gone.
        stamp: of the file of its claims, as it was written; tells whether the
            file can be trusted without a look at all of it.
        vouched: mark of the names in it that people vouched for when it was read; empty for none.
        asked: mark of all the names that people vouched for then.
    """

    content: str
    claims: str
    origin: str = ""
    stamp: str = ""
    vouched: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True, order=True)
class KeptCorrections:
    """A corrections file as the last build of its folder found it.

    Attributes:
        folder: name of the folder that it lies in, without those above it.
        text: what stands in it.
    """

    folder: str
    text: str


class StoreFolder:
    """A store as builds see it. Readers use ``open_store``.

    A store of an older format keeps its ``format.json`` until a graph was added
    and the lock is left without an error: broken off before, it is as outdated
    as it was.

    Args:
        path: the folder; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0
        self._format = FORMAT_VERSION
        self._added = False

    @property
    def is_outdated(self) -> bool:
        """Whether the store, which is locked, has an older format and must be built anew."""
        return self._format < FORMAT_VERSION

    @contextmanager
    def lock(self, wait: float = 0.0) -> Iterator[None]:
        """Holds the store for one build, and makes the folder a store if it is none yet.

        The same object may enter it again while it holds it.

        Args:
            wait: seconds to wait for another build.

        Raises:
            NotAStoreError: the path is a file, or a folder of something else.
            StoreVersionError: the store has a newer format.
            StoreBusyError: another build still holds it after the wait.
            StoreError: the folder cannot be made.
        """
        lease = None if self._depth else self._acquire(wait)
        self._depth += 1
        try:
            yield
            if lease is not None:
                self._note_format()
        finally:
            self._depth -= 1
            if lease is not None:
                lease.release()

    def _acquire(self, wait: float) -> Lease:
        admit(self.path)  # before anything is written to what may be no store
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lease = acquire(self.path, wait)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        try:
            self._format = admit(self.path)
            self._added = False
            (self.path / "generations").mkdir(exist_ok=True)
            (self.path / "claims").mkdir(exist_ok=True)
            if not self.is_outdated:
                write_format(self.path)
        except OSError as error:
            lease.release()
            raise cannot_write(self.path, error) from error
        except StoreError:
            lease.release()
            raise
        return lease

    def _note_format(self) -> None:
        if self.is_outdated and self._added:
            try:
                write_format(self.path)
            except OSError as error:
                raise cannot_write(self.path, error) from error

    def add_generation(
        self,
        lines: Iterable[bytes],
        *,
        base: str,
        min_confidence: float,
        beside: Callable[[Path], None] | None = None,
    ) -> str:
        """Makes a graph, given as N-Quads, the current one; gives its name.

        Args:
            lines: each with its line break, each once.
            base: what the IRIs of its things begin with.
            min_confidence: of the claims that make its statements.
            beside: called with the folder of the generation before it is
                complete, to put more into it.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        name = add_generation(self.path, lines, base=base, min_confidence=min_confidence, beside=beside)
        self._added = True
        return name

    def change_generation(
        self, old: KeptGeneration, change: Change, *, beside: Callable[[Path], None] | None = None
    ) -> str:
        """Makes what a generation becomes by a change the current one; gives its name.

        Raises:
            StoreError: the lock is not held, the disk refuses, or the old generation is damaged.
        """
        self._must_be_locked()
        name = change_generation(self.path, old, change, beside=beside)
        self._added = True
        return name

    def kept_generation(self) -> KeptGeneration | None:
        """The current generation to build upon; None if there is none, or anything about it is in doubt.

        Raises:
            StoreError: the lock is not held.
        """
        self._must_be_locked()
        return kept_generation(self.path)

    def remove_leftovers(self) -> None:
        """Deletes generations that no reader needs, and what builds that broke off left behind.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        try:
            remove_old_generations(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def read_manifest(self) -> Mapping[str, ManifestEntry]:
        """What the store remembers, by the source of the recap.

        Where that is damaged, or missing beside a graph, it is what the claims
        tell: which recaps there are, and that each must be read again if it is given.
        """
        try:
            return MappingProxyType(self.noted_manifest())
        except FileNotFoundError:
            if not (self.path / "CURRENT").exists():
                return MappingProxyType({})  # no build was ever done
        except (OSError, ValueError) as error:
            logger.warning(
                "%s: recaps.json is damaged (%s); recaps that are given are read again, others stay in the "
                "graph",
                self.path,
                first_line(error),
            )
        return MappingProxyType(self._recovered())

    def noted_manifest(self) -> dict[str, ManifestEntry]:
        """What ``recaps.json`` says, by the source of the recap.

        Raises:
            OSError: it is missing, or cannot be read.
            ValueError: it is damaged.
        """
        table = json.loads((self.path / "recaps.json").read_text(encoding="utf-8"))
        try:
            return {
                str(source): ManifestEntry(
                    str(row["content"]), str(row["claims"]), *(str(row.get(name, "")) for name in _LATER)
                )
                for source, row in table.items()
            }
        except (KeyError, TypeError, AttributeError):
            raise ValueError("it is no table of recaps") from None

    def _recovered(self) -> dict[str, ManifestEntry]:
        found = {}
        for file in sorted((self.path / "claims").glob("*.json")):
            recap = self.load_claims(file.stem)
            if recap is not None:
                found[recap.document.source] = ManifestEntry("", file.stem)
        return found

    def write_manifest(self, entries: Mapping[str, ManifestEntry]) -> None:
        """Replaces what the store remembers, and deletes claims that no recap has any more.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        rows = ",\n".join(_row(source, entry) for source, entry in sorted(entries.items()))
        kept = {f"{entry.claims}.json" for entry in entries.values()}
        claims = self.path / "claims"
        try:
            replace_file(self.path / "recaps.json", f"{{\n{rows}\n}}\n".encode())
            for name in sorted(set(os.listdir(claims)) - kept):  # noqa: PTH208 - there may be very many
                if _CLAIMS_FILE.fullmatch(name):
                    (claims / name).unlink()
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def read_corrections(self) -> Mapping[str, KeptCorrections]:
        """The corrections files of earlier builds, by the origin of their folder."""
        try:
            table = json.loads((self.path / "corrections.json").read_text(encoding="utf-8"))
            kept = {origin: KeptCorrections(row["folder"], row["text"]) for origin, row in table.items()}
        except FileNotFoundError:
            kept = {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning(
                "%s: corrections.json is unreadable; build the folders with corrections again: %s",
                self.path,
                error,
            )
            kept = {}
        return MappingProxyType(kept)

    def write_corrections(self, kept: Mapping[str, KeptCorrections]) -> None:
        """Replaces the corrections that the store remembers, if they are others.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        file = self.path / "corrections.json"
        table = {origin: {"folder": each.folder, "text": each.text} for origin, each in sorted(kept.items())}
        try:
            there = file.read_bytes() if file.is_file() else _json({})
            if there != _json(table):
                replace_file(file, _json(table))
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def save_claims(self, recap: RecapClaims | bytes) -> str:
        """Keeps a recap and its claims; gives the name to load them by, a hash of them.

        Args:
            recap: the recap, or what ``dump_recap`` makes of it.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        data = recap if isinstance(recap, bytes) else dump_recap(recap).encode("ascii")
        name = sha256(data).hexdigest()
        try:
            replace_file(self.path / "claims" / f"{name}.json", data)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        return name

    def claims_stamp(self, name: str) -> str:
        """The stamp of the file of claims kept under a name; empty if there is none."""
        return stamp(self.path / "claims" / f"{name}.json") or ""

    def claims_stamps(self) -> Mapping[str, str]:
        """The stamps of all files of claims, by the names that they are kept under; none if that fails."""
        try:
            with os.scandir(self.path / "claims") as entries:
                return {entry.name.removesuffix(".json"): stamp_of(entry.stat()) for entry in entries}
        except OSError as error:
            logger.debug("%s: files of claims are looked at one by one: %s", self.path, error)
            return {}

    def load_claims(self, name: str) -> RecapClaims | None:
        """The recap and claims kept under a name, or None if they are missing or damaged."""
        try:
            return self.read_claims(name)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            logger.warning("%s: cached claims %s cannot be used: %s", self.path, name, error)
            return None

    def read_claims(self, name: str) -> RecapClaims:
        """The recap and claims kept under a name.

        Raises:
            OSError: they are missing, or cannot be read.
            ValueError: they are damaged, or of another version.
        """
        data = (self.path / "claims" / f"{name}.json").read_bytes()
        if sha256(data).hexdigest() != name:
            raise ValueError("the file was cut short or changed")
        return load_recap(data.decode("ascii"))

    def _must_be_locked(self) -> None:
        if not self._depth:
            raise StoreError(self.path, "is written to without its lock; enter StoreFolder.lock() first")


def _row(source: str, entry: ManifestEntry) -> str:
    """What is remembered of one recap as a line of JSON; there may be very many."""
    row = f' {_quoted(source)}: {{"content": {_quoted(entry.content)}, "claims": {_quoted(entry.claims)}'
    for name in _LATER:
        if value := getattr(entry, name):
            row += f', "{name}": {_quoted(value)}'
    return row + "}"


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
