"""Which candidates are one thing: those that share a key that identifies.

Names identify technologies, organisations, places, series, editions and
topics; full names and profile addresses identify persons. A first name alone
holds only within its recap, so that two people who share one stay two. Talks
of one event are one when they share title and a speaker, or their page; where a recap leaves
out title or speakers, the other decides, unless it fits several talks. What
people say of names comes before all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from talkgraph.model import Kind, fold
from talkgraph.resolution.hints import Hints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.model import LocalThing
    from talkgraph.resolution.gathering import Candidate

__all__ = ["Groups", "ToldTalk", "group", "join_talks", "join_told", "keys_of"]

T = TypeVar("T")

_SHORTEST_ALIAS = 3  # characters; shorter alternate names do not identify


def group(candidates: Sequence[Candidate], hints: Hints | None = None) -> list[list[Candidate]]:
    """The candidates, those that are one thing together; order as given.

    Args:
        candidates: as ``gather`` gives them.
        hints: what people say of names.
    """
    hints = hints or Hints()
    groups = Groups(len(candidates))
    place = {(c.source, c.local): i for i, c in enumerate(candidates)}
    seen: dict[tuple[object, ...], int] = {}
    for i, candidate in enumerate(candidates):
        for key in keys_of(candidate, hints):
            groups.join(i, seen.setdefault(key, i))
    join_told([(i, c) for i, c in enumerate(candidates) if c.local.kind != Kind.TALK], hints, groups)
    join_talks(_talks(candidates, place, groups), groups)
    join_told([(i, c) for i, c in enumerate(candidates) if c.local.kind == Kind.TALK], hints, groups)
    return groups.gathered(candidates)


def keys_of(candidate: Candidate, hints: Hints | None = None) -> Iterator[tuple[object, ...]]:
    """What identifies a thing: two that share one of these are one. Talks have only what people say."""
    hints = hints or Hints()
    kind, source = candidate.local.kind, candidate.source
    if hints.within.get((source, candidate.local)):
        return  # which one is meant is told
    folded = [fold(name) for name in candidate.names]
    if hints.joins:
        for name in folded:
            yield from ((kind, "told", mark) for mark in hints.marks(kind, name, source))
    apart = [name for name in folded if (kind, name, source) in hints.apart]
    if apart:
        yield from ((kind, name, source) for name in apart)
    elif kind == Kind.PERSON:
        for name, key in zip(candidate.names, folded, strict=True):
            if len(name.split()) > 1:
                yield (kind, key)
        for address in candidate.addresses:
            if _is_profile(address):
                yield (kind, "at", _account(address))
    elif kind != Kind.TALK:
        for number, key in enumerate(folded):
            if number < candidate.main or (kind != Kind.EVENT and len(key) >= _SHORTEST_ALIAS):
                yield (kind, key)


def join_told(candidates: Sequence[tuple[int, Candidate]], hints: Hints, groups: Groups) -> None:
    """Join what people name to the only thing of the recaps that bears one of the names.

    Names that identify have done so before; this is for those that do not: a
    talk's title, a first name, a name that holds in one recap. Which thing is
    the only one does not depend on what other names are joined here.

    Args:
        candidates: all that bear a name which people use, with their positions.
        hints: what people say of names.
        groups: of the positions.
    """
    told = [(i, each) for i, each in candidates if each.told]
    wanted = {(each.local.kind, fold(name)) for _, each in told for name in each.names}
    bearers: dict[tuple[Kind, str, str], set[int]] = {}
    for i, candidate in candidates if wanted else ():
        if not candidate.told:
            for name in map(fold, candidate.names):
                if (candidate.local.kind, name) in wanted:
                    for source in ("", candidate.source):
                        bearers.setdefault((candidate.local.kind, name, source), set()).add(groups.find(i))
    for i, each in told:
        recap = hints.within.get((each.source, each.local), "")
        for name in map(fold, each.names):
            found = bearers.get((each.local.kind, name, recap), set())
            if len(found) == 1:
                groups.join(i, *found)


@dataclass(frozen=True, slots=True)
class ToldTalk:
    """A talk to compare.

    Attributes:
        at: its position.
        event: number of the group of its event.
        title: its title, folded.
        speakers: numbers of the groups of its speakers, sorted.
        addresses: its own pages and recordings.
    """

    at: int
    event: int
    title: str | None
    speakers: tuple[int, ...]
    addresses: tuple[str, ...] = ()


def _talks(
    candidates: Sequence[Candidate], place: dict[tuple[str, LocalThing], int], groups: Groups
) -> list[ToldTalk]:
    """The talks with an event, once events and people are grouped."""
    return [
        ToldTalk(
            i,
            groups.find(place[(candidate.source, candidate.event)]),
            fold(candidate.names[0]) if candidate.names else None,
            tuple(sorted({groups.find(place[(candidate.source, s)]) for s in candidate.speakers})),
            tuple(candidate.addresses),
        )
        for i, candidate in enumerate(candidates)
        if candidate.local.kind == Kind.TALK and candidate.event is not None
    ]


def join_talks(talks: Sequence[ToldTalk], groups: Groups) -> None:
    """Join the positions of talks that are one; only talks of one event ever are."""
    seen: dict[tuple[object, ...], int] = {}
    for talk in talks:
        for address in talk.addresses:
            groups.join(talk.at, seen.setdefault((talk.event, "at", _page(address)), talk.at))
        if talk.title is not None:
            for speaker in talk.speakers or (None,):
                groups.join(talk.at, seen.setdefault((talk.event, talk.title, speaker), talk.at))
        elif talk.speakers:
            groups.join(talk.at, seen.setdefault((talk.event, talk.speakers), talk.at))
    whole = [talk for talk in talks if talk.title is not None and talk.speakers]
    _join_rest(
        [
            (talk.at, (talk.event, talk.title))
            for talk in talks
            if talk.title is not None and not talk.speakers
        ],
        [(talk.at, (talk.event, talk.title)) for talk in whole],
        groups,
    )
    _join_rest(
        [(talk.at, (talk.event, talk.speakers)) for talk in talks if talk.title is None and talk.speakers],
        [(talk.at, (talk.event, talk.speakers)) for talk in whole],
        groups,
    )


def _join_rest(
    partial: Sequence[tuple[int, tuple[object, ...]]],
    whole: Sequence[tuple[int, tuple[object, ...]]],
    groups: Groups,
) -> None:
    """Join what is told in part to the only thing that is told in whole and has the same key."""
    known: dict[tuple[object, ...], set[int]] = {}
    for at, key in whole:
        known.setdefault(key, set()).add(groups.find(at))
    for at, key in partial:
        if len(known.get(key, ())) == 1:
            groups.join(at, next(iter(known[key])))


def _is_profile(address: str) -> bool:
    """Whether an address is one person's or company's own, rather than any page that tells of them."""
    from talkgraph.extraction.links import ACCOUNT, target_of  # readers of a store do without extraction

    return target_of(address).kind in {ACCOUNT, Kind.PERSON}


def _page(address: str) -> str:
    """A page's address without what may differ between two spellings of it."""
    bare = address.split("://", 1)[-1].split("#", 1)[0]
    return bare.removeprefix("www.").rstrip("/")


def _account(address: str) -> str:
    """An address without what may differ between two spellings of it."""
    bare = address.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0]
    return bare.removeprefix("www.").rstrip("/").casefold()


class Groups:
    """Union-find over positions; the smallest position stands for its group."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        """The smallest position of the group that a position is in."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make the groups of two positions one."""
        a, b = sorted((self.find(i), self.find(j)))
        self._parent[b] = a

    def gathered(self, members: Sequence[T]) -> list[list[T]]:
        """What stands at the positions, group by group, in order."""
        found: dict[int, list[T]] = {}
        for i, member in enumerate(members):
            found.setdefault(self.find(i), []).append(member)
        return list(found.values())
