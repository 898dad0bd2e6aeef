"""Unread: words that looked like something and produced nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.model.claims import Evidence

__all__ = ["Unread", "UnreadAs"]


class UnreadAs(StrEnum):
    """What words looked like; the value is the word for it in the graph."""

    HEADING = "talk-like heading"
    LINKED = "linked name"
    CAPITALISED = "capitalised term"


@dataclass(frozen=True, slots=True)
class Unread:
    """Words of one recap that looked like a name or a talk, and that no claim came from.

    Attributes:
        words: as they stand at the first place.
        seen_as: what they looked like.
        times: how often they stand in the recap.
        where: the sentence or heading of the first place.
    """

    words: str
    seen_as: UnreadAs
    times: int
    where: Evidence

    @property
    def sort_key(self) -> tuple[int, int, str, str]:
        """A total order over the unread words of one recap: by place."""
        return self.where.start, self.where.end, self.seen_as, self.words
