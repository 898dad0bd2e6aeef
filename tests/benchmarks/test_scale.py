"""The measurements of docs/scale.md, on a small store: that they run, and tell what they are asked for."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.graph import all_recaps
from talkgraph.store import open_store
from tests.builder.recaps import EVENING, NIGHT, NOON, put

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture
def store(tmp_path: Path, lent_extractor: object) -> Path:
    posts = put(tmp_path / "posts", {"evening.md": EVENING, "night.md": NIGHT, "noon.txt": NOON})
    build([posts], store=tmp_path / "db")
    return tmp_path / "db"


def printed(checkout: Path, script: str, *words: str) -> str:
    command = [sys.executable, str(checkout / "benchmarks" / script), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_growth_is_told_for_each_number(checkout: Path, store: Path) -> None:
    lines = printed(checkout, "growth.py", str(store), "1", "3").splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:4]] == ["1", "3"]
    assert lines[4].startswith("from 1 to 3 recaps: seconds grow as quads to the ")


def test_an_archive_is_built_and_gets_recaps_more(checkout: Path, tmp_path: Path) -> None:
    posts = put(tmp_path / "posts", {"evening.md": EVENING, "night.md": NIGHT})
    more = put(tmp_path / "more", {"noon.txt": NOON}) / "noon.txt"

    told = printed(checkout, "archive.py", str(posts), str(more), str(tmp_path / "db"), "1")

    assert told.startswith("2 recaps, ")
    assert "one recap more, from the start of talkgraph build to its end: " in told
    assert "30 more, one at a time, where the extractor is loaded: median " in told
    assert len(all_recaps(open_store(tmp_path / "db"))) == 33
    assert "to find the 2 files of the folder" in told


def test_saved_queries_are_timed_each(checkout: Path, example_store: Store) -> None:
    told = printed(checkout, "speed.py", str(example_store.folder), "--saved")
    assert "| saved query speakers-by-talks | " in told


def test_speed_is_told_beside_what_it_is_compared_with(checkout: Path, example_store: Store) -> None:
    told = printed(checkout, "speed.py", str(example_store.folder))
    compared = (
        "talkgraph --help",
        "query who-talked-about",
        "rdflib in memory",
        "all cosines",
        "report trends",
    )
    assert [what for what in compared if what not in told] == []
