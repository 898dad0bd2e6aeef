"""Entries added to a corrections file: what stands there already stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.corrections import CORRECTIONS_FILE, parse_corrections, read_corrections_text
from talkgraph.errors import CorrectionsError
from talkgraph.store import file_lock, save_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talkgraph.corrections.values import Signature

__all__ = ["add_correction", "corrections_path", "entry_text"]

_PLAIN = frozenset({"on", "confidence"})  # YAML would quote them, so that they stay text

_HEAD = """\
# Corrections of what talkgraph read in these recaps, applied on every build.
# What can stand here: docs/corrections.md of talkgraph.
"""


def corrections_path(place: Path | str) -> Path:
    """The corrections file of a folder of recaps, or the file itself if it is given.

    Raises:
        CorrectionsError: there is no such folder, or the file is no YAML by its name.
    """
    path = Path(place)
    if path.is_dir():
        return path / CORRECTIONS_FILE
    if path.suffix not in {".yaml", ".yml"} or not path.parent.is_dir():
        raise CorrectionsError(path, f"is no folder of recaps, and no file such as {CORRECTIONS_FILE}")
    return path


def entry_text(fields: Mapping[str, str | Sequence[str]], signature: Signature) -> str:
    """An entry as YAML, without a line break at its end.

    Args:
        fields: its keys, the verb first, with a value or a list each.
        signature: who, when and why.

    >>> from talkgraph.corrections.values import Signature
    >>> print(entry_text({"merge": ["Go", "C: a language"], "into": "Go"}, Signature(by="Ada")))
    - merge: [Go, 'C: a language']
      into: Go
      by: Ada
    """
    signed = {
        "by": signature.by,
        "on": signature.on and signature.on.isoformat(),
        "because": signature.because,
    }
    rows = {**fields, **{key: value for key, value in signed.items() if value}}
    lines = [f"{key}: {_yaml(value, plain=key in _PLAIN)}" for key, value in rows.items()]
    return "- " + "\n  ".join(lines)


def _yaml(value: str | Sequence[str], *, plain: bool) -> str:
    import yaml

    if plain and isinstance(value, str):
        return value
    shown = value if isinstance(value, str) else list(value)
    text: str = yaml.safe_dump(shown, default_flow_style=True, allow_unicode=True, width=float("inf"))
    return text.removesuffix("\n...\n").rstrip("\n")


def add_correction(path: Path, entry: str) -> None:
    """Adds an entry at the end of a corrections file, which is made if it is not there.

    Two that add at once do so one after the other.

    Args:
        path: the file.
        entry: as ``entry_text`` gives it.

    Raises:
        CorrectionsError: the file is at fault, or its entries are not a list of
            lines that begin with a hyphen; it stays as it is.
        OSError: it cannot be written.
    """
    with file_lock(path.parent):
        before = read_corrections_text(path) if path.exists() else _HEAD
        known = parse_corrections(before, str(path)).corrections
        text = f"{before.rstrip()}\n\n{entry}\n" if before.strip() else f"{entry}\n"
        try:
            added = parse_corrections(text, str(path)).corrections
        except CorrectionsError as error:
            raise CorrectionsError(
                path,
                f"cannot be added to: {error.reason}; write its entries as lines that begin with a hyphen",
            ) from error
        if len(added) != len(known) + 1:
            raise CorrectionsError(path, "cannot be added to: it does not end with an entry")
        save_file(path, text.encode())
