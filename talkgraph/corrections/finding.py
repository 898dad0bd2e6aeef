"""The corrections files that lie beside recaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.errors import CorrectionsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["CORRECTIONS_FILE", "corrections_beside", "read_corrections_text"]

CORRECTIONS_FILE = "corrections.yaml"
"""What a corrections file beside recaps is called."""

_MOST_BYTES = 4 * 1024 * 1024


def corrections_beside(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The corrections files in given folders, and in the folders of given files, sorted."""
    folders = {path if path.is_dir() else path.parent for path in paths}
    return tuple(sorted(file for folder in folders if (file := folder / CORRECTIONS_FILE).is_file()))


def read_corrections_text(path: Path) -> str:
    """The text of a corrections file.

    Raises:
        CorrectionsError: it cannot be read, is no UTF-8, or is too large.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise CorrectionsError(path, f"has more than {_MOST_BYTES:,} bytes; split it over folders")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionsError(path, f"is no UTF-8 at byte {error.start:,}") from error
    except OSError as error:
        raise CorrectionsError(path, f"cannot be read: {error.strerror or error}") from error
