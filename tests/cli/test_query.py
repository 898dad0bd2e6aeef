from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.sparql import saved_queries

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture(autouse=True)
def _use_the_example(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALKGRAPH_STORE", str(example_store.folder))


def test_sparql_text_gives_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", 'SELECT ?p { ?p schema:name "Juan Benet" }']) == 0
    assert capsys.readouterr().out == "p\n--------------------\nid:person/juan-benet\n"


def test_a_saved_query_takes_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "talks-of", "--param", "person=Alice Martin", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "the InterPlanetary File System,Distributed things #2,,IPFS"
    ]


@pytest.mark.parametrize("option", [[], ["--file"]])
def test_a_file_may_hold_the_query(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    file = tmp_path / "q.rq"
    file.write_text("# param name: string = git\nASK { ?s schema:name $name }")
    assert main(["query", *option, str(file)]) == 0
    assert main(["query", *option, str(file), "--param", "name=Plan 9"]) == 0
    assert capsys.readouterr().out == "true\nfalse\n"


def test_the_standard_input_may_hold_the_query(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK {}")))
    assert main(["query", "-"]) == 0
    assert capsys.readouterr().out == "true\n"


def test_input_that_is_no_text_is_one_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { \xff }")))
    assert main(["query", "-"]) == 1
    assert capsys.readouterr().err.startswith("talkgraph: query: the standard input is not UTF-8")


def test_the_answer_may_go_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "recaps", "--format", "json", "-o", str(tmp_path / "recaps.json")]) == 0
    assert capsys.readouterr().out == ""
    assert len(json.loads((tmp_path / "recaps.json").read_bytes())["results"]["bindings"]) == 2


def test_a_syntax_error_is_one_line_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "SELECT * {\n ?s ?p ?o } LIMT 3"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "talkgraph: query, line 2, column 13: not understood from 'LIMT 3' on\n"


def test_an_update_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "DELETE WHERE { ?s ?p ?o }"]) == 1
    assert "DELETE would change the graph" in capsys.readouterr().err


def test_the_saved_queries_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    shown = capsys.readouterr().out
    for name, saved in saved_queries().items():
        assert f"{name}: {saved.description}" in shown
