"""What the pages show is what happens: every command and script in them is run."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.docs.conftest import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

    from sessions import Block, Page, Workshop

PAGES = [
    CHECKOUT / "README.md",
    *(path for path in sorted((CHECKOUT / "docs").rglob("*.md")) if "_build" not in path.parts),
]
PAGES = [path for path in PAGES if "reference" not in path.relative_to(CHECKOUT).parts]
SHOWN = {"console", "python"}
NOT_RUN = {  # why, and how many commands and scripts
    "the tests run in an environment where it is installed": 5,
    "it takes a minute; tests of their own cover eval": 1,
    "needs Neo4j": 1,
    "needs R": 1,
    "it needs a page on the web; tests of their own cover fetching": 2,
    "needs a Spark cluster; tests of their own start one, and kill one of its workers": 3,
    "needs a running store; tests of their own run all of it against Virtuoso and Oxigraph's server": 3,
    "SPARQLWrapper is no dependency of talkgraph": 1,
}


def read(path: Path) -> Page:
    from sessions import read_page

    return read_page(path)


def is_run(block: Block) -> bool:
    return block.language in SHOWN and "file" not in block.marks


@pytest.mark.parametrize(
    "path",
    [path for path in PAGES if any(map(is_run, read(path).blocks))],
    ids=lambda path: path.relative_to(CHECKOUT).with_suffix("").as_posix(),
)
def test_a_page_shows_what_its_commands_print(path: Path, workshop: Workshop) -> None:
    from sessions import check_page

    page = read(path)
    if "curl " in "\n".join(page.lines) and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    outcomes = check_page(page, workshop)
    assert [outcome.complaint for outcome in outcomes if outcome.complaint] == []
    assert outcomes


def test_what_is_not_run_is_known_and_counted() -> None:
    from sessions.blocks import commands_of

    left_out: Counter[str] = Counter()
    for path in PAGES:
        for block in read(path).blocks:
            if "not run" in block.marks:
                left_out[block.marks["not run"]] += max(1, len(list(commands_of(block))))
    assert left_out == NOT_RUN


@pytest.mark.parametrize("path", [path for path in PAGES if path.name != "README.md"], ids=lambda p: p.stem)
def test_commands_stand_in_blocks_that_are_run(path: Path) -> None:
    hidden = [
        line
        for block in read(path).blocks
        if block.language not in SHOWN and not block.marks.keys() & {"file", "printed"}
        for line in block.lines
        if re.match(r"\$ |talkgraph \w", line)
    ]
    assert hidden == []


def test_no_page_waits_for_what_it_shows() -> None:
    """A line with a question mark alone is what an author leaves for ``python -m sessions --write``."""
    waiting = [
        (path.name, number)
        for path in PAGES
        for number, line in enumerate(read(path).lines, 1)
        if line == "?"
    ]
    assert waiting == []
