"""Names of new recaps join things, and those that removed recaps leave behind are parted anew.

It gives what ``resolution.grouping.group`` gives for all names: a name can
only be one with names that share a mark with it, from one to the next, and a
talk only with talks of its event; what people name, with what bears the name.
Whatever such a chain holds that changed is grouped again as a whole.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkgraph.model import Kind, LocalThing, Predicate, fold
from talkgraph.resolution.gathering import Candidate
from talkgraph.resolution.grouping import Groups, ToldTalk, join_talks, join_told
from talkgraph.updating.entering import PREDICATES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkgraph.resolution import Hints
    from talkgraph.updating.before import Before
    from talkgraph.updating.entering import Left
    from talkgraph.updating.outlines import Outlines

__all__ = ["Name", "names_of", "regroup", "regroup_talks"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the outlines.

    Attributes:
        number: its number.
        thing: number of the thing that it belongs to; None if to none yet.
        candidate: what resolution knows of it, without addresses, event and speakers.
    """

    number: int
    thing: int | None
    candidate: Candidate


def names_of(outlines: Outlines, things: Iterable[int], *, new: bool = False) -> list[Name]:
    """The names of things, sorted by recap, kind and key; those that people use come last.

    Args:
        outlines: where they stand.
        things: numbers of the things.
        new: whether to give the names that belong to no thing yet, too.
    """
    columns = (
        "SELECT name.id, thing, source, kind, key, names, main, role FROM name JOIN recap ON recap.id = recap"
    )
    rows = outlines.rows_of(things, f"{columns} WHERE thing IN picked")
    if new:
        rows += outlines.rows(f"{columns} WHERE thing IS NULL")
    found = [
        Name(
            number,
            thing,
            Candidate(source, LocalThing(Kind(kind), key), json.loads(names), main, told=role == Role.TOLD),
        )
        for number, thing, source, kind, key, names, main, role in rows
    ]
    return sorted(found, key=lambda name: (name.candidate.told, name.candidate.source, name.candidate.local))


def regroup(outlines: Outlines, before: Before, left: Left, hints: Hints) -> dict[int, list[Name]]:
    """Group all names but those of talks, where something changed.

    Args:
        outlines: with names that belong to no thing yet.
        before: where things and names are kept that change.
        left: what recaps left behind that were taken out.
        hints: what people say of names.

    Returns:
        The names of each thing that was grouped again, by its number; an empty
        list for a thing that is no more.
    """
    rows = outlines.rows_of(
        left.things, "SELECT id FROM thing WHERE id IN picked AND kind <> ?", str(Kind.TALK)
    )
    touched = {number for (number,) in rows} | _marked_alike(outlines, is_talk=False)
    touched |= _meant(outlines, touched, left, hints, is_talk=False)
    before.keep(touched)
    names = [
        name for name in names_of(outlines, touched, new=True) if name.candidate.local.kind is not Kind.TALK
    ]
    groups = _grouped(outlines, names)
    join_told([(i, name.candidate) for i, name in enumerate(names)], hints, groups)
    return _assign(outlines, before, groups.gathered(names), touched)


def regroup_talks(outlines: Outlines, before: Before, left: Left, hints: Hints) -> dict[int, list[Name]]:
    """The same for the talks of events where something changed; all other names are grouped already."""
    talks = (
        "SELECT DISTINCT event.thing FROM part JOIN part AS own ON own.talk = part.talk AND own.is_event"
        " JOIN name AS event ON event.id = own.other"
    )
    events = {number for (number,) in outlines.rows_of(before.moved, f"{talks} WHERE part.other IN picked")}
    events |= {
        number
        for (number,) in outlines.rows(
            f"{talks} JOIN name AS talk ON talk.id = part.talk WHERE talk.thing IS NULL"
        )
    }
    events |= {*left.things, *before.moved.values()}
    gone = outlines.rows_of(
        left.things, "SELECT id FROM thing WHERE id IN picked AND kind = ?", str(Kind.TALK)
    )
    touched = {number for (number,) in gone} | _marked_alike(outlines, is_talk=True)
    while True:
        rows = outlines.rows_of(
            events,
            "SELECT DISTINCT talk.thing FROM name AS event"
            " JOIN part ON part.other = event.id AND part.is_event JOIN name AS talk ON talk.id = part.talk"
            " WHERE event.thing IN picked AND talk.thing IS NOT NULL",
        )
        touched |= {thing for (thing,) in rows}
        touched |= _meant(outlines, touched, left, hints, is_talk=True)
        rows = outlines.rows_of(
            touched, f"{talks} JOIN name AS talk ON talk.id = part.talk WHERE talk.thing IN picked"
        )
        more = {number for (number,) in rows} - events
        if not more:
            break
        events |= more  # people may have joined talks of two events
    before.keep(touched)
    names = names_of(outlines, touched, new=True)
    groups = _grouped(outlines, names)
    join_talks(_told(outlines, names), groups)
    join_told([(i, name.candidate) for i, name in enumerate(names)], hints, groups)
    return _assign(outlines, before, groups.gathered(names), touched)


