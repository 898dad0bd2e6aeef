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
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, TYPE_CHECKING, cast

from talkgraph.errors import NotAStoreError, StoreError
from talkgraph.store.changes import apply_change
from talkgraph.store.feed import Feed
from talkgraph.store.files import Lease, fsync_folder, fsync_tree, replace_file
from talkgraph.store.stamps import stamps
from talkgraph.store.sums import GraphSum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from talkgraph.store.changes import Change

__all__ = [
    "Generation",
    "KeptGeneration",
    "Settings",
    "add_generation",
    "change_generation",
    "current_generation",
    "kept_generation",
    "open_generation",
    "remove_old_generations",
]

logger = logging.getLogger(__name__)

_ABOUT = "generation.json"
_ATTEMPTS = 20
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What a graph was built with.

    Attributes:
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make its statements.
    """

    base: str
    min_confidence: float


@dataclass(frozen=True, slots=True)
class KeptGeneration:
    """A generation whose files are as they were written, to build upon.

    Attributes:
        name: hash of its content.
        place: its folder.
        settings: what it was built with.
        sum: of its quads.
    """

    name: str
    place: Path
    settings: Settings
    sum: GraphSum


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


def add_generation(
    folder: Path,
    lines: Iterable[bytes],
    *,
    base: str,
    min_confidence: float,
    beside: Callable[[Path], None] | None = None,
) -> str:
    """Writes a graph as a generation and makes it the current one; the caller holds the lock.

    Args:
        folder: the store's folder.
        lines: N-Quads, each with its line break, each once.
        base: what the IRIs of its things begin with.
        min_confidence: of the claims that make its statements.
        beside: called with the folder of the generation before it is complete, to put more into it.

    Returns:
        The generation's name.

    Raises:
        StoreError: the disk refuses, or a line is not N-Quads.
    """
    with _making(folder) as aside:
        feed = Feed(lines)
        _load(aside / "graph", feed)
        return _complete(aside, Settings(base, float(min_confidence)), feed.sum, beside)


def change_generation(
    folder: Path, old: KeptGeneration, change: Change, *, beside: Callable[[Path], None] | None = None
) -> str:
    """Makes a generation of another one, with which it shares the files that do not change.

    Args:
        folder: the store's folder.
        old: what it is made of.
        change: quads to remove, which the old one holds, and quads to add, which it does not.
        beside: as for ``add_generation``.

    Returns:
        The generation's name: the one that ``add_generation`` gives to the whole graph.

    Raises:
        StoreError: the disk refuses, or the old generation turns out to be damaged.
    """
    with _making(folder) as aside:
        changed = apply_change(old.place / "graph", aside / "graph", change)
        return _complete(aside, old.settings, old.sum.plus(changed.added).minus(changed.removed), beside)


@contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """An empty folder for a new generation; afterwards the old ones are removed."""
    aside = folder / "generations" / ".new-generation"
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        remove_old_generations(folder)
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(folder, f"the graph cannot be written: {error}") from error


def _load(graph: Path, feed: Feed) -> None:
    import pyoxigraph as ox

    store = ox.Store(str(graph))
    store.bulk_load(input=cast("IO[bytes]", feed), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _complete(aside: Path, settings: Settings, total: GraphSum, beside: Callable[[Path], None] | None) -> str:
    """Gives a written generation its name and makes it the current one."""
    name = _name(settings, total)
    if beside is not None:
        beside(aside)
    facts = {
        "base": settings.base,
        "min_confidence": settings.min_confidence,
        "sum": str(total),
        "files": stamps(aside),
    }
    (aside / _ABOUT).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    fsync_tree(aside)
    place = aside.with_name(name)
    if place.exists():
        place.rename(_free(place.with_name(f".old-{name}")))
    aside.rename(place)
    fsync_folder(place.parent)
    folder = place.parent.parent
    replace_file(folder / "CURRENT", f"{name}\n".encode("ascii"))
    return name


def _name(settings: Settings, total: GraphSum) -> str:
    said = json.dumps([settings.base, settings.min_confidence, str(total)])
    return sha256(said.encode()).hexdigest()[:_DIGITS]


def _free(path: Path) -> Path:
    """A path that nothing has, beside one that a reader may still hold."""
    number, free = 2, path
    while free.exists():
        number, free = number + 1, path.with_name(f"{path.name}-{number}")
    return free


def kept_generation(folder: Path) -> KeptGeneration | None:
    """The current generation, if all its files are as they were written; None if anything is in doubt."""
    try:
        name = current_generation(folder)
        place = folder / "generations" / name
        facts = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
        settings = Settings(facts["base"], float(facts["min_confidence"]))
        total = GraphSum.parse(facts["sum"])
        found = {path: one for path, one in stamps(place).items() if path != _ABOUT}
        written = facts["files"]
    except (NotAStoreError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.debug("%s: no graph to build upon: %s", folder, error)
        return None
    if found != written or name != _name(settings, total):
        logger.info("%s: generation %s is not as it was written, and is not built upon", folder, name)
        return None
    return KeptGeneration(name, place, settings, total)


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
        doomed = place
        if not place.name.startswith("."):
            doomed = _free(place.with_name(f".old-{place.name}"))
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
            about = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
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
