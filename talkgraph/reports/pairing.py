"""Which thing of one graph is which of another, where it has another IRI there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from talkgraph.model import Iri, Kind, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from talkgraph.graph.values import TalkGraph, Thing

__all__ = ["counterparts"]


def counterparts(before: TalkGraph, after: TalkGraph) -> Mapping[Iri, Iri]:
    """By IRI of the earlier graph, the IRI that a thing has in the later one.

    A thing whose IRI is gone is sought among the new ones: those of its kind that
    have its main name, then those that share another name, then those of its kind
    that were there before and have taken up its name, then those of another kind
    that have its main name. Talks, which often have the same titles, must share
    something that is stated of them, too. Each new thing is the counterpart of one.

    Returns:
        Only the things whose IRI is gone and that have a counterpart.
    """
    gone = [thing for iri, thing in before.things.items() if iri not in after.things]
    new = [thing for iri, thing in after.things.items() if iri not in before.things]
    found: dict[Iri, Iri] = {}
    for are_talks in (False, True):  # talks last: their events may have moved
        mine = [thing for thing in gone if (thing.kind is Kind.TALK) is are_talks]
        fresh = [thing for thing in new if (thing.kind is Kind.TALK) is are_talks]
        fits = _talk_fit(before, after, found) if are_talks else _any
        _pair(mine, fresh, found, lambda thing: [fold(thing.name)], fits)
        _pair(mine, fresh, found, _all_names, fits)
        if not are_talks:
            stayed = [thing for iri, thing in after.things.items() if iri in before.things]
            _merge(mine, stayed, before, found)
    others = [thing for thing in new if thing.iri not in set(found.values())]
    _pair(gone, others, found, lambda thing: [fold(thing.name)], _any, same_kind=False)
    return found


def _pair(
    gone: Iterable[Thing],
    new: Iterable[Thing],
    found: dict[Iri, Iri],
    names: Callable[[Thing], Iterable[str]],
    fits: Callable[[Thing, Thing], bool],
    *,
    same_kind: bool = True,
) -> None:
    """Gives things that have no counterpart yet the first new one of a name that has none either."""
    taken = set(found.values())
    bearers: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(new):
        for name in names(thing):
            bearers[name].append(thing)
    for thing in sorted(gone):
        if thing.iri in found:
            continue
        for other in (other for name in names(thing) for other in bearers.get(name, ())):
            if other.iri not in taken and (other.kind is thing.kind) is same_kind and fits(thing, other):
                found[thing.iri] = other.iri
                taken.add(other.iri)
                break


def _merge(gone: Iterable[Thing], stayed: Iterable[Thing], before: TalkGraph, found: dict[Iri, Iri]) -> None:
    """Gives things without a counterpart the thing that has taken up their main name."""
    bearers: dict[tuple[Kind, str], Thing] = {}
    for thing in sorted(stayed):
        was = before.things[thing.iri]
        if thing != was:
            for name in set(_all_names(thing)) - set(_all_names(was)):
                bearers.setdefault((thing.kind, name), thing)
    for thing in gone:
        other = bearers.get((thing.kind, fold(thing.name)))
        if thing.iri not in found and other is not None:
            found[thing.iri] = other.iri


def _all_names(thing: Thing) -> list[str]:
    return [*dict.fromkeys(map(fold, (thing.name, *thing.alternate_names)))]


def _any(_thing: Thing, _other: Thing) -> bool:
    return True


def _talk_fit(
    before: TalkGraph, after: TalkGraph, found: Mapping[Iri, Iri]
) -> Callable[[Thing, Thing], bool]:
    """Whether two talks share something that is stated of them."""

    def ends(graph: TalkGraph, talk: Iri) -> set[Iri | str]:
        return {statement.object for statement in graph.outgoing.get(talk, ())}

    def fits(thing: Thing, other: Thing) -> bool:
        was = {found.get(end, end) if isinstance(end, Iri) else end for end in ends(before, thing.iri)}
        return bool(was & ends(after, other.iri))

    return fits
