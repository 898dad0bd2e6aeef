"""The files of the ontology, wherever talkgraph is installed."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ontology_file"]

_PACKAGE = Path(__file__).resolve().parent.parent
# A wheel carries the folder inside the package; in a checkout it lies beside it.
_FOLDERS = (_PACKAGE / "ontology", _PACKAGE.parent / "ontology")


def ontology_file(name: str) -> Path:
    """The path of a file of the ontology, such as ``shapes.ttl`` or ``checks``.

    Raises:
        FileNotFoundError: there is none of that name.
    """
    for folder in _FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"the ontology has no file {name!r}")
