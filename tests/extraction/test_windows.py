from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from talkgraph.extraction.windows import CUES, MOST_PIECES, pieces_of, windows_of
from talkgraph.extraction.wordpieces import load_word_pieces
from tests.extraction.samples import parse

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor

LONG = "She spoke about Redux at length, and then about Elm. " * 40


def test_a_short_section_is_one_window_with_its_heading(extractor: Extractor) -> None:
    doc = parse(extractor, "# Evening\n\nHello.\n\n## Redux - Jane Doe\n\nShe likes it.\n\nBob did not.")

    windows = windows_of(doc)

    assert [doc[w.start : w.end].text.split()[0] for w in windows] == ["Hello.", "Redux"]
    assert all(not window.context for window in windows)


def test_windows_of_a_long_section_go_back_to_the_heading_and_the_last_words(extractor: Extractor) -> None:
    doc = parse(extractor, f"# Evening\n\n## Redux - Jane Doe\n\n{LONG}\n\n{LONG}")

    first, *others = windows_of(doc)

    assert not first.context
    assert others
    for window in others:
        start, end = window.context[0]
        assert doc[start:end].text.startswith("Redux - Jane Doe")
        assert window.context[-1][1] <= window.start
    assert len(others[-1].context) == 2


@pytest.mark.parametrize("text", [LONG, f"## A\n\n{LONG}\n\n- one\n- two\n\n## B\n\n{LONG}", "word " * 1500])
def test_windows_cover_every_token_of_the_sections_once(extractor: Extractor, text: str) -> None:
    doc = parse(extractor, text)

    covered = [i for window in windows_of(doc) for i in range(window.start, window.end)]

    assert covered == sorted(set(covered))
    assert {i for i, token in enumerate(doc) if token.is_alpha} <= set(covered)


def test_each_token_has_its_pieces_and_cues(extractor: Extractor) -> None:
    doc = parse(extractor, "Jane Doe showed Kubernetes.")
    (pieces,) = pieces_of(doc, windows_of(doc), load_word_pieces("en"))

    assert [doc[i].text for i in pieces.tokens[:4]] == ["Jane", "Doe", "showed", "Kubernetes"]
    assert pieces.last[3] - pieces.first[3] == 3  # ku ##ber ##net ##es
    assert pieces.cues.shape == (len(pieces.ids), len(CUES))
    assert not pieces.cues[0].any()
    assert not pieces.cues[-1].any()
    assert (pieces.cues[pieces.first] > 0).all()
    assert (pieces.cues < np.array(list(CUES.values()))).all()


def test_what_does_not_fit_is_left_out(extractor: Extractor) -> None:
    doc = parse(extractor, "Kubernetesification " * 229)
    (pieces,) = pieces_of(doc, windows_of(doc), load_word_pieces("en"))

    assert len(pieces.ids) <= MOST_PIECES
    assert 0 < len(pieces.tokens) < len(doc)
