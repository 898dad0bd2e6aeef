"""The encoder: a small transformer that reads a recap window by window.

Its body is four of the six layers of MiniLM-L6 (Wang et al. 2020), narrowed to eight of
twelve heads and half of the inner units, with cues of
the lexicon and the tagger at the bottom, trained by ``training/encoder/`` on our
own paragraphs and run by onnxruntime in 8-bit integers; no other machinery of deep
learning is needed, and nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from talkgraph.extraction.encoding import Reading, Readings, softmax
from talkgraph.extraction.kinds import LABELS
from talkgraph.extraction.products import open_session
from talkgraph.extraction.windows import pieces_of, windows_of
from talkgraph.extraction.wordpieces import load_word_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

    from talkgraph.extraction.windows import Pieces

__all__ = ["RecapEncoder", "encode", "readings_of"]

_BODY, _HEADS = "encoder.onnx", "heads.npz"


@dataclass(frozen=True, slots=True)
class _Network:
    """The loaded model: a session for the body, arrays for the heads."""

    session: Any
    heads: Mapping[str, np.ndarray]


class RecapEncoder:
    """Reads a parsed document; sets ``doc.user_data["talkgraph.readings"]``.

    Requires tags of the base pipeline.
    """

    def __init__(
        self, nlp: Language, name: str = "talkgraph_encoder", *, language: str = "en", threads: int = 1
    ) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.language = language
        self.threads = threads

    def __call__(self, doc: Doc) -> Doc:
        """Match, then annotate."""
        return self.annotate(doc, self.match(doc))

    def match(self, doc: Doc) -> Readings:
        """The readings of all windows."""
        import numpy as np

        network = _load(self.language, self.threads)
        tags = np.zeros((len(doc), len(LABELS)), dtype="float32")
        tags[:, 0] = 1.0
        readings = []
        windows = windows_of(doc) if len(doc) else []
        for window, pieces in zip(
            windows, pieces_of(doc, windows, load_word_pieces(self.language)), strict=True
        ):
            hidden = encode(pieces, language=self.language, threads=self.threads)
            vectors = np.concatenate([hidden[pieces.first], hidden[pieces.last]], axis=1)
            own = frozenset(range(window.start, window.end))
            likely = softmax(vectors @ network.heads["tags.weight"].T + network.heads["tags.bias"])
            rows = [row for row, token in enumerate(pieces.tokens) if token in own]
            tags[[pieces.tokens[row] for row in rows]] = likely[rows]
            places = {token: row for row, token in enumerate(pieces.tokens)}
            readings.append(Reading(places, own, pieces.first, pieces.last, hidden))
        return Readings(tuple(readings), tags, network.heads)

    def annotate(self, doc: Doc, found: Readings) -> Doc:
        """Keep them beside the document."""
        doc.user_data["talkgraph.readings"] = found
        return doc


def readings_of(doc: Doc) -> Readings | None:
    """What the encoder read of a document; None where it did not run."""
    readings: Readings | None = doc.user_data.get("talkgraph.readings")
    return readings


@cache
def _load(language: str, threads: int) -> _Network:
    import io

    import numpy as np

    folder = files("talkgraph").joinpath("data", language, "encoder")
    session = open_session(folder.joinpath(_BODY).read_bytes(), threads=threads)
    with np.load(io.BytesIO(folder.joinpath(_HEADS).read_bytes())) as arrays:
        heads = {name: arrays[name].astype("float32") for name in sorted(arrays.files)}
    return _Network(session, heads)


def encode(pieces: Pieces, *, language: str = "en", threads: int = 1) -> np.ndarray:
    """The body's word for each piece of a window, shape (pieces, width)."""
    inputs = {"ids": pieces.ids[None], "cues": pieces.cues[None]}
    (hidden,) = _load(language, threads).session.run(["hidden"], inputs)
    out: np.ndarray = hidden[0]
    return out
