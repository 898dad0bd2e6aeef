"""Statements of one recap that exclude each other: of two, the surer one holds.

A thing does not build on what it is an alternative to, nor what builds on it;
nobody works for the employer that they left; who lends an event its rooms is
not by the same words its sponsor; and what is said of one event is not also
said of its series or of another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from talkgraph.extraction.mentions import Statement

__all__ = ["DIRECTED", "EMPLOYMENT", "settled"]

DIRECTED = frozenset({Predicate.BUILDS_ON, Predicate.PART_OF, Predicate.USES, Predicate.INSPIRED_BY})
"""What things are to those that they stand on; of two things only one stands on the other."""

EMPLOYMENT = frozenset({Predicate.WORKS_FOR, Predicate.FORMERLY_WORKED_FOR})
"""What people are to companies; of one company only one of the two holds."""

_OF_EVENTS = frozenset({Predicate.ORGANIZER, Predicate.HOST, Predicate.SPONSOR})
_EVENTS = frozenset({Kind.EVENT, Kind.SERIES})


def settled(sure: Mapping[Statement, float], stated: Collection[Statement]) -> set[Statement]:
    """The statements that hold beside each other.

    Args:
        sure: how sure each statement is, 0 to 1.
        stated: those that a pattern states; none of these excludes another of them
            where both may be true.
    """
    kept: list[Statement] = []
    for statement in sorted(sure, key=lambda s: (-sure[s], str(s[0]), s[1] or ("", ""), s[2])):
        if not any(_excludes(other, statement, stated) for other in kept):
            kept.append(statement)
    return set(kept)


def _excludes(one: Statement, other: Statement, stated: Collection[Statement]) -> bool:
    if one[2] == other[2] and one[0] in _OF_EVENTS and other[0] in _OF_EVENTS:
        if _is_event(one[1]) and _is_event(other[1]):
            same_part = one[0] == other[0]
            return same_part or not (one in stated and other in stated)
        return False
    together = {one[1], one[2]} == {other[1], other[2]}
    if not together:
        return False
    if {one[0], other[0]} <= EMPLOYMENT:
        return True
    turned = one[1] == other[2]
    if turned and (one[0] == other[0] or {one[0], other[0]} <= DIRECTED):
        return True
    return Predicate.ALTERNATIVE_TO in {one[0], other[0]} and bool({one[0], other[0]} & DIRECTED)


def _is_event(name: tuple[str, str] | None) -> bool:
    return name is None or name[0] in _EVENTS
