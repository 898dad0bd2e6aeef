"""Which data files of a folder are worth reading: most are about something else."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from talkgraph.sources.failures import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["may_hold_talks"]

_PIECE = 1024 * 1024  # bytes at a time


def may_hold_talks(path: Path, form: str) -> bool:
    """Whether a file holds a word that talk data of its form cannot do without.

    Args:
        path: the file.
        form: as in ``finding.SUFFIXES``; of forms without such words, every file may.

    Raises:
        UnreadableError: the file cannot be read.
    """
    wanted = _hints().get(form)
    if not wanted:
        return True
    longest = max(map(len, wanted))
    with reading(path), path.open("rb") as stream:
        before = b""
        while piece := stream.read(_PIECE):
            if any(hint in before + piece for hint in wanted):
                return True
            before = piece[-longest:]
    return False


@cache
def _hints() -> Mapping[str, tuple[bytes, ...]]:
    text = resources.files("talkgraph").joinpath("data/sources/data-hints.toml").read_text("utf-8")
    return {form: tuple(word.encode() for word in words) for form, words in tomllib.loads(text).items()}
