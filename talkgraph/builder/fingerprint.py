"""What the program is made of, as a hash: a change of it makes a build read everything again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import talkgraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["FOR_VIEWS", "fingerprint", "graph_fingerprint"]

_TO_CLAIMS = ("data", "extraction", "model", "sources")
_TO_GRAPHS = ("corrections", "resolution", "store", "updating")
FOR_VIEWS = frozenset(
    {
        "data/queries",
        "data/reports",
        "data/static",
        "data/templates",
        "data/en/questions.toml",
        "data/en/reports",
        "data/evaluation.toml",
        "data/explorer.toml",
        "data/obsidian.toml",
        "data/related.toml",
        "data/review.toml",
        "data/site.toml",
    }
)
"""Data of queries, reports and pages: no claim depends on it."""


@cache
def fingerprint() -> str:
    """Hash over version, code and data of all that turns files into claims."""
    return _hash_of(_TO_CLAIMS)


@cache
def graph_fingerprint() -> str:
    """The same of all that turns files into claims and claims into a graph."""
    return fingerprint() + _hash_of(_TO_GRAPHS)


def _hash_of(parts: Iterable[str]) -> str:
    digest = sha256(talkgraph.__version__.encode())
    for name, path in _files(parts):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(parts: Iterable[str]) -> Iterator[tuple[str, Path]]:
    root = Path(talkgraph.__file__).resolve().parent
    for part in parts:
        for path in sorted((root / part).rglob("*")):
            inside = path.relative_to(root)
            above = {folder.as_posix() for folder in (inside, *inside.parents)}
            if path.suffix != ".pyc" and FOR_VIEWS.isdisjoint(above) and path.is_file():
                yield inside.as_posix(), path
