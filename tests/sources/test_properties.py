"""What must hold for any text whatever."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from talkgraph.errors import SourceError
from talkgraph.sources import read_html, read_markdown, read_plain, read_rst
from talkgraph.sources.bundle import split_bundle
from talkgraph.sources.shortcodes import extract_shortcodes
from tests.sources.checks import assert_consistent

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.model import Document

PIECES: list[str] = json.loads((Path(__file__).parents[1] / "data/sources/pieces.json").read_text("utf-8"))
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
READERS = [read_markdown, read_plain, read_html, read_rst]


@pytest.mark.parametrize("read", READERS, ids=lambda read: str(read.__name__))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(text=TEXTS)
@example(text="![a\n\n<b>x")
@example(text="- <div>\n\nx\n\n- y")
def test_any_text_gives_a_consistent_document_or_an_error_of_ours(
    read: Callable[[str, str], Document], text: str
) -> None:
    try:
        document = read(text, "any")
    except SourceError as error:
        refusal = str(error)
    else:
        assert_consistent(document)
        return
    assert refusal.startswith("any:")
    assert "\n" not in refusal


@settings(max_examples=150, deadline=None, derandomize=True)
@given(words=st.lists(st.from_regex(r"[A-Za-zéÀ-ÿ0-9]+[.,!?;]?", fullmatch=True), min_size=1, max_size=60))
def test_words_of_prose_survive_every_reader(words: list[str]) -> None:
    prose = "So " + " ".join(words) + " it was"
    for read in READERS:
        assert read(prose, "any").text == prose


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=TEXTS)
def test_parts_of_a_bundle_are_the_text(text: str) -> None:
    parts = split_bundle(text)
    assert parts[0].line == 1
    if len(parts) == 1:
        assert parts[0].text == text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=TEXTS.map(lambda text: re.sub("[\ufdd0-\ufdef]", "", text)))
def test_tags_taken_out_can_be_put_back(text: str) -> None:
    extracted = extract_shortcodes(text)
    assert len(extracted.lines) == extracted.text.count("\n") + 1
    if "raw" not in text and "~~~~" not in extracted.text:
        assert extracted.restored(extracted.text) == text
