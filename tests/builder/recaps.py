"""Small recaps for the tests of builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["BINARY", "BUNDLE", "EVENING", "FRENCH", "NIGHT", "NOON", "files_of", "nquads", "put"]

EVENING = """\
# ParisJS 12

First talk was by Jane Doe, from Algolia. She explained how Redux was inspired by Elm.

Then Bob Roe did a presentation about Electron. Slack is built on Electron.
"""
NIGHT = """\
---
event: NantesJS 70
date: 2023-02-16
city: Nantes
---

# A night of JavaScript

## Small bundles - Ann Poe

Ann works at Algolia. She uses webpack.
"""
NOON = "# ParisJS 13\n\nFirst talk was by Jane Doe, who works at Algolia. She uses Vue.js.\n"
FRENCH = "# ParisJS 14\n\nLa première présentation était donnée par Jeanne Martin, qui travaille à Paris.\n"
BINARY = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"

_FILLING = "It was a long evening with many people, and we talked about tests and about search. " * 4
BUNDLE = "".join(
    f"ParisJS #{number}\n\nFor this edition of ParisJS we met in Paris one evening, at the office of "
    f"Algolia, who hosted us.\n\nFirst talk was by {name}, about Redux. {_FILLING}\n\n\n\n\n"
    for number, name in ((20, "Jane Doe"), (21, "Bob Roe"))
)


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, which is made if it does not exist; gives the folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def nquads(store: Path) -> bytes:
    """Everything that a store holds, as sorted N-Quads."""
    from io import BytesIO

    from talkgraph.exports import export
    from talkgraph.store import open_store

    out = BytesIO()
    export(open_store(store), "nquads", out)
    return out.getvalue()


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
