"""What things were like before an update, as far as it touched them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.updating.outlines import Outlines

__all__ = ["Before", "Was"]


@dataclass(frozen=True, slots=True)
class Was:
    """A thing as it was.

    Attributes:
        is_told: 1 if only people name it, else 0.
        first, kind, key: recap, kind and key of its first name.
        path, told, family: of which its IRI was made.
        name: its main name.
        iri: its IRI.
        there: 1 if the graph held it, else 0.
        words: its folded names that people look out for, as the outlines have them.
    """

    is_told: int
    first: str
    kind: str
    key: str
    path: str
    told: str
    family: str
    name: str
    iri: str
    there: int
    words: str

    @property
    def order(self) -> tuple[int, str, str, str]:
        """Which of two things of the same path is the first."""
        return self.is_told, self.first, self.kind, self.key


@dataclass(slots=True)
class Before:
    """Things as they were before they were touched.

    Attributes:
        things: by their number, all that were touched, and maybe others.
        moved: number of the thing that a name belonged to, by the number of
            the name, for names that belong to another now.
    """

    outlines: Outlines
    things: dict[int, Was] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    _free: int = 0
    _first: int = 0

    def __post_init__(self) -> None:
        self._first = self._free = self.outlines.next_id("thing")

    def new_thing(self) -> int:
        """A number that no thing has or had."""
        self._free += 1
        return self._free - 1

    def is_new(self, thing: int) -> bool:
        """Whether a thing was made by this update."""
        return thing >= self._first

    def keep(self, things: Iterable[int]) -> None:
        """Remember things; to be called before they change. New ones were nothing before."""
        columns = "id, is_told, first, kind, key, path, told, family, name, iri, there, words"
        rows = self.outlines.rows_of(
            {thing for thing in things if not self.is_new(thing) and thing not in self.things},
            f"SELECT {columns} FROM thing WHERE id IN picked",
        )
        self.things |= {row[0]: Was(*row[1:]) for row in rows}
