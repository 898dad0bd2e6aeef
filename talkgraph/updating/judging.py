"""Claims that people reject state nothing: which they are, once names are things.

A verdict speaks of things by their names. It can only turn out another way
where a thing got or lost a name that people look out for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from talkgraph.model import Literal, fold
from talkgraph.updating.entering import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.updating.guidance import Guidance
    from talkgraph.updating.outlines import Outlines

__all__ = ["judge", "note_words", "words_in"]


def note_words(outlines: Outlines, things: Iterable[int], guidance: Guidance) -> None:
    """Write anew which of the names that people look out for some things bear.

    Args:
        outlines: where they stand; names and things are as they are to be.
        things: numbers of the things; those that are no more are passed over.
        guidance: what people say.
    """
    if not guidance.words:
        return
    things = set(things)
    found = {
        thing: guidance.words & {fold(name)}
        for thing, name in outlines.rows_of(things, "SELECT id, name FROM thing WHERE id IN picked")
    }
    rows = outlines.rows_of(
        things,
        "SELECT DISTINCT thing, called FROM name JOIN bearer ON bearer.name = name.id WHERE thing IN picked",
    )
    for thing, called in rows:
        found[thing] |= {called.partition(" ")[2]}
    outlines.change(
        "UPDATE thing SET words = ? WHERE id = ?",
        [(json.dumps(sorted(words)) if words else "", thing) for thing, words in found.items()],
    )


def words_in(noted: str) -> frozenset[str]:
    """The folded names that are noted of a thing."""
    return frozenset(json.loads(noted)) if noted else frozenset()


def judge(outlines: Outlines, sources: Iterable[str], guidance: Guidance) -> None:
    """Write anew which claims of some recaps stand.

    Args:
        outlines: where they stand.
        sources: of the recaps.
        guidance: what people say.
    """
    if not guidance.words:
        return
    rows = outlines.rows_of(
        sources,
        "SELECT statement.rowid, confidence, given, source, s.words, predicate, o.words, value, datatype"
        " FROM recap JOIN name ON name.recap = recap.id JOIN thing AS s ON s.id = name.thing"
        " JOIN statement ON subject = name.id LEFT JOIN name AS other ON other.id = object"
        " LEFT JOIN thing AS o ON o.id = other.thing"
        " WHERE source IN picked AND (s.words <> '' OR confidence <> given)",
    )
    changed = []
    for row, confidence, given, source, subject, predicate, target, value, datatype in rows:
        end = words_in(target) if target is not None else Literal(value, datatype)
        stands, _ = guidance.judge(source, words_in(subject), PREDICATES[predicate], end)
        now = given if stands else -1.0
        if now != confidence:
            changed.append((now, row))
    outlines.change("UPDATE statement SET confidence = ? WHERE rowid = ?", changed)