def _marked_alike(outlines: Outlines, *, is_talk: bool) -> set[int]:
    """Numbers of the things that share a mark with a name that belongs to no thing yet."""
    rows = outlines.rows(
        "SELECT DISTINCT name.thing FROM mark JOIN name ON name.id = mark.name"
        " WHERE mark.mark IN (SELECT own.mark FROM name JOIN mark AS own ON own.name = name.id"
        " WHERE name.thing IS NULL) AND name.thing IS NOT NULL AND (name.kind = ?) = ?",
        str(Kind.TALK),
        is_talk,
    )
    return {number for (number,) in rows}


def _meant(outlines: Outlines, things: Iterable[int], left: Left, hints: Hints, *, is_talk: bool) -> set[int]:
    """Things, and those that people may mean by a name that one of them bears, from one to the next.

    As of some things, so of names that belong to no thing yet, and of those that were taken out.
    """
    found: set[int] = set()
    more = set(things)
    called = {each for each in left.called if each.startswith(f"{Kind.TALK} ") is is_talk}
    while hints.documents:
        rows = outlines.rows_of(
            more,
            "SELECT DISTINCT called FROM name JOIN bearer ON bearer.name = name.id"
            " WHERE (thing IN picked OR thing IS NULL) AND (kind = ?) = ?",
            str(Kind.TALK),
            is_talk,
        )
        rows = outlines.rows_of(
            called.union(one for (one,) in rows),
            "SELECT DISTINCT called FROM bearer JOIN name ON name.id = bearer.name"
            " JOIN recap ON recap.id = recap WHERE called IN picked AND role = ?",
            str(Role.TOLD),
        )
        rows = outlines.rows_of(
            (one for (one,) in rows),
            "SELECT DISTINCT thing FROM bearer JOIN name ON name.id = bearer.name"
            " WHERE called IN picked AND thing IS NOT NULL",
        )
        found |= more
        more = {thing for (thing,) in rows} - found
        if not more:
            break
    return found | more


def _grouped(outlines: Outlines, names: Sequence[Name]) -> Groups:
    """Names that share a mark, together."""
    place = {name.number: i for i, name in enumerate(names)}
    groups = Groups(len(names))
    seen: dict[str, int] = {}
    for number, mark in outlines.rows_of(place, "SELECT name, mark FROM mark WHERE name IN picked"):
        groups.join(place[number], seen.setdefault(mark, place[number]))
    return groups


def _told(outlines: Outlines, names: Sequence[Name]) -> list[ToldTalk]:
    """The talks that are told to be of an event."""
    events: dict[int, int] = {}
    speakers: dict[int, set[int]] = defaultdict(set)
    rows = outlines.rows_of(
        (name.number for name in names),
        "SELECT talk, is_event, thing FROM part JOIN name ON name.id = other WHERE talk IN picked",
    )
    for talk, is_event, thing in rows:
        if is_event:
            events[talk] = thing
        else:
            speakers[talk].add(thing)
    rows = outlines.rows_of(
        (name.number for name in names),
        "SELECT subject, value FROM statement WHERE subject IN picked AND predicate = ? ORDER BY rowid",
        PREDICATES.index(Predicate.URL),
    )
    addresses: dict[int, list[str]] = defaultdict(list)
    for talk, address in rows:
        addresses[talk].append(address)
    return [
        ToldTalk(
            at,
            events[name.number],
            fold(name.candidate.names[0]) if name.candidate.names else None,
            tuple(sorted(speakers[name.number])),
            tuple(addresses[name.number]),
        )
        for at, name in enumerate(names)
        if name.number in events
    ]


def _assign(
    outlines: Outlines, before: Before, groups: Sequence[list[Name]], touched: Iterable[int]
) -> dict[int, list[Name]]:
    """Give each group a thing: the one that most of its names had, if no other group has more of it."""
    wishes = sorted(
        (-times, thing, at)
        for at, names in enumerate(groups)
        for thing, times in Counter(name.thing for name in names if name.thing is not None).items()
    )
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _, thing, at in wishes:
        if at not in given and thing not in taken:
            given[at] = thing
            taken.add(thing)
    found: dict[int, list[Name]] = {thing: [] for thing in sorted(touched)}
    for at, names in enumerate(groups):
        if at not in given:
            given[at] = before.new_thing()
            kind = str(names[0].candidate.local.kind)
            outlines.change("INSERT INTO thing (id, kind) VALUES (?, ?)", [(given[at], kind)])
        found[given[at]] = names
        changed = [name for name in names if name.thing != given[at]]
        outlines.change("UPDATE name SET thing = ? WHERE id = ?", [(given[at], n.number) for n in changed])
        before.moved |= {name.number: name.thing for name in changed if name.thing is not None}
    return found
