"""The words that two talks share, weighed by how often and how rarely they are used."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Kind
from talkgraph.reports.facts import of_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from talkgraph.graph.values import Quote, TalkGraph
    from talkgraph.model import Iri

__all__ = ["SharedWords", "TalkWords", "stems"]

_NEVER_COMMON = 5  # talks that share a word, however small the graph
_HISSING = ("che", "she", "sse", "xe", "ze")
_WORD = re.compile(r"[^\W\d_]+")


class SharedWords(NamedTuple):
    """How like each other two talks are in their words.

    Attributes:
        cosine: 0 to 1, of their TF-IDF vectors, counting only words that may count.
        stems: the shared words without their ending, the weightiest first.
    """

    cosine: float
    stems: tuple[str, ...]


@cache
def _stopwords() -> frozenset[str]:
    path = files("talkgraph").joinpath("data", "en", "reports", "stopwords.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def stems(text: str) -> list[str]:
    """The words of a text that may count, in lower case and without a plural's ending.

    >>> stems("Merkle trees and other hashes, by the branches")
    ['merkle', 'tree', 'hash', 'branch']
    """
    return list(filter(None, map(_counted, _WORD.findall(text.casefold()))))


@cache
def _counted(word: str) -> str:
    """The stem of a word, or nothing for a word that does not count."""
    stem = _stem(word)
    return "" if word in _stopwords() or stem in _stopwords() else stem


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    # "branches" and "caches" end alike, so that both lose their e, and "cache" too.
    return word[:-1] if word.endswith(_HISSING) else word


class TalkWords:
    """The words of every talk of a graph: those of its title and of the sentences about it.

    Args:
        graph: the graph.
        shortest: the fewest letters that a word may have.
        most_common: the part of all talks, 0 to 1, in which a word may stand.
    """

    def __init__(self, graph: TalkGraph, *, shortest: int, most_common: float) -> None:
        self._graph = graph
        self._counts = {
            talk: Counter(stems(" ".join(self._texts(talk)))) for talk in of_kind(graph, Kind.TALK)
        }
        self._talks: dict[str, list[Iri]] = defaultdict(list)
        for talk, counts in self._counts.items():
            for stem in counts:
                self._talks[stem].append(talk)
        most = max(_NEVER_COMMON, most_common * len(self._counts))
        self._telling = {
            stem for stem, talks in self._talks.items() if len(stem) >= shortest and len(talks) <= most
        }
        self._vectors: dict[Iri, Mapping[str, float]] = {}

    def near(self, talk: Iri, *, least: int) -> Mapping[Iri, float]:
        """The other talks that share at least so many words with a talk, each with the cosine."""
        own = self._vector(talk)
        shared = Counter(other for stem in own for other in self._talks[stem] if other != talk)
        found = {}
        for other, count in shared.items():
            if count >= least:
                weights = self._vector(other)
                found[other] = sum(own[stem] * weights[stem] for stem in own if stem in weights)
        return found

    def shared(self, first: Iri, second: Iri, *, without: Collection[str] = ()) -> SharedWords:
        """What two talks have in common.

        Args:
            first: IRI of the one talk.
            second: IRI of the other.
            without: stems that do not count.
        """
        one, other = self._vector(first), self._vector(second)
        weights = {stem: one[stem] * other[stem] for stem in one.keys() & other.keys() - set(without)}
        in_order = sorted(weights, key=lambda stem: (-weights[stem], stem))
        return SharedWords(sum(weights[stem] for stem in in_order), tuple(in_order))

    def spelling(self, talk: Iri, stem: str) -> str:
        """How a talk spells a word: in lower case if it ever does so, else as it does first."""
        words = (word for text in self._texts(talk) for word in _WORD.findall(text))
        found = [word for word in words if _stem(word.casefold()) == stem]
        return next((word for word in found if word.islower()), found[0] if found else stem)

    def quotes(self, talk: Iri, stem: str) -> tuple[Quote, ...]:
        """The sentences of a talk that hold a word, in order of recap and place."""
        return tuple(quote for quote in _quotes(self._graph, talk) if stem in stems(quote.text))

    def _texts(self, talk: Iri) -> Iterator[str]:
        yield self._graph.things[talk].name
        yield from (quote.text for quote in _quotes(self._graph, talk))

    def _vector(self, talk: Iri) -> Mapping[str, float]:
        """TF-IDF weights by stem, of length 1."""
        vector = self._vectors.get(talk)
        if vector is None:
            total = len(self._counts)
            raw = {
                stem: (1 + log(count)) * log((total + 1) / len(self._talks[stem]))
                for stem, count in self._counts[talk].items()
                if stem in self._telling
            }
            length = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
            vector = self._vectors[talk] = {stem: weight / length for stem, weight in raw.items()}
        return vector


def _quotes(graph: TalkGraph, talk: Iri) -> tuple[Quote, ...]:
    """The sentences about a talk, each once, in order of recap and place."""
    distinct = {
        (quote.recap.value, quote.start, quote.end): quote
        for statement in graph.outgoing.get(talk, ())
        for quote in statement.quotes
    }
    return tuple(distinct[place] for place in sorted(distinct))
