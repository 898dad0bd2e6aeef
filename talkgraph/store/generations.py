"""Generations of the graph in a store's folder: added aside, swapped in, removed when unused.

``CURRENT`` names the generation that readers open. A generation is called by
a hash of its content and never changes. It is complete when it has its name:
while it is being written it is called ``.new-…``, and before it is deleted
``.old-…``.
"""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.errors import NotAStoreError, StoreError
from talkgraph.store.files import Lease, fsync_folder, fsync_tree, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyoxigraph as ox

__all__ = ["Generation", "add_generation", "current_generation", "open_generation", "remove_old_generations"]

logger = logging.getLogger(__name__)

_ATTEMPTS = 20
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation.

    Attributes:
        name: hash of its content.
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make its statements.
        graph: the Oxigraph store, read-only.
        lease: keeps it on disk while it is open.
    """

    name: str
    base: str
    min_confidence: float
    graph: ox.Store
    lease: Lease


def add_generation(folder: Path, lines: Sequence[bytes], *, base: str, min_confidence: float) -> str:
    """Writes a graph as a generation and makes it the current one; the caller holds the lock.

    Args:
        folder: the store's folder.
        lines: sorted N-Quads, each with its line break.
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make its statements.

    Returns:
        The generation's name.

    Raises:
        StoreError: the disk refuses, or a line is not N-Quads.
    """
    about = json.dumps({"base": base, "min_confidence": float(min_confidence)}) + "\n"
    digest = sha256(about.encode())
    for line in lines:
        digest.update(line)
    name = digest.hexdigest()[:_DIGITS]
    place = folder / "generations" / name
    try:
        if not _is_sound(place, len(lines)):
            _write(place, lines, about)
        replace_file(folder / "CURRENT", f"{name}\n".encode("ascii"))
        remove_old_generations(folder)
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(folder, f"the graph cannot be written: {error}") from error
    return name


def _is_sound(place: Path, size: int) -> bool:
    """Whether a generation lies there whole, so that it need not be written again."""
    import pyoxigraph as ox

    if not (place / "generation.json").is_file():
        return False
    try:
        return len(ox.Store.read_only(str(place / "graph"))) == size
    except (OSError, RuntimeError):
        logger.warning("%s is damaged and will be written again", place)
        return False


def _write(place: Path, lines: Sequence[bytes], about: str) -> None:
    import pyoxigraph as ox

    aside = place.with_name(f".new-{place.name}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    graph = ox.Store(str(aside / "graph"))
    graph.bulk_load(input=b"".join(lines), format=ox.RdfFormat.N_QUADS)
    graph.flush()
    del graph  # closes the files: they are read below
    (aside / "generation.json").write_text(about, encoding="utf-8")
    fsync_tree(aside)
    if place.exists():
        place.rename(place.with_name(f".old-{place.name}"))
    aside.rename(place)
    fsync_folder(place.parent)


def remove_old_generations(folder: Path) -> None:
    """Deletes what no reader needs: old generations, and leftovers of builds that broke off.

    A generation that a reader has open stays until a later call.
    """
    current = current_generation(folder)
    for place in sorted((folder / "generations").iterdir()):
        if place.name == current:
            continue
        try:
            lease = Lease(place, exclusive=True)
        except BlockingIOError:
            continue
        doomed = place if place.name.startswith(".") else place.with_name(f".old-{place.name}")
        shutil.rmtree(doomed, ignore_errors=doomed is not place)
        if doomed is not place:
            place.rename(doomed)
            shutil.rmtree(doomed)
        lease.release()


def current_generation(folder: Path) -> str:
    """The name of the current generation.

    Raises:
        NotAStoreError: there is none yet.
    """
    try:
        return (folder / "CURRENT").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise NotAStoreError(folder, "holds no graph yet: run talkgraph build") from None


def open_generation(folder: Path) -> Generation:
    """Opens the current generation and keeps it on disk while it is open.

    Raises:
        NotAStoreError: there is none yet.
        StoreError: it is missing or damaged.
    """
    import pyoxigraph as ox

    for _ in range(_ATTEMPTS):
        name = current_generation(folder)
        place = folder / "generations" / name
        try:
            lease = Lease(place)
            if not lease.still_there():
                continue
            about = json.loads((place / "generation.json").read_text(encoding="utf-8"))
            graph = ox.Store.read_only(str(place / "graph"))
            # Before builds had a threshold, every claim made a statement.
            return Generation(name, str(about["base"]), float(about.get("min_confidence", 0)), graph, lease)
        except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
            # A build may have swapped the generation away between the two looks.
            if current_generation(folder) == name and not isinstance(error, BlockingIOError):
                raise StoreError(folder, f"is damaged ({_first_line(error)}); build it again") from error
    raise StoreError(folder, "changes too fast to be opened; try again when the builds are done")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
