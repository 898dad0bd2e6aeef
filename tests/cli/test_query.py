from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.sparql import saved_queries
from tests.examples import iri

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
    iris = ("talk/distributed-things-2/ipfs", "technology/ipfs", "event/distributed-things-2")
    named = "the InterPlanetary File System,IPFS,Distributed things #2,,"
    assert capsys.readouterr().out.splitlines()[1:] == [named + ",".join(iri(path).value for path in iris)]


@pytest.mark.parametrize(
    "words",
    [
        ["who-talked-about", "--topic", "interplanetary file system", "--until", "2016"],
        ["--format", "table", "who-talked-about", "--topic=ipfs", "--until=2016"],
        ["who-talked-about", "--until", "2016", "--format", "table", "--topic", "IPFS"],
    ],
)
def test_parameters_are_options_and_tables_show_names(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["query", *words]) == 0
    header, _, *rows = capsys.readouterr().out.splitlines()
    assert header.split() == ["speaker", "talk", "event", "date"]
    assert rows == ["Juan Benet  The permanent web  dotScale 2016  2016-04-25"]


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        (["talks", "--persn", "Juan"], 1, "no parameter named 'persn'; it has topic, person"),
        (["talks", "--person", "Juan Bennet"], 1, "no person named 'Juan Bennet'; did you mean 'Juan Benet'"),
        (["talks", "--person"], 2, "requires an argument"),
        (["talks", "Juan"], 2, "unexpected extra argument (Juan)"),
    ],
)
def test_a_wrong_parameter_is_named(
    capsys: pytest.CaptureFixture[str], words: list[str], status: int, complaint: str
) -> None:
    assert main(["query", *words]) == status
    assert complaint in capsys.readouterr().err


def test_own_queries_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.rq").write_text("# title: Mine\n# param who: person\nASK { $who a schema:Person }")
    assert main(["query", "--queries", str(tmp_path), "mine", "--who", "Alice Martin"]) == 0
    assert capsys.readouterr().out == "true\n"
    assert main(["query", "--queries", str(tmp_path), "--list"]) == 0
    assert "mine: " in capsys.readouterr().out


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
