"""The folder of a store: its layout, its lock, and the recaps it remembers.

::

    talkgraph.db/
    ├── format.json      version of this layout
    ├── lock             held by the build that is at work
    ├── CURRENT          name of the generation that readers open
    ├── generations/     one Oxigraph database a generation
    ├── recaps.json      per source: hash of its content, name of its claims
    └── claims/          document and claims of each recap, by content hash
"""

from __future__ import annotations

import json
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

import talkgraph
from talkgraph.errors import NotAStoreError, StoreBusyError, StoreError, StoreVersionError
from talkgraph.store.caching import dump_recap, load_recap
from talkgraph.store.files import Lease, replace_file
from talkgraph.store.generations import add_generation
from talkgraph.store.refusals import cannot_write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from talkgraph.resolution import RecapClaims

__all__ = ["FORMAT_VERSION", "ManifestEntry", "StoreFolder", "check_folder"]

logger = logging.getLogger(__name__)

FORMAT_VERSION = 1
_PAUSE = 0.05  # seconds between two looks at a lock that another build holds


@dataclass(frozen=True, slots=True, order=True)
class ManifestEntry:
    """What the store remembers of one recap.

    Attributes:
        content: hash that tells whether the recap must be read again.
        claims: name that ``save_claims`` gave to its document and claims.
        origin: the folder or file that it was found by, so that a later build
            of the same folder can tell that it is gone.
    """

    content: str
    claims: str
    origin: str = ""


class StoreFolder:
    """A store as builds see it. Readers use ``open_store``.

    Args:
        path: the folder; it need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0

    @contextmanager
    def lock(self, wait: float = 0.0) -> Iterator[None]:
        """Holds the store for one build, and makes the folder a store if it is none yet.

        The same object may enter it again while it holds it.

        Args:
            wait: seconds to wait for another build.

        Raises:
            NotAStoreError: the path is a file, or a folder of something else.
            StoreVersionError: the store has another format.
            StoreBusyError: another build still holds it after the wait.
            StoreError: the folder cannot be made.
        """
        lease = None if self._depth else self._acquire(wait)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if lease is not None:
                lease.release()

    def _acquire(self, wait: float) -> Lease:
        if not _is_unused(self.path):
            check_folder(self.path)
        file = self.path / "lock"
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file.touch()
            lease = self._await(file, time.monotonic() + wait)
            (self.path / "generations").mkdir(exist_ok=True)
            (self.path / "claims").mkdir(exist_ok=True)
            about = {"format": FORMAT_VERSION, "talkgraph": talkgraph.__version__}
            _replace_json(self.path / "format.json", about)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        return lease

    def _await(self, file: Path, deadline: float) -> Lease:
        while True:
            try:
                return Lease(file, exclusive=True)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise StoreBusyError(
                        self.path, "another build is at work; try again when it is done"
                    ) from None
            time.sleep(_PAUSE)

    def add_generation(self, lines: Sequence[bytes], *, base: str, min_confidence: float) -> str:
        """Makes a graph, given as sorted N-Quads, the current one; gives its name.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        return add_generation(self.path, lines, base=base, min_confidence=min_confidence)

    def read_manifest(self) -> Mapping[str, ManifestEntry]:
        """What the store remembers, by the source of the recap; empty if that is unreadable."""
        try:
            table = json.loads((self.path / "recaps.json").read_text(encoding="utf-8"))
            entries = {
                source: ManifestEntry(row["content"], row["claims"], row.get("origin", ""))
                for source, row in table.items()
            }
        except FileNotFoundError:
            entries = {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            logger.warning("%s: recaps.json is unreadable, all recaps are read again: %s", self.path, error)
            entries = {}
        return MappingProxyType(entries)

    def write_manifest(self, entries: Mapping[str, ManifestEntry]) -> None:
        """Replaces what the store remembers, and deletes claims that no recap has any more.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        table = {
            source: {"content": entry.content, "claims": entry.claims, "origin": entry.origin}
            for source, entry in sorted(entries.items())
        }
        kept = {entry.claims for entry in entries.values()}
        try:
            _replace_json(self.path / "recaps.json", table)
            for file in sorted((self.path / "claims").iterdir()):
                if file.stem not in kept:
                    file.unlink()
        except OSError as error:
            raise cannot_write(self.path, error) from error

    def save_claims(self, recap: RecapClaims) -> str:
        """Keeps a recap and its claims; gives the name to load them by, a hash of them.

        Raises:
            StoreError: the lock is not held, or the disk refuses.
        """
        self._must_be_locked()
        data = dump_recap(recap).encode("ascii")
        name = sha256(data).hexdigest()
        try:
            replace_file(self.path / "claims" / f"{name}.json", data)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        return name

    def load_claims(self, name: str) -> RecapClaims | None:
        """The recap and claims kept under a name, or None if they are missing or damaged."""
        try:
            data = (self.path / "claims" / f"{name}.json").read_bytes()
            recap = load_recap(data.decode("ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            logger.warning("%s: cached claims %s cannot be used: %s", self.path, name, error)
            return None
        if sha256(data).hexdigest() != name:
            logger.warning("%s: cached claims %s were changed, and cannot be used", self.path, name)
            return None
        return recap

    def _must_be_locked(self) -> None:
        if not self._depth:
            raise StoreError(self.path, "is written to without its lock; enter StoreFolder.lock() first")


def check_folder(path: Path) -> None:
    """Tells a store that this version reads from anything else.

    Raises:
        NotAStoreError: there is nothing, or something else.
        StoreVersionError: the store has another format.
    """
    if not path.exists():
        raise NotAStoreError(path, "no such folder; talkgraph build makes a store")
    try:
        about = json.loads((path / "format.json").read_text(encoding="utf-8"))
        version = about["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotAStoreError(path, "is no talkgraph store; nothing in it was changed") from None
    if version != FORMAT_VERSION:
        raise StoreVersionError(
            path,
            f"has format {version}, written by talkgraph {about.get('talkgraph', '?')}; "
            f"this version reads format {FORMAT_VERSION}: build into another folder",
        )


def _is_unused(path: Path) -> bool:
    """Whether a store may be made there: nothing, an empty folder, or a store that was just begun."""
    try:
        return not path.exists() or {entry.name for entry in path.iterdir()} <= {"lock", ".format.json.new"}
    except NotADirectoryError:
        return False


def _replace_json(path: Path, value: object) -> None:
    replace_file(path, (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode())
