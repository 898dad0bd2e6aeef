"""What the default graph says of the things that an update touched.

It gives what ``merge`` gives for them: the same things are there, with the
same statements.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, Literal, Predicate, relations
from talkgraph.resolution import ResolvedThing
from talkgraph.store.statements import Merged, derive
from talkgraph.updating.entering import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.store.statements import MergedStatement
    from talkgraph.updating.before import Before
    from talkgraph.updating.outlines import Outlines

__all__ = ["Relinked", "reach", "relinked", "restated", "stated_again"]

_NAMES = frozenset({Predicate.NAME, Predicate.ALTERNATE_NAME})
_EDGES_TO_DOUBTFUL = """
SELECT DISTINCT s.thing, other.certain, o.thing FROM thing AS doubtful
CROSS JOIN name AS o ON o.thing = doubtful.id CROSS JOIN statement ON object = o.id
CROSS JOIN name AS s ON s.id = subject CROSS JOIN thing AS other ON other.id = s.thing
WHERE doubtful.certain = 0 AND confidence >= ?
"""
_EDGES_FROM_DOUBTFUL = """
SELECT DISTINCT o.thing, other.certain, s.thing FROM thing AS doubtful
CROSS JOIN name AS s ON s.thing = doubtful.id CROSS JOIN statement ON subject = s.id
CROSS JOIN name AS o ON o.id = object CROSS JOIN thing AS other ON other.id = o.thing
WHERE doubtful.certain = 0 AND confidence >= ? AND predicate = ?
"""
_PERFORMER = PREDICATES.index(Predicate.PERFORMER)
_OF_TALKS = tuple(PREDICATES.index(p) for p in (Predicate.PERFORMER, Predicate.SUPER_EVENT, Predicate.ABOUT))


@dataclass(frozen=True, slots=True)
class Relinked:
    """Names that stood in the outlines before, and mean a thing of another IRI or with other names now.

    Of the names of things, only those count that people look out for.

    Attributes:
        names: their numbers.
        sources: the recaps that they stand in.
    """

    names: frozenset[int]
    sources: frozenset[str]


def relinked(outlines: Outlines, before: Before, new: Iterable[str]) -> Relinked:
    """The names whose thing has another IRI, or got or lost a name that people look out for.

    Args:
        outlines: where they stand.
        before: what things were like.
        new: sources of the recaps that just came in, whose names are left out.
    """
    now = {
        thing: (iri, words)
        for thing, iri, words in outlines.rows_of(
            before.things, "SELECT id, iri, words FROM thing WHERE id IN picked"
        )
    }
    changed = {
        thing
        for thing, is_now in now.items()
        if is_now != (before.things[thing].iri, before.things[thing].words)
    }
    ids = outlines.rows_of(new, "SELECT id FROM recap WHERE source IN picked")
    fresh = {recap for (recap,) in ids}
    columns = (
        "SELECT name.id, recap, source, thing.iri, thing.words FROM name JOIN recap ON recap.id = recap"
        " JOIN thing ON thing.id = thing"
    )
    rows = outlines.rows_of(changed, f"{columns} WHERE thing IN picked")
    rows += outlines.rows_of(before.moved, f"{columns} WHERE name.id IN picked")
    found: dict[int, str] = {}
    for name, recap, source, iri, words in rows:
        moved = before.moved.get(name)
        was = before.things[moved] if moved is not None else None
        if recap not in fresh and (was is None or (was.iri, was.words) != (iri, words)):
            found[name] = source
    return Relinked(frozenset(found), frozenset(found.values()))


def reach(outlines: Outlines, before: Before, touched: Iterable[int], min_confidence: float) -> None:
    """Write anew which things are certain, of those that were touched, and which are there, of all.

    Only doubtful things need to be reached: from a certain thing, maybe over other doubtful ones.
    """
    touched = set(touched)
    outlines.rows_of(
        touched,
        "UPDATE thing SET certain = (SELECT max(name.certain) FROM name WHERE name.thing = thing.id) >= ?"
        " WHERE id IN picked",
        min_confidence,
    )
    ends: dict[int, list[int]] = defaultdict(list)
    sources: set[int] = set()
    symmetric = [PREDICATES.index(p) for p, relation in relations().items() if relation.symmetric]
    rows = outlines.rows(_EDGES_TO_DOUBTFUL, min_confidence)
    for predicate in symmetric:
        rows += outlines.rows(_EDGES_FROM_DOUBTFUL, min_confidence, predicate)
    for thing, certain, end in rows:
        ends[thing].append(end)
        if certain:
            sources.add(thing)
    reached = set(sources)
    waiting = list(sources)
    while waiting:
        for end in ends.get(waiting.pop(), ()):
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    now = {thing: thing in reached for (thing,) in outlines.rows("SELECT id FROM thing WHERE certain = 0")}
    certain_ones = outlines.rows_of(touched, "SELECT id FROM thing WHERE id IN picked AND certain")
    now |= {thing: True for (thing,) in certain_ones}
    was = dict(outlines.rows("SELECT id, there FROM thing WHERE certain = 0"))
    was |= dict(outlines.rows_of(touched, "SELECT id, there FROM thing WHERE id IN picked"))
    changed = [(there, thing) for thing, there in now.items() if bool(was[thing]) != there]
    before.keep(thing for _, thing in changed)
    outlines.change("UPDATE thing SET there = ? WHERE id = ?", changed)


def stated_again(outlines: Outlines, before: Before, links: Relinked, new: Iterable[str]) -> set[int]:
    """Numbers of the things of which the graph may say something else now, but for what is derived.

    Args:
        outlines: where they stand.
        before: what things were like.
        links: names that mean another IRI.
        new: sources of the recaps that just came in.
    """
    rows = outlines.rows_of(
        new, "SELECT DISTINCT thing FROM name JOIN recap ON recap.id = recap WHERE source IN picked"
    )
    rows += outlines.rows_of(
        links.names,
        "SELECT DISTINCT thing FROM statement JOIN name ON name.id = subject WHERE object IN picked",
    )
    rows += outlines.rows_of(before.moved, "SELECT DISTINCT thing FROM name WHERE id IN picked")
    found = {thing for (thing,) in rows} | set(before.moved.values())
    now = {
        thing: row
        for thing, *row in outlines.rows_of(
            before.things, "SELECT id, name, iri, there, words FROM thing WHERE id IN picked"
        )
    }
    return found | {
        thing
        for thing, was in before.things.items()
        if now.get(thing) != [was.name, was.iri, was.there, was.words]
    }


def restated(outlines: Outlines, things: Iterable[int], min_confidence: float) -> Merged:
    """Some things, as far as they are there, and all statements with one of them as subject."""
    things = set(things)
    talks = outlines.rows_of(
        things,
        "SELECT DISTINCT talk.thing FROM name AS speaker JOIN statement ON object = speaker.id"
        " JOIN name AS talk ON talk.id = subject WHERE speaker.thing IN picked AND predicate = ?",
        _PERFORMER,
    )
    columns = (
        "SELECT DISTINCT s.thing, predicate, o.thing, value, datatype FROM name AS s"
        " JOIN statement ON subject = s.id LEFT JOIN name AS o ON o.id = object"
        " WHERE s.thing IN picked AND confidence >= ?"
    )
    own = outlines.rows_of(things, columns, min_confidence)
    of_talks = outlines.rows_of(
        (talk for (talk,) in talks), f"{columns} AND predicate IN (?, ?, ?)", min_confidence, *_OF_TALKS
    )
    numbers = {number for row in (*own, *of_talks) for number in (row[0], row[2])} | things
    known = {
        number: (ResolvedThing(Iri(iri), Kind(kind), name), bool(there))
        for number, iri, kind, name, there in outlines.rows_of(
            numbers - {None}, "SELECT id, iri, kind, name, there FROM thing WHERE id IN picked"
        )
    }
    there = {known[number][0] for number in things if number in known and known[number][1]}
    statements = _statements(own, known)
    statements |= {(thing.iri, Predicate.NAME, Literal(thing.name)) for thing in there}
    iris = {thing.iri for thing in there}
    statements |= {s for s in derive(statements | _statements(of_talks, known)) if s[0] in iris}
    return Merged(
        MappingProxyType({thing.iri: thing for thing in sorted(there)}),
        frozenset(statements),
    )


def _statements(
    rows: Iterable[tuple[int, int, int | None, str, str]], known: dict[int, tuple[ResolvedThing, bool]]
) -> set[MergedStatement]:
    """The statements that rows make whose subject is there."""
    found: set[MergedStatement] = set()
    for subject, number, target, value, datatype in rows:
        thing, there = known[subject]
        predicate = PREDICATES[number]
        if not there or target == subject:
            continue
        if target is not None:
            found.add((thing.iri, predicate, known[target][0].iri))
        elif predicate not in _NAMES:
            found.add((thing.iri, predicate, Literal(value, datatype)))
        elif value != thing.name:
            found.add((thing.iri, Predicate.ALTERNATE_NAME, Literal(value, datatype)))
    return found
