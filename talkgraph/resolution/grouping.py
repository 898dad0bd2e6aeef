"""Which candidates are one thing: those that share a key that identifies.

Names identify technologies, organisations, places, series, editions and
topics; full names and profile addresses identify persons. A first name alone
holds only within its recap, so that two people who share one stay two. Talks
are one when they share event and title, or event and speakers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkgraph.model import LocalThing
    from talkgraph.resolution.gathering import Candidate

__all__ = ["group"]

_SHORTEST_ALIAS = 3  # characters; shorter alternate names do not identify


def group(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates, those that are one thing together; order as given."""
    groups = _Groups(len(candidates))
    place = {(c.source, c.local): i for i, c in enumerate(candidates)}
    seen: dict[tuple[object, ...], int] = {}
    for i, candidate in enumerate(candidates):
        for key in _keys(candidate):
            groups.join(i, seen.setdefault(key, i))
    for i, candidate in enumerate(candidates):
        for key in _talk_keys(candidate, place, groups):
            groups.join(i, seen.setdefault(key, i))
    gathered: dict[int, list[Candidate]] = {}
    for i, candidate in enumerate(candidates):
        gathered.setdefault(groups.find(i), []).append(candidate)
    return list(gathered.values())


def _keys(candidate: Candidate) -> Iterator[tuple[object, ...]]:
    kind = candidate.local.kind
    if kind == Kind.TALK:
        return
    if kind == Kind.PERSON:
        for name in candidate.names:
            if len(name.split()) > 1:
                yield (kind, fold(name))
        for address in candidate.addresses:
            yield (kind, "at", _account(address))
        return
    for number, name in enumerate(candidate.names):
        if number < candidate.main or (kind != Kind.EVENT and len(fold(name)) >= _SHORTEST_ALIAS):
            yield (kind, fold(name))


def _talk_keys(
    candidate: Candidate, place: dict[tuple[str, LocalThing], int], groups: _Groups
) -> Iterator[tuple[object, ...]]:
    if candidate.local.kind != Kind.TALK or candidate.event is None:
        return
    event = groups.find(place[(candidate.source, candidate.event)])
    if candidate.names:
        yield (Kind.TALK, event, fold(candidate.names[0]))
    elif candidate.speakers:
        people = tuple(sorted(groups.find(place[(candidate.source, s)]) for s in candidate.speakers))
        yield (Kind.TALK, event, people)


def _account(address: str) -> str:
    """An address without what may differ between two spellings of it."""
    bare = address.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0]
    return bare.removeprefix("www.").rstrip("/").casefold()


class _Groups:
    """Union-find over positions; the smallest position stands for its group."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self._parent[b] = a
