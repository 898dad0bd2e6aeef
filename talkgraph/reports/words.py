"""The words that two talks share, weighed by how often and how rarely they are used."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Kind
from talkgraph.reports.facts import of_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from talkgraph.graph.values import Quote, TalkGraph
    from talkgraph.model import Iri

__all__ = ["SharedWords", "TalkWords", "stems"]

_NEVER_COMMON = 5  # talks that share a word, however small the graph
_HISSING = ("che", "she", "sse", "xe", "ze")
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = {code: " " for code in range(128) if not chr(code).isalpha()}


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
    return list(filter(None, map(_counted, _words(text))))


def _words(text: str) -> list[str]:
    """The words of a text in lower case; most texts are plain, and need a fifth of the time."""
    if text.isascii():
        return text.lower().translate(_BETWEEN).split()
    return _WORD.findall(text.casefold())


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


class _Stems(dict[str, int]):
    """By word the number of its stem; -1 for a word that does not count."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        stem = _counted(word)
        number = self.numbers.setdefault(stem, len(self.numbers)) if stem else -1
        return self.setdefault(word, number)


class TalkWords:
    """The words of every talk of a graph: those of its title and of the sentences about it.

    The weights of words are kept twice: by talk, and by word as an inverted
    index (Manning, Raghavan and Schütze 2008, chapter 6), so that the talks
    that share a word with one are found without a look at the others.

    Attributes:
        talks: IRIs of all talks, in order.
        numbers: the place of each talk among them; elsewhere talks go by it.

    Args:
        graph: the graph.
        shortest: the fewest letters that a word may have.
        most_common: the part of all talks, 0 to 1, in which a word may stand.
    """

    def __init__(self, graph: TalkGraph, *, shortest: int, most_common: float) -> None:
        import numpy as np

        self._graph = graph
        self.talks = of_kind(graph, Kind.TALK)
        self.numbers = {talk: number for number, talk in enumerate(self.talks)}
        known = _Stems()
        said = [self._said(talk, known) for talk in self.talks]
        self._stems = tuple(sorted(known.numbers))
        talk = np.repeat(np.arange(len(said)), [len(words) for words in said])
        word = np.fromiter(chain.from_iterable(said), dtype=np.int64, count=len(talk))
        talk, word = talk[word >= 0], word[word >= 0]
        place = np.empty(len(self._stems), dtype=np.int64)
        place[[known.numbers[stem] for stem in self._stems]] = np.arange(len(self._stems))
        word = place[word]  # numbers by the alphabet, so that sums are made in one order
        pairs, counts = np.unique(talk * max(1, len(self._stems)) + word, return_counts=True)
        talk, word = np.divmod(pairs, max(1, len(self._stems)))
        bearers = np.bincount(word, minlength=len(self._stems))
        most = max(_NEVER_COMMON, most_common * len(self.talks))
        telling = (np.array([len(stem) for stem in self._stems], dtype=int) >= shortest) & (bearers <= most)
        talk, word, counts = (column[telling[word]] for column in (talk, word, counts))
        weight = (1 + np.log(counts)) * np.log((len(self.talks) + 1) / bearers[word])
        weight /= np.sqrt(np.bincount(talk, weight * weight, len(self.talks)))[talk]
        self._of_talk = _Groups(talk, word, weight, len(self.talks))
        order = np.argsort(word, kind="stable")
        self._of_word = _Groups(word[order], talk[order], weight[order], len(self._stems))
        self._vectors: dict[Iri, Mapping[str, float]] = {}

    def _said(self, talk: Iri, known: _Stems) -> list[int]:
        """The numbers of the stems of a talk's words."""
        return list(map(known.__getitem__, _words(" ".join(self._texts(talk)))))

    def near(self, talk: Iri, *, least: int) -> NDArray[np.float64]:
        """The cosine of each talk, by number; 0 for itself and those that share fewer words than so many."""
        import numpy as np

        number = self.numbers[talk]
        words, own = self._of_talk.of(number)
        if not len(words):
            return np.zeros(len(self.talks))
        found = [self._of_word.of(word) for word in words.tolist()]
        others = np.concatenate([talks for talks, _ in found])
        products = np.concatenate([weight * theirs for weight, (_, theirs) in zip(own, found, strict=True)])
        cosines = np.bincount(others, products, len(self.talks)).astype(np.float64)
        if least > 1:
            cosines[np.bincount(others, minlength=len(self.talks)) < least] = 0.0
        cosines[number] = 0.0
        return cosines

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
            words, weights = self._of_talk.of(self.numbers[talk])
            vector = self._vectors[talk] = {
                self._stems[word]: weight
                for word, weight in zip(words.tolist(), weights.tolist(), strict=True)
            }
        return vector


class _Groups:
    """Numbers and weights in groups, as three arrays.

    Args:
        group: the group of each entry, ascending.
        number, weight: the entries.
        count: how many groups there are.
    """

    def __init__(
        self, group: NDArray[np.int64], number: NDArray[np.int64], weight: NDArray[np.float64], count: int
    ) -> None:
        import numpy as np

        self._starts = np.searchsorted(group, np.arange(count + 1)).tolist()
        self._number = number
        self._weight = weight

    def of(self, group: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The numbers and the weights of one group."""
        start, end = self._starts[group], self._starts[group + 1]
        return self._number[start:end], self._weight[start:end]


def _quotes(graph: TalkGraph, talk: Iri) -> tuple[Quote, ...]:
    """The sentences about a talk, each once, in order of recap and place."""
    distinct = {
        (quote.recap.value, quote.start, quote.end): quote
        for statement in graph.outgoing.get(talk, ())
        for quote in statement.quotes
    }
    return tuple(distinct[place] for place in sorted(distinct))
