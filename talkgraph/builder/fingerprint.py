"""What the program is made of, as a hash: a change of it makes a build read everything again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import talkgraph

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["fingerprint", "graph_fingerprint"]

_TO_CLAIMS = ("data", "extraction", "model", "sources")
_TO_GRAPHS = ("corrections", "resolution", "store", "updating")


@cache
def fingerprint() -> str:
    """Hash over version, code and data of all that turns files into claims."""
    return _hash_of(_TO_CLAIMS)


@cache
def graph_fingerprint() -> str:
    """The same of all that turns files into claims and claims into a graph."""
    return fingerprint() + _hash_of(_TO_GRAPHS)


def _hash_of(parts: Iterable[str]) -> str:
    root = Path(talkgraph.__file__).resolve().parent
    digest = sha256(talkgraph.__version__.encode())
    for part in parts:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
