"""Things that changed are named again, and IRIs minted again where that makes a difference.

It gives what ``resolve`` gives for all things: a name follows from a thing's
own names, that of a talk from those of its event and speakers too, and an IRI
from the paths of the things whose paths can clash with its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Kind
from talkgraph.resolution.gathering import Candidate
from talkgraph.resolution.naming import Minter, family, name_talk, name_thing, recap_iris
from talkgraph.updating.regrouping import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talkgraph.model import LocalThing
    from talkgraph.resolution import Hints
    from talkgraph.resolution.naming import Naming
    from talkgraph.updating.before import Before
    from talkgraph.updating.outlines import Outlines
    from talkgraph.updating.regrouping import Name

__all__ = ["mint", "rename", "rename_recaps", "rename_talks"]


def rename(
    outlines: Outlines, before: Before, grouped: Mapping[int, Sequence[Name]], hints: Hints
) -> set[int]:
    """Name things that were grouped again, and delete those that are no more.

    Args:
        outlines: where they stand.
        before: what they were like.
        grouped: their names, by number; no talks.
        hints: what people say of names.

    Returns:
        Numbers of those that have another name now, or are new.
    """
    _delete(outlines, grouped)
    namings = {
        thing: name_thing([name.candidate for name in names], hints)
        for thing, names in grouped.items()
        if names
    }
    return _write(outlines, before, grouped, namings)


def rename_talks(
    outlines: Outlines, before: Before, grouped: Mapping[int, Sequence[Name]], renamed: Iterable[int]
) -> set[int]:
    """The same for talks that were grouped again, and for those that have a part whose name changed.

    Args:
        outlines: where they stand.
        before: what they were like.
        grouped: names of talks that were grouped again, by number.
        renamed: numbers of events and people that have another name.
    """
    _delete(outlines, grouped)
    rows = outlines.rows_of(
        renamed,
        "SELECT DISTINCT talk.thing FROM name AS other JOIN part ON part.other = other.id"
        " JOIN name AS talk ON talk.id = part.talk WHERE other.thing IN picked",
    )
    more = {thing for (thing,) in rows} - set(grouped)
    before.keep(more)
    talks: dict[int, list[Name]] = {thing: list(names) for thing, names in grouped.items() if names}
    for name in names_of(outlines, more):
        assert name.thing is not None
        talks.setdefault(name.thing, []).append(name)
    first = {names[0].number: thing for thing, names in talks.items()}
    parts: dict[int, list[tuple[bool, str, str, str]]] = {thing: [] for thing in talks}
    rows = outlines.rows_of(
        first,
        "SELECT talk, is_event, other.kind, other.key, thing.name FROM part"
        " JOIN name AS other ON other.id = other JOIN thing ON thing.id = other.thing WHERE talk IN picked",
    )
    for talk, *part in rows:
        parts[first[talk]].append((bool(part[0]), part[1], part[2], part[3]))
    namings = {thing: _named_talk(names, parts[thing]) for thing, names in talks.items()}
    return _write(outlines, before, talks, namings)


def _named_talk(names: Sequence[Name], parts: Sequence[tuple[bool, str, str, str]]) -> Naming:
    from talkgraph.model import LocalThing

    first = names[0].candidate
    known: dict[tuple[str, LocalThing], str] = {}
    event: LocalThing | None = None
    speakers: list[LocalThing] = []
    for is_event, kind, key, name in parts:
        local = LocalThing(Kind(kind), key)
        known[first.source, local] = name
        if is_event:
            event = local
        else:
            speakers.append(local)
    whole = Candidate(
        first.source,
        first.local,
        first.names,
        first.main,
        event=event,
        speakers=sorted(speakers),
        told=first.told,
    )
    return name_talk([whole, *(name.candidate for name in names[1:])], known)


def _delete(outlines: Outlines, grouped: Mapping[int, Sequence[Name]]) -> None:
    outlines.change("DELETE FROM thing WHERE id = ?", [(t,) for t, names in grouped.items() if not names])


def _write(
    outlines: Outlines,
    before: Before,
    grouped: Mapping[int, Sequence[Name]],
    namings: Mapping[int, Naming],
) -> set[int]:
    rows = []
    for thing, naming in namings.items():
        first = grouped[thing][0].candidate
        order = (first.told, first.source, str(first.local.kind), first.local.key)
        rows.append((*order, naming.path, naming.told, family(naming.path), naming.name, thing))
    outlines.change(
        "UPDATE thing SET is_told = ?, first = ?, kind = ?, key = ?, path = ?, told = ?, family = ?, name = ?"
        " WHERE id = ?",
        rows,
    )
    return {
        thing
        for thing, naming in namings.items()
        if thing not in before.things or before.things[thing].name != naming.name
    }


def mint(outlines: Outlines, before: Before, named: Iterable[int], base: str) -> None:
    """Give IRIs to things that were named again and to those that their paths can clash with.

    Args:
        outlines: where they stand.
        before: what they were like.
        named: numbers of the things that were grouped or named again, or are no more.
        base: what IRIs begin with.
    """
    columns = "SELECT id, is_told, first, kind, key, path, told, family FROM thing"
    families: set[str] = set()
    numbers = set(named)
    for thing, *now in outlines.rows_of(numbers, f"{columns} WHERE id IN picked"):
        numbers.discard(thing)
        was = before.things.get(thing)
        if was is None or tuple(now) != (*was.order, was.path, was.told, was.family):
            families |= {now[-1]} if was is None else {now[-1], was.family}
    families |= {before.things[thing].family for thing in numbers}  # these are no more
    related: dict[str, list[tuple[tuple[int, str, str, str], str, str, int]]] = {}
    for row in outlines.rows_of(families, f"{columns} WHERE family IN picked"):
        thing, is_told, first, kind, key, path, told, kin = row
        related.setdefault(kin, []).append(((is_told, first, kind, key), path, told, thing))
    before.keep(thing for rows in related.values() for *_, thing in rows)
    minted = []
    for rows in related.values():
        minter = Minter(base)
        for _, path, told, thing in sorted(rows):
            minted.append((minter.mint(path, told).value, thing))
    outlines.change("UPDATE thing SET iri = ? WHERE id = ?", minted)


def rename_recaps(outlines: Outlines, words: Iterable[str], base: str) -> dict[str, str]:
    """Give IRIs to recaps.

    Args:
        outlines: where they stand.
        words: what the IRIs of recaps end in that came or left.
        base: what IRIs begin with.

    Returns:
        The IRI that each recap had whose IRI changed, by its source; empty for new ones.
    """
    rows = outlines.rows_of(words, "SELECT source, iri FROM recap WHERE words IN picked")
    had = dict(rows)
    now = recap_iris(sorted(had), base)
    changed = {source: iri for source, iri in had.items() if now[source].value != iri}
    outlines.change(
        "UPDATE recap SET iri = ? WHERE source = ?", [(now[source].value, source) for source in changed]
    )
    return changed
