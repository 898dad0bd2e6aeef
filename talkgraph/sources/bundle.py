"""A text that holds several recaps, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Part", "split_bundle"]


@dataclass(frozen=True, slots=True)
class Part:
    """One recap of a bundle.

    Attributes:
        text: its lines, beginning with its title.
        line: line of the file where it begins, counted from 1.
    """

    text: str
    line: int = 1


def split_bundle(text: str) -> tuple[Part, ...]:
    """The recaps in a text; a text of one recap stays whole."""
    return (Part(text),)
