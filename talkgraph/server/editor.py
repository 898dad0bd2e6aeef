"""The editor of the query page: there in most installs, and no matter where it is not.

It is fetched when talkgraph is built (see ``hatch_build.py`` in the
repository). Without it the page has a plain text area.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["STATIC", "Editor", "editor_files"]

STATIC = Path(__file__).resolve().parent.parent / "data" / "static"
"""The folder that is served as ``static/``."""

_SCRIPT = "yasqe/yasqe.min.js"
_STYLE = "yasqe/yasqe.min.css"


@dataclass(frozen=True, slots=True)
class Editor:
    """The files of the editor, as addresses below ``static/``.

    Attributes:
        script: of its JavaScript.
        style: of its style sheet.
    """

    script: str
    style: str


def editor_files(static: Path = STATIC) -> Editor | None:
    """The editor, or None where this install came about without one.

    Args:
        static: the folder that is served as ``static/``.
    """
    if all((static / name).is_file() for name in (_SCRIPT, _STYLE)):
        return Editor(script=_SCRIPT, style=_STYLE)
    return None
