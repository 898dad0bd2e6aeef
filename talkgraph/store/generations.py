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
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from talkgraph.errors import NotAStoreError, StoreError
from talkgraph.store.files import Lease, fsync_folder, fsync_tree, replace_file
from talkgraph.store.refusals import cannot_write, first_line
from talkgraph.store.sealing import broken_seal, read_seal, seal_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    import pyoxigraph as ox

__all__ = [
    "Generation",
    "add_generation",
    "check_generation",
    "current_generation",
    "generation_name",
    "open_generation",
    "remove_old_generations",
]

logger = logging.getLogger(__name__)

_ATTEMPTS = 20
_DIGITS = 16
_NAME = re.compile(rb"[0-9a-f]{%d}" % _DIGITS)


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
    about = _about(base, min_confidence)
    name = _name(lines, about)
    place = folder / "generations" / name
    try:
        if not _is_sound(place, len(lines), about):
            _write(place, lines, about)
        replace_file(folder / "CURRENT", f"{name}\n".encode("ascii"))
    except SyntaxError as error:
        raise StoreError(folder, f"the graph cannot be written: {error}") from error
    except (OSError, RuntimeError) as error:
        shutil.rmtree(_aside(place), ignore_errors=True)  # where the disk is full, it takes the room
        raise cannot_write(folder, error) from error
    try:
        remove_old_generations(folder)
    except OSError as error:
        logger.warning("%s: what is left of earlier builds cannot be removed: %s", folder, first_line(error))
    return name


def generation_name(lines: Iterable[bytes], *, base: str, min_confidence: float) -> str:
    """The name of the generation that holds a graph, given as sorted N-Quads with their line breaks."""
    return _name(lines, _about(base, min_confidence))


def check_generation(place: Path) -> str:
    """What is wrong with the files of a generation, every byte of them read; empty if nothing is.

    Args:
        place: the generation's folder.
    """
    try:
        return broken_seal(place / "graph", read_seal(_read_about(place).get("seal", {})), thorough=True)
    except (OSError, ValueError) as error:
        return first_line(error)


def _about(base: str, min_confidence: float) -> str:
    return json.dumps({"base": base, "min_confidence": float(min_confidence)}) + "\n"


def _name(lines: Iterable[bytes], about: str) -> str:
    digest = sha256(about.encode())
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:_DIGITS]


def _is_sound(place: Path, size: int, about: str) -> bool:
    """Whether a generation lies there whole, so that it need not be written again."""
    import pyoxigraph as ox

    if not place.exists():
        return False
    try:
        found = _read_about(place)
        wrong = broken_seal(place / "graph", read_seal(found.pop("seal", {})), thorough=True)
        if not wrong and (
            found != json.loads(about) or len(ox.Store.read_only(str(place / "graph"))) != size
        ):
            wrong = "it holds something else than its name says"
    except (OSError, RuntimeError, ValueError) as error:
        wrong = first_line(error)
    if wrong:
        logger.warning("%s is damaged (%s) and is written again", place, wrong)
    return not wrong


def _write(place: Path, lines: Sequence[bytes], about: str) -> None:
    import pyoxigraph as ox

    aside = _aside(place)
    for leftover in place.parent.glob(".new-*"):  # of builds that broke off: they may take the room needed
        shutil.rmtree(leftover, ignore_errors=True)
    aside.mkdir(parents=True)
    graph = ox.Store(str(aside / "graph"))
    graph.bulk_load(input=b"".join(lines), format=ox.RdfFormat.N_QUADS)
    graph.flush()
    del graph  # closes the files: they are read below
    sealed = {**json.loads(about), "seal": seal_of(aside / "graph")}
    (aside / "generation.json").write_text(json.dumps(sealed, indent=1) + "\n", encoding="utf-8")
    fsync_tree(aside)
    if place.exists():
        place.rename(place.with_name(f".old-{place.name}"))
    aside.rename(place)
    fsync_folder(place.parent)


def _aside(place: Path) -> Path:
    """Where a generation is while it is not complete."""
    return place.with_name(f".new-{place.name}")


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
    try:
        about = json.loads((place / "generation.json").read_text(encoding="utf-8"))
        return {**about, "base": str(about["base"])}
    except (ValueError, KeyError, TypeError):
        raise ValueError("generation.json is cut short or garbled") from None
