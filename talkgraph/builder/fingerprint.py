"""What the program is made of, as a hash: a change of it makes a build read everything again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import talkgraph

__all__ = ["fingerprint"]

_PARTS = ("data", "extraction", "model", "sources")


@cache
def fingerprint() -> str:
    """Hash over version, code and data of all that turns files into claims."""
    root = Path(talkgraph.__file__).resolve().parent
    digest = sha256(talkgraph.__version__.encode())
    for part in _PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
