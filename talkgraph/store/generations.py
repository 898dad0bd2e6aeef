"""Generations of the graph in a store's folder: added aside, swapped in, removed when unused.

``CURRENT`` names the generation that readers open. A generation is called by
a hash of its content and never changes. It is complete when it has its name:
while it is being written it is called ``.new-…``, and before it is deleted
``.old-…``.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.errors import NotAStoreError, StoreError
from talkgraph.store.changes import apply_change
from talkgraph.store.files import Lease, fsync_folder, fsync_tree, replace_file
from talkgraph.store.loading import load_lines
from talkgraph.store.refusals import cannot_write, first_line
from talkgraph.store.sealing import broken_seal, read_seal, seal_of
from talkgraph.store.stamps import stamps
from talkgraph.store.sums import GraphSum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    import pyoxigraph as ox

    from talkgraph.store.changes import Change
    from talkgraph.store.sealing import Seal

__all__ = [
    "Generation",
    "KeptGeneration",
    "Settings",
    "add_generation",
    "change_generation",
    "check_generation",
    "current_generation",
    "generation_name",
    "kept_generation",
    "open_generation",
    "remove_old_generations",
]

logger = logging.getLogger(__name__)

_ABOUT = "generation.json"
_ATTEMPTS = 20
_DIGITS = 16
_NAME = re.compile(rb"[0-9a-f]{%d}" % _DIGITS)


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
        seal: of the files of its database.
    """

    name: str
    place: Path
    settings: Settings
    sum: GraphSum
    seal: Seal


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
        total = load_lines(aside / "graph", lines)
        return _complete(aside, Settings(base, float(min_confidence)), total, beside)


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
        return _complete(aside, old.settings, old.sum.plus(changed.added).minus(changed.removed), beside, old)


@contextmanager
def _making(folder: Path) -> Iterator[Path]:
    """An empty folder for a new generation; afterwards the old ones are removed."""
    aside = folder / "generations" / ".new-generation"
    try:
        for leftover in aside.parent.glob(".new-*"):  # of builds that broke off; they may take the room
            shutil.rmtree(leftover, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
    except SyntaxError as error:
        raise StoreError(folder, f"the graph cannot be written: {error}") from error
    except (OSError, RuntimeError) as error:
        shutil.rmtree(aside, ignore_errors=True)  # where the disk is full, it takes the room
        raise cannot_write(folder, error) from error
    try:
        remove_old_generations(folder)
    except OSError as error:
        logger.warning("%s: what is left of earlier builds cannot be removed: %s", folder, first_line(error))


def _complete(
    aside: Path,
    settings: Settings,
    total: GraphSum,
    beside: Callable[[Path], None] | None,
    old: KeptGeneration | None = None,
) -> str:
    """Gives a written generation its name and makes it the current one."""
    name = _name(settings, total)
    if beside is not None:
        beside(aside)
    facts = {
        "base": settings.base,
        "min_confidence": settings.min_confidence,
        "sum": str(total),
        "files": stamps(aside),
        "seal": seal_of(aside / "graph", like=(old.place / "graph", old.seal) if old else None),
    }
    told = {**facts, "check": _check(facts)}
    (aside / _ABOUT).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
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
        facts = _read_about(place)
        settings = Settings(facts["base"], float(facts["min_confidence"]))
        total = GraphSum.parse(facts["sum"])
        found = {path: one for path, one in stamps(place).items() if path != _ABOUT}
        written, seal = facts["files"], read_seal(facts["seal"])
    except (StoreError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        logger.debug("%s: no graph to build upon: %s", folder, error)
        return None
    if found != written or name != _name(settings, total):
        logger.info("%s: generation %s is not as it was written, and is not built upon", folder, name)
        return None
    return KeptGeneration(name, place, settings, total, seal)


def generation_name(lines: Iterable[bytes], *, base: str, min_confidence: float) -> str:
    """The name of the generation that holds a graph, given as N-Quads with their line breaks, each once."""
    return _name(Settings(base, float(min_confidence)), GraphSum().plus(lines))


def check_generation(place: Path) -> str:
    """What is wrong with the files of a generation, every byte of them read; empty if nothing is.

    Args:
        place: the generation's folder.
    """
    try:
        return broken_seal(place / "graph", read_seal(_read_about(place).get("seal", {})), thorough=True)
    except (OSError, ValueError) as error:
        return first_line(error)


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
        StoreError: the file that tells it is damaged.
    """
    try:
        name = (folder / "CURRENT").read_bytes().strip()
    except FileNotFoundError:
        raise NotAStoreError(folder, "holds no graph yet: run talkgraph build") from None
    if not _NAME.fullmatch(name):
        raise StoreError(folder, "is damaged (CURRENT names no graph); build it again")
    return name.decode("ascii")


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
            about = _read_about(place)
            wrong = broken_seal(place / "graph", read_seal(about.get("seal", {})))
            if wrong:
                raise ValueError(wrong)  # noqa: TRY301 - as what Oxigraph finds itself, below
            graph = ox.Store.read_only(str(place / "graph"))
            # Before builds had a threshold, every claim made a statement.
            return Generation(name, str(about["base"]), float(about.get("min_confidence", 0)), graph, lease)
        except (OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
            # A build may have swapped the generation away between the two looks.
            if current_generation(folder) == name and not isinstance(error, BlockingIOError):
                raise StoreError(folder, f"is damaged ({first_line(error)}); build it again") from error
    raise StoreError(folder, "changes too fast to be opened; try again when the builds are done")


def _read_about(place: Path) -> dict[str, Any]:
    """What a generation tells of itself.

    Raises:
        OSError: there is nothing, or it cannot be read.
        ValueError: it is damaged.
    """
    garbled = ValueError(f"{_ABOUT} is cut short or garbled")
    try:
        about = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
        check = about.pop("check", None)
        facts = {**about, "base": str(about["base"])}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise garbled from None
    if check is not None and check != _check(about):
        raise garbled
    return facts


def _check(facts: Mapping[str, Any]) -> str:
    """A hash of what a generation tells of itself: a seal that was changed must not pass for another."""
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
