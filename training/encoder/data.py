"""The windows to learn from, parsed once and kept."""

from __future__ import annotations

import lzma
import pickle
import random
import time
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
from paragraphs import is_held_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sample import Sample, Soft

__all__ = ["Entry", "halves", "keep", "kept", "kept_soft", "marked", "place", "share_of", "small", "unmarked"]

Entry = list["Sample"]
"""The windows of one paragraph, section or talk."""


def keep(data: object, path: Path) -> None:
    """Write what was computed to a file of our own, small enough to carry about."""
    path.write_bytes(lzma.compress(pickle.dumps(data), preset=1))


def kept(path: Path) -> Any:
    """Read it again; only files that ``keep`` wrote on a machine of one's own are safe to read."""
    return pickle.loads(lzma.decompress(path.read_bytes()))


def small(sample: Sample) -> Sample:
    """The same with its arrays in 16 bits."""
    for field in fields(sample):
        value = getattr(sample, field.name)
        if isinstance(value, np.ndarray) and value.dtype == np.int64:
            setattr(sample, field.name, value.astype("int16"))
    return sample


def marked(paths: Sequence[Path], cache: Path | None) -> list[Entry]:
    """The windows of all entries, from the cache if there is one."""
    if cache is not None and cache.exists():
        cached: list[Entry] = kept(cache)
        return cached
    from samples import samples_of

    begun = time.perf_counter()
    data = [[small(sample) for sample in entry] for entry in samples_of(list(paths)) if entry]
    print(f"{len(data)} entries read and parsed in {time.perf_counter() - begun:.0f} s", flush=True)
    if cache is not None:
        keep(data, cache)
    return data


def unmarked(cache: Path | None) -> list[Entry]:
    """The windows that ``unmarked.py`` made, none without a cache."""
    if cache is None:
        return []
    entries: list[Entry] = [entry for entry in kept(cache) if entry]
    return entries


def halves(data: Sequence[Entry], every: int) -> tuple[list[Entry], list[Sample]]:
    """Entries to learn from, and the windows of those that are held out."""
    learnt = [entry for entry in data if not is_held_out(entry[0].source, every)]
    held = [s for entry in data if is_held_out(entry[0].source, every) for s in entry]
    return learnt, held


def share_of(entries: Sequence[Entry], share: float, seed: int) -> list[Entry]:
    """A random part of the entries; a smaller part is inside a greater one."""
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)
    return shuffled[: round(len(shuffled) * share)]


def place(entry: Entry, number: int) -> tuple[str, int]:
    """How a window is known to what was kept of it."""
    return entry[0].source, number


def kept_soft(data: Sequence[Entry], path: Path) -> None:
    """Put what teachers said, as ``teach.py`` kept it, beside the windows."""
    said: dict[tuple[str, int], Soft] = kept(path)
    for entry in data:
        for number, sample in enumerate(entry):
            sample.soft = said.get(place(entry, number))
