"""``talkgraph why`` as a user calls it."""

from __future__ import annotations

import csv
import io

import pytest

from talkgraph.cli import main
from tests.evidence.considered import BUILT, considered_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("why") / "talkgraph.db"
    return "--store", str(considered_store(folder).folder)


def test_a_statement_with_its_sentence_and_what_was_dropped(
    store: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "IPFS", "builds on", "libp2p", *store]) == 0

    assert capsys.readouterr().out == (
        "Why IPFS builds on libp2p\n"
        "\n"
        "IPFS builds on libp2p: confidence 0.90, 1 sentence\n"
        "Certain  Rule             Why\n"
        "   0.90  example.by-hand  1\n"
        "\n"
        "Read by extraction and not stated\n"
        "Statement               Reason             Certain  Rule              Why\n"
        "IPFS is part of libp2p  denied: “not”         0.40  tests.considered  1\n"
        "libp2p builds on IPFS   turned round          0.50  tests.considered  1\n"
        "git uses libp2p         not likely enough     0.30  tests.considered  1\n"
        "\n"
        "Sentences\n"
        f"1  “{BUILT}” (A Monday at dotScale, 2016-04-27)\n"
    )


def test_two_words_are_two_things_and_one_is_one(
    store: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "libp2p", "IPFS", *store]) == 0
    assert capsys.readouterr().out.startswith("What is stated between libp2p and IPFS\n")
    assert main(["why", "libp2p", *store]) == 0
    assert capsys.readouterr().out.startswith("Why libp2p is in the graph\n")


def test_a_table_of_values_for_a_spreadsheet(
    store: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["why", "IPFS", "libp2p", "--format", "csv", *store]) == 0

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["Quote"] for row in rows] == [BUILT] * 4
    assert rows[1]["Reason"] == "denied: “not”"


@pytest.mark.parametrize(
    ("words", "status", "complaint"),
    [
        ((), 2, "Missing argument 'THING'"),
        (("IPFZ is not there",), 1, "no thing named 'IPFZ is not there'"),
        (("IPFS", "is made of", "libp2p"), 1, "no relation named 'is made of'"),
        (("IPFS", "--limit", "0"), 2, "--limit"),
        (("IPFS", "--min-confidence", "0.1"), 1, "build it again with --min-confidence 0.1"),
    ],
)
def test_what_is_wrong_is_said(
    words: tuple[str, ...],
    status: int,
    complaint: str,
    store: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["why", *words, *store]) == status

    captured = capsys.readouterr()
    assert complaint in captured.err
    assert captured.out == ""
