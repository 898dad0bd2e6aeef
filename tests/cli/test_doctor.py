from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from tests.builder.recaps import NOON, put

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

SOUND = "sound, 2 recaps, 69 claims, every quote in its place"


@pytest.fixture
def damaged(example_store: Store, tmp_path: Path) -> Path:
    """A store that lost a file of its graph."""
    folder = tmp_path / "db"
    shutil.copytree(example_store.folder, folder)
    next((folder / "generations").glob("*/graph/MANIFEST-*")).unlink()
    return folder


def test_a_sound_store_is_one_line(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--store", str(example_store.folder)]) == 0
    assert capsys.readouterr().out == f"{example_store.folder}: {SOUND}\n"


def test_a_damaged_store_is_status_1_and_a_line_for_each_finding(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--store", str(damaged)]) == 1
    said = capsys.readouterr()
    assert said.out == f"{damaged}: is damaged (MANIFEST-000005 is missing); build it again\n"
    assert said.err == f"talkgraph: {damaged}: 1 thing is wrong with it\n"


def test_json_tells_the_same(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--store", str(damaged), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "store": str(damaged),
        "sound": False,
        "generation": "",
        "recaps": 0,
        "claims": 0,
        "findings": [
            {
                "where": str(damaged),
                "what": "is damaged (MANIFEST-000005 is missing)",
                "advice": "build it again",
            }
        ],
    }


def test_json_of_a_sound_store(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--store", str(example_store.folder), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["recaps"], found["claims"], found["findings"]) == (True, 2, 69, [])


@pytest.mark.usefixtures("lent_extractor")
def test_recaps_that_changed_are_told_where_their_path_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = put(tmp_path / "posts", {"noon.md": NOON})
    store = ["--store", str(tmp_path / "db")]
    assert main(["build", str(posts), *store]) == 0
    assert main(["doctor", "--recaps", str(posts), *store]) == 0
    put(posts, {"noon.md": NOON.replace("Jane", "June")})
    capsys.readouterr()
    assert main(["doctor", *store]) == 0
    capsys.readouterr()
    assert main(["doctor", "--recaps", str(posts), *store]) == 1
    assert capsys.readouterr().out == f"{posts}/noon.md: changed since the build; build again\n"


@pytest.mark.parametrize("words", [["--recaps", "nowhere"], ["--store", "nowhere"]])
def test_what_is_not_there_is_one_line(
    words: list[str], example_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--store", str(example_store.folder), *words]) == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "nowhere: no such f" in said.err


def test_damage_that_shows_only_when_it_is_read_is_one_line(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "db"
    shutil.copytree(example_store.folder, folder)
    for path in sorted((folder / "generations").glob("*/graph/*.sst")):
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 8)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            if main(
                ["export", "--format", "nquads", "--output", str(tmp_path / "out.nq"), "--store", str(folder)]
            ):
                (line,) = capsys.readouterr().err.splitlines()
                assert "damaged (" in line
        path.write_bytes(whole)
    assert main(["doctor", "--store", str(folder)]) == 0
