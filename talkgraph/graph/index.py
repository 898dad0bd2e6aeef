"""Names and what bears them: exact, by alias, and almost right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkgraph.errors import NotFoundError
from talkgraph.graph.facts import Facts
from talkgraph.graph.snapshots import WORTH_KEEPING, CopyOf, keep_graph, kept_graph
from talkgraph.graph.values import TalkGraph
from talkgraph.model import Iri, Kind, expand, fold
from talkgraph.store.remote.endpoint import Endpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from talkgraph.graph.values import Thing
    from talkgraph.store import Store

__all__ = ["Found", "NameIndex", "index_graph", "index_store", "nearest_names"]

_SUGGESTIONS = 3
_NEAR_ENOUGH = 65.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for.

    Attributes:
        thing: the thing.
        name: the name of it that was meant.
        exact: whether it was written so, but for case, accents, spaces and
            punctuation; False where a typo was passed over.
    """

    thing: Thing
    name: str
    exact: bool = True


class NameIndex:
    """The names of the things of a graph.

    Attributes:
        things: all of them, by IRI.

    Args:
        things: all of them, by IRI.
        weigh: how many statements are about a thing: of several bearers of a
            name, the one with the most is meant.
    """

    def __init__(self, things: Mapping[Iri, Thing], weigh: Callable[[Iri], int]) -> None:
        self.things = things
        self._weigh = weigh
        self._bearers: dict[str, list[tuple[Thing, str]]] = {}
        for thing in things.values():
            for name in (thing.name, *thing.alternate_names):
                self._bearers.setdefault(fold(name), []).append((thing, name))
        self._near: dict[tuple[frozenset[Kind], str], list[str]] = {}

    def find(self, name: str, kinds: Collection[Kind] | None = None) -> Found | None:
        """The thing that a name, an IRI, or the last parts of an IRI stand for; None if there is none.

        Case, accents, spaces and punctuation make no difference. Of several
        bearers, those come first that bear it as their main name, then those
        with more statements, then the first by IRI.

        Args:
            name: such as ``IPFS``, ``InterPlanetary File System`` or ``technology/ipfs``.
            kinds: what the thing may be; None for anything.
        """
        thing = self._by_iri(name, kinds)
        if thing is not None:
            return Found(thing, thing.name)
        wanted = fold(name)
        bearers = [
            ((fold(thing.name) != wanted, -self._weigh(thing.iri), thing.iri), thing, as_written)
            for thing, as_written in self._bearers.get(wanted, ())
            if _suits(thing, kinds)
        ]
        if not bearers:
            return None
        _, best, as_written = min(bearers, key=lambda each: each[0])
        return Found(best, as_written)

    def guess(self, name: str, kinds: Collection[Kind] | None = None) -> Found | None:
        """As ``find``, passing over a small typo: one edit in a name of 4 letters, two from 8 on.

        Where things of two names are equally near, none is meant. Figures are
        never typos: dotScale 2015 is not dotScale 2016.
        """
        exact = self.find(name, kinds)
        if exact is not None:
            return exact
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        wanted = fold(name)
        allowed = 0 if len(wanted) < 4 else 1 if len(wanted) < 8 else 2
        keys = self._keys(frozenset(kinds or ()), _figures(wanted))
        near = extract(wanted, keys, scorer=OSA.distance, score_cutoff=allowed, limit=None) if allowed else []
        closest = [key for key, distance, _ in near if distance == near[0][1]]
        found = [self.find(self._bearers[key][0][1], kinds) for key in closest]
        if len({each.thing.iri for each in found if each}) != 1 or found[0] is None:
            return None
        return Found(found[0].thing, found[0].name, exact=False)

    def _keys(self, kinds: frozenset[Kind], figures: str) -> list[str]:
        """The folded names of things of some kinds that hold these figures, sorted."""
        known = self._near.get((kinds, figures))
        if known is None:
            known = self._near[kinds, figures] = [
                key
                for key, bearers in sorted(self._bearers.items())
                if _figures(key) == figures and any(_suits(thing, kinds) for thing, _ in bearers)
            ]
        return known

    def require(self, name: str, kinds: Collection[Kind] | None = None) -> Thing:
        """As ``find``.

        Raises:
            NotFoundError: there is none; it carries the nearest names.
        """
        found = self.find(name, kinds)
        if found is None:
            what = " or ".join(sorted(kind.lower() for kind in kinds)) if kinds else "thing"
            raise NotFoundError(what, name, self.nearest(name, kinds))
        return found.thing

    def nearest(
        self, name: str, kinds: Collection[Kind] | None = None, *, limit: int = _SUGGESTIONS
    ) -> list[str]:
        """Names that look like one, the nearest first."""
        return nearest_names(
            name, {each for thing in self._among(kinds) for each in _names(thing)}, limit=limit
        )

    def beginning(self, text: str, kinds: Collection[Kind] | None = None, *, limit: int) -> list[Found]:
        """Things that a text being typed can mean, best first.

        The best have it as a whole name, then those with a name that begins so,
        then those where each word typed begins a word of one name. Among
        these, those with more statements come first.
        """
        whole, asked = fold(text), [fold(word) for word in text.split() if fold(word)]
        best: dict[Iri, tuple[int, Found]] = {}
        for thing in self._among(kinds) if whole else ():
            for name in _names(thing):
                fit = _fit(name, whole, asked)
                if fit and fit > best.get(thing.iri, (0,))[0]:
                    best[thing.iri] = fit, Found(thing, name, exact=fit == 3)
        fits = sorted({fit for fit, _ in best.values()}, reverse=True)
        found: list[Found] = []
        for fit in fits:
            same = [each for own, each in best.values() if own == fit]
            found += sorted(same, key=lambda each: (-self._weigh(each.thing.iri), each.thing.iri))
            if len(found) >= limit:
                break
        return found[:limit]

    def heaviest(self, kinds: Collection[Kind] | None = None) -> Thing | None:
        """The thing with the most statements; None if there is none of these kinds."""
        return min(self._among(kinds), key=lambda thing: (-self._weigh(thing.iri), thing.iri), default=None)

    def _among(self, kinds: Collection[Kind] | None) -> Iterator[Thing]:
        return (thing for thing in self.things.values() if _suits(thing, kinds))

    def _by_iri(self, name: str, kinds: Collection[Kind] | None) -> Thing | None:
        exact = self.things.get(Iri(name))
        if exact is not None and _suits(exact, kinds):
            return exact
        if "/" not in name:
            return None
        ending = f"/{name.strip('/')}"
        return min((thing for thing in self._among(kinds) if thing.iri.value.endswith(ending)), default=None)


