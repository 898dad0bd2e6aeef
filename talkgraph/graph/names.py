"""From a name that somebody typed to the thing or the recap that bears it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from talkgraph.errors import NotFoundError
from talkgraph.model import Iri, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from talkgraph.graph.values import Recap, TalkGraph, Thing
    from talkgraph.model import Kind

__all__ = ["find_recap", "find_thing"]

_SUGGESTIONS = 3
_NEAR_ENOUGH = 65.0


def find_thing(graph: TalkGraph, name: str, *, kinds: Collection[Kind] | None = None) -> Thing:
    """The thing of that name.

    Case, accents, spaces and punctuation make no difference. Where several
    things bear the name, those come first that bear it as their main name,
    then those with more statements, then the first by IRI.

    Args:
        graph: the graph to look in.
        name: a main or alternate name, a whole IRI, or the last two parts of
            one, such as ``technology/ipfs``.
        kinds: what the thing may be; None for anything.

    Raises:
        NotFoundError: there is none; it carries the nearest names.
    """
    found = _by_iri(graph, name, kinds) or _by_name(graph, name, kinds)
    if found is None:
        what = " or ".join(sorted(kind.lower() for kind in kinds)) if kinds else "thing"
        raise NotFoundError(what, name, _nearest(graph, name, kinds))
    return found


def find_recap(graph: TalkGraph, name: str) -> Recap:
    """The recap of that name.

    Args:
        graph: the graph to look in.
        name: its source, the last part of it with or without its ending, its
            title (case, accents, spaces and punctuation make no difference) or
            its IRI; of several, the first by source.

    Raises:
        NotFoundError: there is none; it carries the nearest names.
    """
    in_order = sorted(graph.recaps.values(), key=lambda recap: (recap.source, recap.iri))
    for is_named in (
        lambda recap: name in {recap.source, recap.iri.value},
        lambda recap: name in {PurePosixPath(recap.source).name, PurePosixPath(recap.source).stem},
        lambda recap: fold(name) in {fold(recap.title), fold(recap.source)},
    ):
        found = next(filter(is_named, in_order), None)
        if found is not None:
            return found
    names = [each for recap in in_order for each in (recap.title, recap.source)]
    raise NotFoundError("recap", name, _near(name, names))


def _among(graph: TalkGraph, kinds: Collection[Kind] | None) -> Iterator[Thing]:
    return (thing for thing in graph.things.values() if not kinds or thing.kind in kinds)


def _by_iri(graph: TalkGraph, name: str, kinds: Collection[Kind] | None) -> Thing | None:
    exact = graph.things.get(Iri(name))
    if exact is not None and (not kinds or exact.kind in kinds):
        return exact
    if "/" not in name:
        return None
    ending = f"/{name.strip('/')}"
    return min((thing for thing in _among(graph, kinds) if thing.iri.value.endswith(ending)), default=None)


def _by_name(graph: TalkGraph, name: str, kinds: Collection[Kind] | None) -> Thing | None:
    wanted = fold(name)
    bearers = [
        (fold(thing.name) != wanted, -_statements(graph, thing), thing)
        for thing in _among(graph, kinds)
        if wanted in map(fold, (thing.name, *thing.alternate_names))
    ]
    return min(bearers)[-1] if bearers else None


def _statements(graph: TalkGraph, thing: Thing) -> int:
    return len(graph.outgoing.get(thing.iri, ())) + len(graph.incoming.get(thing.iri, ()))


def _nearest(graph: TalkGraph, name: str, kinds: Collection[Kind] | None) -> list[str]:
    names = {each for thing in _among(graph, kinds) for each in (thing.name, *thing.alternate_names)}
    return _near(name, names)


def _near(name: str, names: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    near = process.extract(
        name,
        sorted(set(names)),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=_SUGGESTIONS,
        score_cutoff=_NEAR_ENOUGH,
    )
    return [found for found, _, _ in near]
