from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture(autouse=True)
def _use_the_example(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALKGRAPH_STORE", str(example_store.folder))


def test_the_answer_its_sentences_and_the_query_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who", "made", "Protocol Lab?"]) == 0
    answer, because, sparql = capsys.readouterr().out.split("\n\n")
    assert answer == "I read “Protocol Lab” as Protocol Labs.\nJuan Benet made Protocol Labs."
    assert because == "Because:\n  “He founded Protocol Labs.” (A Monday at dotScale, 2016-04-27)"
    assert sparql.startswith("SELECT DISTINCT ?maker ?makerIri WHERE {\n")
    assert sparql.endswith("ORDER BY ?maker\n")
    assert "/organization/protocol-labs> ; schema:name ?maker" in sparql


def test_the_parts_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--no-why", "--no-sparql", "who spoke at dotScale 2016?"]) == 0
    assert capsys.readouterr().out == "Juan Benet and Oliver Keeble gave talks at dotScale 2016.\n"


def test_a_limit_names_fewer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--no-why", "--no-sparql", "--limit", "1", "which talks are there?"]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert (first, third) == ("3 talks:", "  … and 2 more")
    assert second.startswith("  the InterPlanetary File System (Alice Martin")


def test_json_has_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--format", "json", "--limit", "1", "who spoke at dotScale 2016?"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["values"] == ["Juan Benet", "Oliver Keeble"]
    assert told["parameters"]["event"].endswith("event/dotscale-2016")
    assert [thing.rpartition("/")[2] for thing in told["things"]] == ["juan-benet", "oliver-keeble"]
    assert told["columns"][0] == "speaker"
    assert [row[0] for row in told["rows"]] == told["values"]
    assert told["sentences"][0]["recap"] == "A Monday at dotScale"
    assert told["evidence"][0]["quotes"][0]["text"]
    assert told["sparql"].startswith("SELECT")
    assert main(["ask", "--format", "json", "--no-why", "--no-sparql", "when was dotScale 2016?"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["values"] == ["2016-04-25"]
    assert not {"sparql", "evidence", "sentences"} & set(told)


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        (
            "will it rain?",
            "question 'will it rain?': this is no question of a form that I know; the nearest",
        ),
        ("", "talkgraph: question '': there is no question in it; the nearest that can: 'who talked about"),
        (
            "talks by Juan Bennettt",
            "'Juan Bennettt' in the graph; did you mean 'Juan Benet'?",
        ),
        ("who talked\nabout \x1b[31m?", "named '\\x1b[31m' in the graph"),
        (
            "who talked about \udcff",
            "question 'who talked about ?': this is no question of a form",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line(
    capsys: pytest.CaptureFixture[str], question: str, complaint: str
) -> None:
    assert main(["ask", question]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert complaint in captured.err
    assert captured.err.count("\n") == 1


def test_a_question_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask"]) == 2
    assert "QUESTION" in capsys.readouterr().err


def test_the_answer_may_go_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "who made IPFS?", "-o", str(tmp_path / "answer.txt")]) == 0
    assert capsys.readouterr().out == ""
    assert (tmp_path / "answer.txt").read_text("utf-8").startswith("No recap says who made IPFS.\n")


def test_less_certain_statements_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    question = ["ask", "--no-why", "--no-sparql", "where does Oliver Keeble work?"]
    assert main(question) == 0
    assert main([*question, "--min-confidence", "0.6"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Oliver Keeble works for CERN.",
        "No recap says where Oliver Keeble works.",
    ]
