"""Which names are one thing, by shuffles: what shares a mark, from one to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from talkgraph.model import Kind, LocalThing, fold
from talkgraph.resolution.grouping import Groups, ToldTalk, join_talks, keys_of
from talkgraph.resolution.naming import Minter, Naming, family, name_talk, name_thing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talkgraph.resolution.gathering import Candidate

__all__ = ["Place", "Told", "resolve_talks", "resolve_things"]

Place: TypeAlias = tuple[str, str, str]
"""Source, kind and key of a name; in their order the first of a group stands for it."""

Told: TypeAlias = tuple[Place, str, str]
"""What stands for a thing, its IRI and its name."""


def place_of(candidate: Candidate) -> Place:
    """Where a candidate stands."""
    return candidate.source, str(candidate.local.kind), candidate.local.key


def resolve_things(candidates: Any, base: str, parts: int) -> Any:
    """The thing of each name but those of talks: an RDD of place and ``Told``.

    Args:
        candidates: an RDD of ``Candidate``.
        base: what IRIs begin with.
        parts: into how many parts the work is divided.
    """
    things = candidates.filter(lambda c: c.local.kind is not Kind.TALK).keyBy(place_of)
    labels = _components(things, parts).persist(_on_disk())
    named = (
        labels.join(things, parts)
        .values()
        .groupByKey(parts)
        .mapValues(lambda members: name_thing(sorted(members, key=place_of)))
    )
    minted = _minted(named, base, parts)
    return labels.map(lambda pair: (pair[1], pair[0])).join(minted, parts).map(_told)


def _told(row: tuple[Place, tuple[Place, tuple[str, str]]]) -> tuple[Place, Told]:
    label, (place, (iri, name)) = row
    return place, (label, iri, name)


def _components(things: Any, parts: int) -> Any:
    """For each place the smallest one that it is connected with; each round reaches one mark further."""
    marked = things.flatMapValues(lambda c: [json.dumps(key) for key in keys_of(c)])
    marked = marked.partitionBy(parts).persist(_on_disk())
    labels = things.map(lambda pair: (pair[0], pair[0])).partitionBy(parts).persist(_on_disk())
    while True:
        of_mark = marked.join(labels, parts).values().reduceByKey(min, parts)
        reached = marked.map(lambda pair: (pair[1], pair[0])).join(of_mark, parts).values()
        # The label so far comes first, to see which ones change.
        new = labels.cogroup(reached, parts).mapValues(_smaller).persist(_on_disk())
        changed = new.filter(lambda pair: pair[1][1]).count()
        labels = new.mapValues(lambda pair: pair[0])
        if not changed:
            return labels


def _smaller(group: tuple[Iterable[Place], Iterable[Place]]) -> tuple[Place, bool]:
    """The smallest label of a place, and whether it is another one than before."""
    ((label,), others) = group
    smallest = min((label, *others))
    return smallest, smallest != label


def _minted(named: Any, base: str, parts: int) -> Any:
    """IRI and name of each thing, by what stands for it; only paths of one family can clash."""

    def mint(group: Iterable[tuple[Place, Naming]]) -> Iterator[tuple[Place, tuple[str, str]]]:
        minter = Minter(base)
        for label, naming in sorted(group, key=lambda pair: pair[0]):
            yield label, (minter.mint(naming.path, naming.told).value, naming.name)

    return named.map(lambda pair: (family(pair[1].path), pair)).groupByKey(parts).values().flatMap(mint)


def resolve_talks(candidates: Any, things: Any, base: str, parts: int) -> Any:
    """The same for the names of talks, once all others are things.

    Args:
        candidates: an RDD of ``Candidate``.
        things: what ``resolve_things`` gave.
        base: what IRIs begin with.
        parts: into how many parts the work is divided.
    """
    talks = candidates.filter(lambda c: c.local.kind is Kind.TALK).keyBy(place_of)
    shared = talks.flatMap(lambda pair: [(part, pair[0]) for part in _parts(pair[1])])
    told = shared.join(things, parts).map(lambda row: (row[1][0], (row[0], row[1][1])))
    of_talk = told.groupByKey(parts).mapValues(dict)
    whole = talks.leftOuterJoin(of_talk, parts).mapValues(lambda pair: (pair[0], pair[1] or {}))
    grouped = whole.map(lambda row: (_event(*row[1]) or row[0], row[1])).groupByKey(parts)
    named = grouped.values().flatMap(_named_talks).persist(_on_disk())
    minted = _minted(named.map(lambda row: (row[0], row[1])), base, parts)
    members = named.flatMap(lambda row: [(row[0], place) for place in row[2]])
    return members.join(minted, parts).map(_told)


def _parts(talk: Candidate) -> Iterator[Place]:
    for local in ([talk.event] if talk.event is not None else []) + talk.speakers:
        yield talk.source, str(local.kind), local.key


def _event(talk: Candidate, parts: dict[Place, Told]) -> Place | None:
    """What stands for a talk's event; None where it has none."""
    if talk.event is None:
        return None
    return parts[talk.source, str(talk.event.kind), talk.event.key][0]


def _named_talks(
    group: Iterable[tuple[Candidate, dict[Place, Told]]],
) -> Iterator[tuple[Place, Naming, list[Place]]]:
    """The talks of one event, those that are one together, each with its name and its places."""
    told = sorted(group, key=lambda pair: place_of(pair[0]))
    numbers = {
        label: number
        for number, label in enumerate(sorted({told[0] for _, parts in told for told in parts.values()}))
    }
    groups = Groups(len(told))
    if told[0][0].event is not None:
        join_talks([_as_told(at, *pair, numbers) for at, pair in enumerate(told)], groups)
    for members in groups.gathered(told):
        first, parts = members[0]
        names = {
            (source, LocalThing(Kind(kind), key)): name for (source, kind, key), (*_, name) in parts.items()
        }
        naming = name_talk([talk for talk, _ in members], names)
        yield place_of(first), naming, [place_of(talk) for talk, _ in members]


def _as_told(at: int, talk: Candidate, parts: dict[Place, Told], numbers: dict[Place, int]) -> ToldTalk:
    speakers = {numbers[parts[talk.source, str(speaker.kind), speaker.key][0]] for speaker in talk.speakers}
    return ToldTalk(
        at, 0, fold(talk.names[0]) if talk.names else None, tuple(sorted(speakers)), tuple(talk.addresses)
    )


def _on_disk() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.DISK_ONLY
