"""What extraction gives for one recap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkgraph.model import Claim, Rejection, Unread

__all__ = ["Extraction"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is drawn from one recap.

    Attributes:
        claims: what it states, sorted.
        rejections: what was considered and dropped or turned round, sorted.
        unread: what looked like a name or a talk and produced nothing, in order of place.
    """

    claims: tuple[Claim, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    unread: tuple[Unread, ...] = ()
