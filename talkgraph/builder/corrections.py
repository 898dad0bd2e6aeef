"""The corrections of a build: those that lie beside its recaps, and those of earlier builds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkgraph.builder.origins import origin_of
from talkgraph.corrections import (
    corrections_beside,
    parse_corrections,
    read_corrections_text,
)
from talkgraph.store import KeptCorrections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talkgraph.store import StoreFolder

__all__ = ["CorrectionsAtHand"]


@dataclass
class CorrectionsAtHand:
    """The corrections files that a build finds.

    Attributes:
        found: by the origin of its folder, each file.
        looked_at: origins of the folders that were looked at; a file that an
            earlier build found there, and this one does not, is gone.
    """

    found: dict[str, KeptCorrections] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)

    def read(self, paths: Sequence[Path]) -> None:
        """Reads the files beside some paths.

        Raises:
            CorrectionsError: one of them is at fault.
        """
        for path in paths:
            folder = path.resolve() if path.is_dir() else path.resolve().parent
            self.looked_at.add(origin_of(folder))
        for file in corrections_beside(paths):
            text = read_corrections_text(file)
            parse_corrections(text, str(file))
            folder = file.resolve().parent
            self.found[origin_of(folder)] = KeptCorrections(folder.name, text)

    def kept(self, store: StoreFolder) -> Mapping[str, KeptCorrections]:
        """All that are in force, by the origin of their folder, in its order."""
        before = store.read_corrections()
        stay = {origin: each for origin, each in before.items() if origin not in self.looked_at}
        return dict(sorted({**stay, **self.found}.items()))
