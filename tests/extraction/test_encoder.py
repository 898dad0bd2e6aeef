from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import spacy

from talkgraph.extraction.encoder import RecapEncoder, readings_of
from talkgraph.extraction.kinds import LABELS
from tests.extraction.samples import parse

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

TEXT = "## State machines - Ingrid Solberg\n\nIngrid Solberg works for Equinor and wrote Statewright."


def test_each_token_has_label_probabilities(extractor: Extractor) -> None:
    doc = parse(extractor, TEXT)
    tags = RecapEncoder(extractor.base).match(doc).tags

    assert tags.shape == (len(doc), len(LABELS))
    assert np.allclose(tags.sum(axis=1), 1, atol=1e-4)


def test_names_are_told_from_other_words(extractor: Extractor) -> None:
    doc = parse(extractor, TEXT)
    best = RecapEncoder(extractor.base).match(doc).tags.argmax(axis=1)
    kinds = {token.text: LABELS[best[token.i]] for token in doc}

    assert kinds["Ingrid"] == "B-Person"
    assert kinds["Equinor"] == "B-Organization"
    assert kinds["works"] == "O"


def test_the_same_text_is_read_the_same(extractor: Extractor) -> None:
    first, second = (RecapEncoder(extractor.base).match(parse(extractor, TEXT)) for _ in range(2))

    assert (first.tags == second.tags).all()


def test_an_empty_document_has_no_windows() -> None:
    nlp = spacy.blank("en")
    doc = RecapEncoder(nlp)(nlp(""))
    readings = readings_of(doc)

    assert readings is not None
    assert readings.windows == ()


def test_without_the_encoder_there_are_no_readings() -> None:
    assert readings_of(spacy.blank("en")("Hello.")) is None
