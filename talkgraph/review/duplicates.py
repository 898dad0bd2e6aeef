"""Things of one kind whose names look like names of one thing."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Any

from talkgraph.model import Kind, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkgraph.graph import TalkGraph, Thing
    from talkgraph.model import Iri

__all__ = ["Alike", "alike_things"]

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Alike:
    """Two things that look like one.

    Attributes:
        first, second: the things, the one that more is known of first.
        likeness: how like their names are, 0 to 1.
        why: in words.
    """

    first: Thing
    second: Thing
    likeness: float
    why: str


@cache
def _settings() -> Mapping[str, Any]:
    path = files("talkgraph").joinpath("data", "review.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def alike_things(graph: TalkGraph) -> tuple[Alike, ...]:
    """Pairs of things that may be one, the likeliest first, then by IRI.

    Names are compared that begin alike, or that differ in an ending such as
    ``.js``; people also by initials, and by a first name within one recap.
    Names whose figures differ are never alike.

    Args:
        graph: the whole graph.
    """
    weight = _weights(graph)
    best: dict[tuple[Iri, Iri], Alike] = {}
    for kind in map(Kind, _settings()["duplicates"]["kinds"]):
        things = [thing for thing in graph.things.values() if thing.kind is kind]
        for pairs in (_spelt_alike(things), _with_ending(things), _people(graph, things, kind)):
            for one, other, likeness, why in pairs:
                first, second = sorted((one, other), key=lambda thing: (-weight[thing.iri], thing.iri))
                pair = (first.iri, second.iri)
                if pair not in best or best[pair].likeness < likeness:
                    best[pair] = Alike(first, second, likeness, why)
    return tuple(sorted(best.values(), key=lambda each: (-each.likeness, each.first.iri, each.second.iri)))


def _weights(graph: TalkGraph) -> Mapping[Iri, int]:
    return {iri: len(graph.outgoing.get(iri, ())) + len(graph.incoming.get(iri, ())) for iri in graph.things}


def _spelt_alike(things: list[Thing]) -> Iterator[tuple[Thing, Thing, float, str]]:
    from rapidfuzz.distance import OSA

    numbers, words = _settings()["duplicates"], _settings()["words"]
    blocks: dict[tuple[str, str], list[tuple[str, Thing]]] = defaultdict(list)
    for thing in things:
        for folded in {fold(name) for name in (thing.name, *thing.alternate_names)}:
            if len(folded) >= numbers["shortest"]:
                blocks[folded[: numbers["block"]], _figures(folded)].append((folded, thing))
    for block in blocks.values():
        for (one, first), (other, second) in combinations(sorted(block), 2):
            if first is second or one == other:
                continue
            if other in {f"{one}s", f"{one}es"}:
                yield first, second, 0.9, words["plural"]
                continue
            likeness = OSA.normalized_similarity(one, other, score_cutoff=numbers["least"])
            if likeness:
                yield first, second, round(likeness, _DIGITS), words["spelling"]


def _with_ending(things: list[Thing]) -> Iterator[tuple[Thing, Thing, float, str]]:
    by_name: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        for folded in {fold(name) for name in (thing.name, *thing.alternate_names)}:
            by_name[folded].append(thing)
    for folded, bearers in sorted(by_name.items()):
        for ending in _settings()["duplicates"]["endings"]:
            for other in by_name.get(folded + ending, ()):
                for thing in bearers:
                    if thing is not other:
                        yield thing, other, 0.95, _settings()["words"]["ending"].format(ending=ending)


def _people(graph: TalkGraph, things: list[Thing], kind: Kind) -> Iterator[tuple[Thing, Thing, float, str]]:
    if kind is not Kind.PERSON:
        return
    words = _settings()["words"]
    by_last: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
    by_first: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        parts = thing.name.split()
        if len(parts) > 1:
            by_last[fold(parts[-1])].append((fold(parts[0]), thing))
            by_first[fold(parts[0])].append(thing)
    for namesakes in by_last.values():
        for (one, first), (other, second) in combinations(namesakes, 2):
            short, long = sorted((one, other), key=len)
            if short != long and long.startswith(short) and len(short) <= 2:
                yield first, second, 0.92, words["initial"]
    for thing in things:
        if len(thing.name.split()) == 1:
            recaps = _recaps(graph, thing.iri)
            for namesake in by_first.get(fold(thing.name), ()):
                if recaps & _recaps(graph, namesake.iri):
                    yield thing, namesake, 0.88, words["first_name"]


def _recaps(graph: TalkGraph, iri: Iri) -> frozenset[Iri]:
    statements = (*graph.outgoing.get(iri, ()), *graph.incoming.get(iri, ()))
    return frozenset(quote.recap for statement in statements for quote in statement.quotes)


def _figures(name: str) -> str:
    return "".join(filter(str.isdigit, name))
