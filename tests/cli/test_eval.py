"""``talkgraph eval`` as a user calls it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.store import DEFAULT_MIN_CONFIDENCE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def places(checkout: Path) -> tuple[str, str]:
    folder = checkout / "tests" / "data" / "evaluation"
    return str(folder / "recaps"), str(folder / "gold")


def test_the_table(places: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", *places]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["measure", "P", "R", "F1", "tp", "fp", "fn"]
    assert any(line.startswith("who talked about what  ") for line in lines)


def test_the_help_ends_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "--help"]) == 0
    *_, first, _, last = capsys.readouterr().out.splitlines()
    assert first.strip() == "talkgraph eval corpus/ corpus/gold"
    assert last.strip().startswith("talkgraph eval corpus/ corpus/gold --fail-under")


def test_findings_and_reliability_around_the_table(
    places: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *places, "--only", "evening", "--verbose", "--reliability"]) == 0
    output = capsys.readouterr().out
    assert "one-talk" not in output
    parts = ["  - entity: Technology Abacus", "\nmeasure ", "\nconfidence ", "\nrule "]
    assert sorted(parts, key=output.index) == parts


def test_a_confidence_changes_the_figures_and_not_the_reliability(
    places: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    def figures(*words: str) -> tuple[str, str]:
        assert main(["eval", *places, "--only", "evening", "--reliability", *words]) == 0
        measures, _, reliability = capsys.readouterr().out.partition("\nconfidence ")
        return measures, reliability

    default, certain = figures(), figures("--min-confidence", "0.9")
    assert figures("--min-confidence", str(DEFAULT_MIN_CONFIDENCE)) == default
    assert default[0] != certain[0]
    assert default[1] == certain[1]


def test_a_number_that_is_no_confidence_is_wrong_usage(
    places: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *places, "--min-confidence", "90"]) == 2
    assert "90.0 is no confidence; those are from 0 to 1" in capsys.readouterr().err


def test_json_into_a_file(
    places: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.json"
    assert main(["eval", *places, "--only", "one-talk", "--format", "json", "--output", str(path)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(path.read_text(encoding="utf-8"))["documents"][0]["document"] == "one-talk.txt"


def test_figures_below_their_floors_make_it_fail(
    places: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    floors = ["--fail-under", "talk=0.5", "--fail-under", "relation uses = 1"]
    assert main(["eval", *places, "--only", "evening", *floors]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("talkgraph: relation uses is 0.")
    assert captured.err.endswith(", below 1\n")
    assert "talk is" not in captured.err
    assert captured.out


def test_a_recap_that_cannot_be_read_makes_it_fail(
    places: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one-talk.txt").touch()
    assert main(["eval", str(tmp_path), places[1], "--only", "one-talk"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "one-talk.txt: " in captured.err
    assert "talk  " in captured.out


@pytest.mark.parametrize(
    ("option", "complaint"),
    [
        ("talk", "'talk': write MEASURE=FIGURE"),
        ("talks=0.5", "no measure is called 'talks'; did you mean 'talk'?"),
        ("qwerty=0.5", "no measure is called 'qwerty'\n"),
        ("talk=high", "'high' is no figure from 0 to 1"),
        ("talk=80", "'80' is no figure from 0 to 1"),
    ],
)
def test_floors_that_are_none(
    option: str, complaint: str, places: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["eval", *places, "--fail-under", option]) == 2
    assert complaint in capsys.readouterr().err


def test_bad_gold_is_one_line_with_its_file(
    places: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(places[1], tmp_path / "gold")
    (tmp_path / "gold" / "broken.json").write_text('{"doc": "a.md"}', encoding="utf-8")
    assert main(["eval", places[0], str(tmp_path / "gold")]) == 1
    captured = capsys.readouterr()
    assert captured.err.endswith(
        "broken.json: is not a gold file: events is missing; write [] if there are none\n"
    )
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_folders_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", str(tmp_path / "docs"), str(tmp_path)]) == 1
    assert "no such folder of recaps" in capsys.readouterr().err
