"""A change of a graph, and a copy of a database with it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyoxigraph as ox

__all__ = ["Change", "ChangedLines", "apply_change", "lines_of"]

_QUADS_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Change:
    """What a graph loses and gains.

    Attributes:
        removed: quads that it holds.
        added: quads that it does not hold.
    """

    removed: frozenset[ox.Quad] = frozenset()
    added: frozenset[ox.Quad] = frozenset()


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """A change as N-Quads, each with its line break, sorted."""

    removed: list[bytes]
    added: list[bytes]


def apply_change(old: Path, new: Path, change: Change) -> ChangedLines:
    """Copies a database and changes the copy; files that stay the same are shared by hard links.

    Args:
        old: folder of a database that nobody writes to.
        new: folder of the copy, which does not exist yet.
        change: what the copy loses and gains.

    Raises:
        OSError, RuntimeError: a file is damaged, or the disk refuses; or the
            old database does not hold what is removed or does hold what is added.
    """
    import pyoxigraph as ox

    before = ox.Store.read_only(str(old))
    if not all(quad in before for quad in change.removed) or any(quad in before for quad in change.added):
        raise RuntimeError(f"{old} does not hold the graph that was to be changed")
    before.backup(str(new))
    del before
    after = ox.Store(str(new))
    for quad in change.removed:
        after.remove(quad)
    waiting = iter(change.added)
    while some := list(islice(waiting, _QUADS_AT_ONCE)):
        after.extend(some)
    after.flush()
    del after  # closes the files: they are read below
    written = ox.Store.read_only(str(new))
    if any(quad in written for quad in change.removed) or not all(quad in written for quad in change.added):
        raise RuntimeError(f"{new} does not hold what was written to it")
    return ChangedLines(lines_of(change.removed), lines_of(change.added))


def lines_of(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Quads as sorted N-Quads, one line each with its line break, each once."""
    import pyoxigraph as ox

    text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return sorted(set((text or b"").splitlines(keepends=True)))
