"""What was found of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Finding", "StoreHealth"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is not as it should be.

    Attributes:
        where: a file of the store, a recap, or the IRI of a claim.
        what: what is wrong with it.
        advice: what to do.
    """

    where: str
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.advice}"


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """What was found of a store.

    Attributes:
        folder: where it lies.
        generation: name of its graph; empty if that cannot be opened.
        recaps: how many the graph holds.
        claims: how many the graph holds.
        findings: what is wrong, in the order in which it was looked at.
    """

    folder: Path
    generation: str
    recaps: int
    claims: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings
