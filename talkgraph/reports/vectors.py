"""How near in meaning two talks are: vectors of their sentences.

The vectors come from a sentence encoder (Reimers and Gurevych 2019; Wang et
al. 2020, MiniLM) that lies in a package of its own: the extra ``vectors``.
Without it, related talks are found by what the graph knows and by words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from talkgraph.model import Kind
from talkgraph.reports.encoding import is_remembered, remembered
from talkgraph.reports.facts import of_kind
from talkgraph.store import Endpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from talkgraph.graph.values import Quote, TalkGraph
    from talkgraph.model import Iri

__all__ = ["NearSentences", "TalkVectors", "vectors_beside"]

_KEPT = "sentences.npz"


class NearSentences(NamedTuple):
    """The two sentences of two talks that are nearest in meaning, and how near they are, -1 to 1."""

    first: Quote
    second: Quote
    cosine: float


class TalkVectors:
    """The meaning of every talk of a graph: of its title and of the sentences about it.

    What all talks have in common is taken off (Arora, Liang and Ma 2017), so
    that two talks are near for what tells them apart from others.

    Args:
        graph: the graph.
        cache: a file that keeps the vectors of sentences from one time to the
            next; None for none.

    Raises:
        MissingExtraError: the sentence encoder is not installed, and the cache
            lacks a sentence.
    """

    def __init__(self, graph: TalkGraph, *, cache: Path | None = None) -> None:
        import numpy as np

        self._quotes = {talk: _sentences(graph, talk) for talk in of_kind(graph, Kind.TALK)}
        texts = _texts(graph, self._quotes)
        distinct = sorted({text for of_talk in texts.values() for text in of_talk})
        known = remembered(distinct, cache)
        self._sentences = known
        self.talks = tuple(texts)
        means = np.array([np.mean([known[text] for text in texts[talk]], axis=0) for talk in self.talks])
        self._matrix = _telling(means) if len(self.talks) else means
        self._place = {talk: place for place, talk in enumerate(self.talks)}

    def cosines(self, talk: Iri) -> NDArray[np.float32]:
        """How near each talk is to one, -1 to 1, in the order of ``talks``."""
        nearness: NDArray[np.float32] = self._matrix @ self._matrix[self._place[talk]]
        return nearness

    def cosine(self, first: Iri, second: Iri) -> float:
        """How near two talks are, -1 to 1."""
        return float(self._matrix[self._place[first]] @ self._matrix[self._place[second]])

    def nearest(self, first: Iri, second: Iri) -> NearSentences | None:
        """The two sentences of two talks that are nearest in meaning; None where one has none."""
        one, other = self._quotes[first], self._quotes[second]
        pairs = [
            NearSentences(a, b, float(self._sentences[a.text] @ self._sentences[b.text]))
            for a in one
            for b in other
        ]
        return max(pairs, key=lambda pair: (pair.cosine, pair.first.text, pair.second.text), default=None)


def vectors_beside(graph: TalkGraph, place: Path | Endpoint, *, compute: bool = True) -> TalkVectors | None:
    """The vectors of a graph whose sentences are kept in the folder of its store.

    Args:
        graph: the graph.
        place: of the store; beside one on the network nothing is kept.
        compute: whether sentences that are not kept are read now, which takes
            a second for a hundred of them.

    Returns:
        None where a sentence is not kept, and is not to be read now.

    Raises:
        MissingExtraError: the encoder is not installed, and is needed.
    """
    if isinstance(place, Endpoint):
        return TalkVectors(graph) if compute else None
    file = place / _KEPT
    if compute:
        return TalkVectors(graph, cache=file)
    texts = _texts(graph, {talk: _sentences(graph, talk) for talk in of_kind(graph, Kind.TALK)})
    wanted = [text for of_talk in texts.values() for text in of_talk]
    return TalkVectors(graph, cache=file) if is_remembered(wanted, file) else None


def _texts(graph: TalkGraph, quotes: Mapping[Iri, tuple[Quote, ...]]) -> dict[Iri, list[str]]:
    """By talk, its title and the sentences about it."""
    return {talk: [graph.things[talk].name, *(q.text for q in found)] for talk, found in quotes.items()}


def _telling(means: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows without what all have in common, each of length 1."""
    import numpy as np

    centred = means - means.mean(axis=0)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(lengths, 1e-9), dtype=np.float32)


def _sentences(graph: TalkGraph, talk: Iri) -> tuple[Quote, ...]:
    """The sentences about a talk, each once, in order of recap and place."""
    distinct = {
        (quote.recap.value, quote.start, quote.end): quote
        for statement in graph.outgoing.get(talk, ())
        for quote in statement.quotes
    }
    return tuple(distinct[place] for place in sorted(distinct))
