"""What outlines remember of people's corrections: who bears the names in them, and which were met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Kind
from talkgraph.updating.entering import Role

if TYPE_CHECKING:
    from talkgraph.updating.outlines import Outlines

__all__ = ["bearers_in", "corrections_met"]


def bearers_in(outlines: Outlines) -> list[tuple[str, Kind, str]]:
    """Each folded name that people look out for and a recap uses, with the thing's kind and the source."""
    rows = outlines.rows(
        "SELECT DISTINCT called, source FROM bearer JOIN name ON name.id = bearer.name"
        " JOIN recap ON recap.id = recap WHERE role = ?",
        str(Role.READ),
    )
    found = []
    for called, source in rows:
        kind, _, word = called.partition(" ")
        found.append((word, Kind(kind), source))
    return found


def corrections_met(outlines: Outlines) -> frozenset[int]:
    """Numbers of the corrections that changed something in a recap, or spoke of a claim of one."""
    return frozenset(number for (number,) in outlines.rows("SELECT DISTINCT correction FROM met"))
