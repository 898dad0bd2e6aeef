"""``talkgraph report`` as a user calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.cli.report import _FORMATS
from talkgraph.reports import FORMATS, report_kinds

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture
def store(example_store: Store) -> tuple[str, str]:
    return "--store", str(example_store.folder)


def test_without_a_name_the_reports_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0

    output = capsys.readouterr().out
    assert all(kind.description in output for kind in report_kinds().values())


def test_related_talks_with_their_reasons(store: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "related", "The permanent web", *store]) == 0

    output = capsys.readouterr().out
    assert "both about IPFS; both mention git" in output
    assert "\x1b" not in output


def test_why_adds_the_sentences(store: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "speaker", "juan benet", "--why", *store]) == 0

    assert "“He founded Protocol Labs.” (A Monday at dotScale, 2016-04-27)" in capsys.readouterr().out


def test_json_into_a_file(store: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "talks.json"
    words = ["report", "talks", "--year", "2016", "--format", "json", "--output", str(path), *store]
    assert main(words) == 0

    data = json.loads(path.read_text(encoding="utf-8"))
    assert [talk["name"] for talk in data["talks"]] == ["The permanent web", "Oliver Keeble on the grid"]


def test_what_was_missed_with_its_place(store: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "missed", "--recap", "2016-04-25-dotscale.md", "--why", *store]) == 0

    output = capsys.readouterr().out
    assert output.startswith("What was not understood in “A Monday at dotScale”\n")
    assert "grid   linked name      1  A Monday at dotScale  1\n" in output
    assert "\n1  “Oliver Keeble on the grid” (A Monday at dotScale, 2016-04-27)\n" in output


def test_that_nothing_was_missed_is_said_in_words(
    store: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "missed", "--recap", "2016-05-10-meetup", *store]) == 0

    assert "“Distributed things, the second evening” was left without a result." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (("speaker", "Juan Bennet"), 1, "no person named 'Juan Bennet'; did you mean 'Juan Benet'"),
        (("relatd", "IPFS"), 1, "no report named 'relatd'; did you mean 'related'?"),
        (("related",), 2, "the report related needs TALK"),
        (("missed", "--recap", "dotscal"), 1, "no recap named 'dotscal'; did you mean "),
        (("stats", "--recap", "x"), 2, "the report stats takes no recap"),
        (("stats", "--limit", "3"), 2, "the report stats takes no limit"),
        (("talks", "--limit", "0"), 2, "--limit"),
        (("talks", "--format", "html"), 2, "--format"),
    ],
)
def test_what_is_wrong_is_said_and_told_by_the_exit_status(
    words: tuple[str, ...],
    status: int,
    complaint: str,
    store: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["report", *words, *store]) == status

    captured = capsys.readouterr()
    assert complaint in captured.err
    assert captured.out == ""


def test_a_folder_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "stats", "--store", str(tmp_path / "nothing")]) == 1

    assert capsys.readouterr().err.startswith("talkgraph: ")


def test_the_formats_are_those_of_the_reports() -> None:
    assert _FORMATS == FORMATS
