"""Made-up recaps: a dozen, as they were and as they are after some edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["NEW", "OLD", "lay_out"]

_PEOPLE = ("Jane Doe", "Bob Roe", "Ann Poe", "Tim Low", "Ines Moreau", "Karl Voss")
_COMPANIES = ("Algolia", "Kelpworks", "Mozilla", "Docker", "Zenika", "GitHub")
_TOOLS = ("Redux", "Electron", "webpack", "IPFS", "Svelte", "Elm")


def _recap(number: int, shift: int = 0) -> str:
    first, second = _PEOPLE[(number + shift) % 6], _PEOPLE[(number + 2) % 6]
    company, tool, other = _COMPANIES[number % 6], _TOOLS[number % 6], _TOOLS[(number + 3 + shift) % 6]
    return (
        f"# ParisJS {number}\n\nFor this edition we met in Paris, and {company} hosted us.\n\n"
        f"First talk was by {first}, who works at {company}. They said that {tool} is built on {other}.\n\n"
        f"Then {second} did a presentation about {other}, an alternative to {tool}.\n"
    )


OLD: Mapping[str, str] = {f"{'deep/' if n % 4 == 0 else ''}recap-{n:02}.md": _recap(n) for n in range(1, 13)}
"""Twelve recaps by their names, some in a folder of their own."""

NEW: Mapping[str, str] = {
    **{name: text for name, text in OLD.items() if name not in {"recap-02.md", "recap-03.md"}},
    "recap-05.md": _recap(5, shift=1),  # edited
    "later/recap-03.md": OLD["recap-03.md"],  # moved; recap-02.md is gone
    "recap-13.md": _recap(13),  # new
}
"""The same after an edit, a move, a removal and an addition."""


def lay_out(folder: Path, recaps: Mapping[str, str]) -> None:
    """Makes a folder hold these recaps and no others."""
    for path in sorted(folder.rglob("*.md")):
        if path.relative_to(folder).as_posix() not in recaps:
            path.unlink()
    for name, text in recaps.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")
