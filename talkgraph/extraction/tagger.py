"""The name tagger: a small network over token features and the model's own vectors.

Each token gets a distribution over BIO labels of the five kinds of names; the
likeliest sequence without a broken name is decoded by dynamic programming.
The network is spaCy's usual one (hash embeddings, a residual window encoder;
Honnibal's "embed, encode, attend, predict"), with two additions at the bottom:
columns of ``features.encode`` and the parser model's token vectors. It is
trained by ``training/train_tagger.py`` on our own paragraphs. At work its
embeddings are looked up by thinc; the layers above them, most of its
work, are run by onnxruntime in 8-bit integers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from talkgraph.extraction.encoder import readings_of
from talkgraph.extraction.features import COLUMNS, columns_of
from talkgraph.extraction.kinds import KINDS, LABELS
from talkgraph.extraction.lexicon import load_lexicon
from talkgraph.extraction.products import multiply_by_numpy, open_session
from talkgraph.model import Kind

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

__all__ = [
    "BOTTOM",
    "TOP",
    "NameTagger",
    "Tagged",
    "apart",
    "build_bottom",
    "build_network",
    "decode",
    "network_input",
]

_STRETCH = 4_000  # tokens that the network reads at a time
_SIGHT = 4  # tokens on each side that count for one: its depth times its window
VECTOR_WIDTH = 96  # of the default model's tok2vec; other widths are cut or padded
BOTTOM, TOP = "tagger.bin", "tagger.onnx"
"""Files of the network: its embeddings, and the layers above them."""

_ROWS = {
    "norm": 4000,
    "prefix": 1500,
    "suffix": 1500,
    "shape": 500,
    "tag": 60,
    "lexicon": 100,
    "word": 20,
    "block": 20,
}
_BEGUN = {LABELS.index(f"I-{kind}"): LABELS.index(f"B-{kind}") for kind in KINDS}
"""What the middle of a name must follow, beside its own."""


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
    """A name as the tagger marks it.

    Attributes:
        start, end: token offsets.
        kind: the likeliest kind.
        score: its probability.
        spread: the probability of every kind, in the order of ``KINDS``.
    """

    start: int
    end: int
    kind: Kind
    score: float
    spread: tuple[float, ...] = ()


def build_bottom(width: int = 96, embedding: int = 48) -> Model[np.ndarray, np.ndarray]:
    """The untrained embeddings.

    They map an array as ``network_input`` makes it to one of shape (tokens, columns * embedding + width).
    """
    from thinc.api import HashEmbed, Linear, Model, chain, concatenate

    def keys(model: Model[Any, Any], X: np.ndarray, is_train: bool) -> tuple[np.ndarray, object]:  # noqa: ARG001, N803
        return X[:, : len(COLUMNS)].astype("uint64"), lambda d: X * 0.0  # noqa: ARG005

    def vectors(model: Model[Any, Any], X: np.ndarray, is_train: bool) -> tuple[np.ndarray, object]:  # noqa: ARG001, N803
        return X[:, len(COLUMNS) :].astype("float32"), lambda d: X * 0.0  # noqa: ARG005

    embeddings: list[Model[Any, Any]] = [
        HashEmbed(embedding, _ROWS[name], column=i, seed=i + 1, dropout=0.1) for i, name in enumerate(COLUMNS)
    ]
    bottom: Model[Any, Any] = concatenate(
        chain(Model("columns", keys), concatenate(*embeddings)),
        chain(Model("vectors", vectors), Linear(width, VECTOR_WIDTH)),
    )
    return bottom


def build_network(
    width: int = 96, embedding: int = 48, depth: int = 4
) -> Model[list[np.ndarray], list[np.ndarray]]:
    """The untrained network.

    It maps, for each document, an array of shape (tokens, columns + vector width),
    as ``network_input`` makes it, to label probabilities of shape (tokens, labels).
    """
    from thinc.api import Maxout, Softmax_v2, chain, clone, expand_window, residual, with_array

    size = embedding * len(COLUMNS) + width
    mix = Maxout(width, size, nP=3, normalize=True, dropout=0.2)
    window: Model[Any, Any] = chain(
        expand_window(window_size=1), Maxout(width, width * 3, nP=3, normalize=True, dropout=0.1)
    )
    layers: list[Model[Any, Any]] = [
        build_bottom(width, embedding),
        mix,
        clone(residual(window), depth),
        Softmax_v2(len(LABELS), width),
    ]
    return with_array(chain(*layers))


def network_input(doc: Doc) -> np.ndarray:
    """Feature hashes and vectors side by side.

    Hashes are cut to 48 bits, which a float64 holds exactly.

    Returns:
        Array of shape (tokens, columns + vector width), dtype float64.
    """
    import numpy as np

    keys = (columns_of(doc) & np.uint64((1 << 48) - 1)).astype("float64")
    vectors = np.zeros((len(doc), VECTOR_WIDTH), dtype="float64")
    if doc.tensor.ndim == 2:
        width = min(VECTOR_WIDTH, doc.tensor.shape[1])
        vectors[:, :width] = doc.tensor[:, :width]
    return np.hstack([keys, vectors])


def decode(scores: np.ndarray) -> list[Tagged]:
    """The names of the likeliest label sequence in which no name begins in its middle.

    Args:
        scores: label probabilities, shape (tokens, labels).
    """
    import numpy as np

    if not len(scores):
        return []
    first, *logs = np.log(np.maximum(scores, 1e-9)).astype("float64").tolist()
    best = [-np.inf if label in _BEGUN else log for label, log in enumerate(first)]
    back: list[list[int]] = []
    for row in logs:
        freest = best.index(max(best))
        before = [freest] * len(LABELS)
        for inside, begun in _BEGUN.items():
            before[inside] = max((begun, inside), key=best.__getitem__)
        best = [best[last] + log for last, log in zip(before, row, strict=True)]
        back.append(before)
    path = [best.index(max(best))]
    for before in reversed(back):
        path.append(before[path[-1]])
    return _names(path[::-1], scores)


def _names(path: list[int], scores: np.ndarray) -> list[Tagged]:
    out: list[Tagged] = []
    start = 0
    for i, label in enumerate([*path, 0]):
        name = LABELS[label]
        if start < i and not name.startswith("I-") and LABELS[path[i - 1]] != "O":
            kind = Kind(LABELS[path[start]][2:])
            mass = (scores[start:i, 1::2] + scores[start:i, 2::2]).mean(axis=0)
            spread = tuple(round(float(share), 4) for share in mass)
            out.append(Tagged(start, i, kind, spread[KINDS.index(kind)], spread))
        if not name.startswith("I-"):
            start = i
    return out


def apart(doc: Doc, name: Tagged) -> list[Tagged]:
    """The names on both sides of a slash, if one of them is a known technology: ``HTML/CSS``.

    What the lexicon knows as a whole stays whole: ``TCP/IP``.
    """
    bars = [i for i in range(name.start, name.end) if doc[i].text == "/"]
    if name.kind != Kind.TECHNOLOGY or not bars or _is_known(doc, name.start, name.end):
        return [name]
    edges = [name.start - 1, *bars, name.end]
    parts = [(first + 1, last) for first, last in pairwise(edges) if first + 1 < last]
    known = [part for part in parts if _is_known(doc, *part)]
    return [replace(name, start=start, end=end) for start, end in known] or [name]


def _is_known(doc: Doc, start: int, end: int) -> bool:
    entries = load_lexicon().forms.get(doc[start:end].text, ())
    return any(entry.kind == Kind.TECHNOLOGY for entry in entries)


class NameTagger:
    """Marks names with kind and probability in ``doc.spans["tagged"]``.

    Requires tags and vectors of the base pipeline. Where the encoder
    read the document, its word counts with the given share.
    """

    def __init__(
        self,
        nlp: Language,
        name: str = "talkgraph_tagger",
        *,
        language: str = "en",
        encoder_share: float = 0.7,
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.language = language
        self.encoder_share = encoder_share

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> list[Tagged]:
        """The names in a parsed document, in order."""
        if not len(doc):
            return []
        likely = self._likely(network_input(doc))
        readings = readings_of(doc)
        if readings is not None:
            likely = (1 - self.encoder_share) * likely + self.encoder_share * readings.tags
        return [part for name in decode(likely) for part in apart(doc, name)]

    def _likely(self, seen: np.ndarray) -> np.ndarray:
        """Label probabilities of each token; a long text in stretches: a token takes 20 KB of memory."""
        import numpy as np

        network = _load(self.language)
        stretches = []
        for start in range(0, len(seen), _STRETCH):
            first, last = max(0, start - _SIGHT), start + _STRETCH + _SIGHT
            likely = network.likely(seen[first:last])
            stretches.append(likely[start - first : start - first + _STRETCH])
        return np.concatenate(stretches)

    def annotate(self, doc: Doc, found: list[Tagged]) -> Doc:
        """Keep them as a span group; the probabilities stand in its attributes."""
        from spacy.tokens import Span, SpanGroup

        spans = [Span(doc, name.start, name.end, label=str(name.kind)) for name in found]
        doc.spans["tagged"] = SpanGroup(
            doc,
            name="tagged",
            spans=spans,
            attrs={"scores": [n.score for n in found], "spreads": [n.spread for n in found]},
        )
        return doc


@dataclass(frozen=True, slots=True)
class _Network:
    """The loaded network: embeddings, and a session for what is above them."""

    bottom: Any
    session: Any

    def likely(self, seen: np.ndarray) -> np.ndarray:
        """Label probabilities, shape (tokens, labels)."""
        (out,) = self.session.run(["likely"], {"embedded": self.bottom.predict(seen)})
        likely: np.ndarray = out
        return likely


@cache
def _load(language: str) -> _Network:
    folder = files("talkgraph").joinpath("data", language)
    bottom = build_bottom()
    bottom.from_bytes(folder.joinpath(BOTTOM).read_bytes())
    multiply_by_numpy(bottom)
    return _Network(bottom, open_session(folder.joinpath(TOP).read_bytes()))