def index_graph(graph: TalkGraph) -> NameIndex:
    """The names of a graph in memory."""
    return NameIndex(
        graph.things, lambda iri: len(graph.outgoing.get(iri, ())) + len(graph.incoming.get(iri, ()))
    )


def index_store(store: Store, *, keep_from: int = WORTH_KEEPING) -> NameIndex:
    """The names of a store, read without its statements.

    Of a store with very many they are kept in its folder, as ``names.json.gz``,
    until another build.

    Args:
        store: an open store.
        keep_from: how many things make names worth keeping.
    """
    import pyoxigraph as ox

    everywhere = ox.DefaultGraph()

    def weigh(iri: Iri) -> int:
        node = ox.NamedNode(iri.value)
        said = store.graph.quads_for_pattern(node, None, None, everywhere)
        related = store.graph.quads_for_pattern(None, None, node, everywhere)
        return sum(1 for _ in said) + sum(1 for _ in related)

    if isinstance(store.place, Endpoint):
        return NameIndex(_named_things(store), weigh)
    kept = kept_graph(store, CopyOf.NAMES)
    if kept is not None:
        return NameIndex(kept.things, weigh)
    things = _named_things(store)
    if len(things) >= keep_from:
        keep_graph(store, TalkGraph(things), CopyOf.NAMES)
    return NameIndex(things, weigh)


def _named_things(store: Store) -> Mapping[Iri, Thing]:
    import pyoxigraph as ox

    facts = Facts()
    for name in ("rdf:type", "schema:name", "schema:alternateName"):
        property_ = ox.NamedNode(expand(name))
        quads: Any = store.graph.quads_for_pattern(None, property_, None, ox.DefaultGraph())
        facts.add((quad.subject, quad.predicate, quad.object) for quad in quads)
    return facts.things()


def nearest_names(name: str, names: Iterable[str], *, limit: int = _SUGGESTIONS) -> list[str]:
    """The names of some that look like one, the nearest first."""
    from rapidfuzz import fuzz, process

    near = process.extract(
        name,
        sorted(set(names)),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=limit,
        score_cutoff=_NEAR_ENOUGH,
    )
    return [found for found, _, _ in near]


def _fit(name: str, whole: str, asked: list[str]) -> int:
    """3 it is what was typed, 2 it begins so, 1 each word typed begins one of its words, 0 not at all."""
    folded = fold(name)
    if folded == whole:
        return 3
    if folded.startswith(whole):
        return 2
    words = [fold(word) for word in name.replace("-", " ").replace("/", " ").split()]
    return int(all(any(word.startswith(part) for word in words) for part in asked))


def _figures(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def _names(thing: Thing) -> tuple[str, ...]:
    return thing.name, *thing.alternate_names


def _suits(thing: Thing, kinds: Collection[Kind] | None) -> bool:
    return not kinds or thing.kind in kinds
