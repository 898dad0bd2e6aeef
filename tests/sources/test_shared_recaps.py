"""The reference recaps: structure only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.model import BlockKind
from talkgraph.sources import find_recaps, read_recaps
from tests.sources.checks import assert_consistent, blocks_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared


def test_every_recap_gives_a_consistent_document(shared: Path) -> None:
    files = find_recaps([shared / "recaps"])
    assert len(files) == 25
    for file in files:
        for document in read_recaps(file):
            assert_consistent(document)
            assert document.title, document.source
            assert document.language == "en", document.source
            text = document.text
            for mark in ("{%", "{{", "](", "<span", "&nbsp;", "[1]_", "```"):
                assert mark not in text, document.source


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("2016-04-25-dotscale-2016.md", 18),
        ("2016-09-13-humantalks-september-2016.md", 5),
        ("2015-10-20-css-paris-3.md", 4),
        ("plain/2016-09-13-humantalks-september-2016.txt", 4),
        ("plain/2017-04-06-electron-meetup-april-2017.txt", 3),
        ("other/2012-06-30-pycon-philippines-2012-day-1.rst", 13),
        ("other/2016-10-06-strata-hadoop-world-2016-new-york.md", 4),
        ("other/2024-10-22-pgconf-eu-extension-summit-2024.md", 4),
    ],
)
def test_headings(shared: Path, name: str, headings: int) -> None:
    (document,) = read_recaps(find_recaps([shared / "recaps" / name])[0])
    assert len(blocks_of(document, BlockKind.HEADING)) == headings


def test_plain_text_has_the_headings_of_the_markdown(shared: Path) -> None:
    name = "2016-09-19-writethedocs-europe-2016"
    plain, marked = (
        read_recaps(find_recaps([shared / "recaps" / path])[0])[0]
        for path in (f"plain/{name}.txt", f"{name}.md")
    )
    kept = [words for words in blocks_of(marked, BlockKind.HEADING) if f"\n\n{words}\n\n" in plain.text]
    assert len(kept) > 5
    assert set(kept) <= set(blocks_of(plain, BlockKind.HEADING))
    assert plain.title == marked.title
