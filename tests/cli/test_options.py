"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.store import write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

READERS = {
    "query": ["query", "ASK { ?s ?p ?o }"],
    "report": ["report", "stats"],
    "explore": ["explore", "-o", "PAGE"],
    "export": ["export"],
    "validate": ["validate"],
}
WORKS_FOR = "ASK { ?who schema:name 'Oliver Keeble' ; schema:worksFor ?company }"


def _words(command: str, folder: Path) -> list[str]:
    return [word.replace("PAGE", str(folder / "page.html")) for word in READERS[command]]


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", READERS)
def test_a_confidence_below_that_of_the_store_is_one_line_with_both(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if command == "validate":
        pytest.importorskip("pyshacl")
    folder = tmp_path / "db"
    write_store(example_recaps(), example_resolution(), folder, min_confidence=0.7)
    words = [*_words(command, tmp_path), "--store", str(folder), "--min-confidence"]
    assert main([*words, "0.5"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"talkgraph: {folder}: holds statements from confidence 0.7 on, as it was built; for those from "
        "0.5 on, build it again with --min-confidence 0.5\n"
    )
    assert main([*words, "0.7"]) == 0


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("number", ["1.5", "-1", "nan", "much"])
def test_a_number_that_is_no_confidence_is_wrong_usage(
    command: str, number: str, example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [*_words(command, tmp_path), "--store", str(example_store.folder)]
    assert main([*words, "--min-confidence", number]) == 2
    assert "Invalid value for '--min-confidence'" in capsys.readouterr().err


def test_a_query_reads_what_is_certain_enough(
    example_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["query", WORKS_FOR, "--store", str(example_store.folder), "--min-confidence"]
    assert _said(capsys, *asked[:-1]) == "true\n"
    assert _said(capsys, *asked, "0.5") == "true\n"
    assert _said(capsys, *asked, "0.51") == "false\n"


def test_a_report_tells_what_is_certain_enough(
    example_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", "speaker", "Oliver Keeble", "--store", str(example_store.folder)]
    assert "CERN" in _said(capsys, *asked)
    assert "CERN" not in _said(capsys, *asked, "--min-confidence", "0.7")


def test_a_page_holds_what_is_certain_enough(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    words = ["explore", "--store", str(example_store.folder), "-o", str(page)]
    _said(capsys, *words)
    assert "He founded Protocol Labs." in page.read_text(encoding="utf-8")
    _said(capsys, *words, "--min-confidence", "0.8")
    assert "Juan Benet" in page.read_text(encoding="utf-8")
    assert "He founded Protocol Labs." not in page.read_text(encoding="utf-8")


def test_an_export_writes_what_is_certain_enough(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "db"
    write_store(example_recaps(), example_resolution(), folder, min_confidence=0.7)
    files = [tmp_path / "narrowed.nq", tmp_path / "built.nq"]
    words = ["export", "--format", "nquads", "--store"]
    _said(capsys, *words, str(example_store.folder), "--min-confidence", "0.7", "-o", str(files[0]))
    _said(capsys, *words, str(folder), "-o", str(files[1]))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_is_certain_enough_keeps_to_its_shapes(
    example_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pyshacl")
    words = ["validate", "--store", str(example_store.folder)]
    for confidence in ("0.7", "0.95", "1"):
        assert "keeps to its shapes" in _said(capsys, *words, "--min-confidence", confidence)
