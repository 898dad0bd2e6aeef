"""The corrections files that a store keeps from its builds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from talkgraph.corrections.finding import CORRECTIONS_FILE
from talkgraph.corrections.reading import parse_corrections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.corrections.values import CorrectionsFile
    from talkgraph.store import KeptCorrections

__all__ = ["correction_files"]


def correction_files(kept: Mapping[str, KeptCorrections]) -> tuple[CorrectionsFile, ...]:
    """The corrections files in force, sorted by their sources.

    One file is called by its name alone; of several, each by its folder, too.

    Raises:
        CorrectionsError: one of them is at fault.
    """
    folders = Counter(each.folder for each in kept.values())
    files = []
    for origin, each in kept.items():
        source = CORRECTIONS_FILE
        if len(kept) > 1:
            mark = f"-{origin[:6]}" if folders[each.folder] > 1 else ""
            source = f"{each.folder}{mark}/{CORRECTIONS_FILE}"
        files.append(parse_corrections(each.text, source))
    return tuple(sorted(files, key=lambda file: file.source))
