from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from talkgraph.errors import MissingExtraError
from talkgraph.reports import encoding
from talkgraph.reports.encoding import can_encode, encode_sentences, is_remembered, remembered

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = (
    "Merkle trees name each object by its hash.",
    "Every file is called by a digest of what it holds.",
    "The cook served onion soup to the guests.",
)


@pytest.fixture(autouse=True)
def _needs_the_encoder() -> None:
    if not can_encode():
        pytest.skip("the extra vectors is not installed")


def test_a_vector_has_length_one_and_384_numbers() -> None:
    vectors = encode_sentences(SENTENCES)
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=2e-3)


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    hashes, digests, soup = encode_sentences(SENTENCES)
    assert hashes @ digests > 0.25 + hashes @ soup


def test_a_vector_depends_on_its_sentence_alone() -> None:
    together = encode_sentences(SENTENCES)
    alone = [encode_sentences([sentence])[0] for sentence in SENTENCES]
    assert (together == alone).all()
    assert encode_sentences([]).shape == (0, 384)
    assert np.isfinite(encode_sentences(["", "\x00", "x" * 100_000])).all()


def test_what_was_read_once_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sentences.npz"
    first = remembered(SENTENCES[:2], file)
    assert is_remembered(SENTENCES[:2], file)
    assert not is_remembered(SENTENCES, file)
    asked: list[str] = []

    def encode(texts: list[str]) -> object:
        asked.extend(texts)
        return encode_sentences(texts)

    monkeypatch.setattr(encoding, "encode_sentences", encode)
    again = remembered(SENTENCES, file)
    assert asked == [SENTENCES[2]]
    assert all((again[text] == first[text]).all() for text in first)


def test_a_damaged_file_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "sentences.npz"
    file.write_bytes(b"no archive")
    remembered(SENTENCES[:1], file)
    assert is_remembered(SENTENCES[:1], file)


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    assert len(remembered(SENTENCES[:1], tmp_path / "none" / "sentences.npz")) == 1


def test_without_the_extra_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "sentences.npz"
    remembered(SENTENCES[:1], file)
    encoding._session.cache_clear()
    monkeypatch.setattr(encoding, "can_encode", lambda: False)
    assert len(remembered(SENTENCES[:1], file)) == 1
    with pytest.raises(MissingExtraError, match=r"pip install 'talkgraph\[vectors\]'"):
        remembered(SENTENCES, file)
