"""``talkgraph diff`` as a user calls it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.store import write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture(scope="module")
def smaller(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the example without its second recap."""
    folder = tmp_path_factory.mktemp("diff") / "smaller.db"
    write_store(example_recaps()[:1], example_resolution(), folder)
    return folder


def exported(store: Path, output: Path) -> Path:
    assert main(["export", "--format", "nquads", "--output", str(output), "--store", str(store)]) == 0
    return output


def test_a_recap_more(example_store: Store, smaller: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(smaller), str(example_store.folder), "--why"]) == 0

    output = capsys.readouterr().out
    assert output.startswith("What changed\n\n                  Number\nrecaps added           1\n")
    assert "Alice Martin formerly worked for CERN" in output
    assert "“CERN uses git.” (Distributed things, the second evening)" in output


def test_nothing_changed(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(example_store.folder), str(example_store.folder)]) == 0

    assert capsys.readouterr().out == "What changed\nNothing changed: both graphs say the same.\n"


def test_an_export_is_as_good_as_its_store(
    example_store: Store, smaller: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(smaller, tmp_path / "before.nq")
    capsys.readouterr()
    assert main(["diff", str(before), str(smaller)]) == 0
    assert "Nothing changed" in capsys.readouterr().out
    outputs = []
    for old in (before, smaller):
        assert main(["diff", str(old), str(example_store.folder), "--format", "json"]) == 0
        outputs.append(json.loads(capsys.readouterr().out))
    assert outputs[0] == outputs[1]
    assert outputs[0]["counts"]["added_recaps"] == 1


def test_numbers_are_compared_with_an_export_too(
    example_store: Store, smaller: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(smaller, tmp_path / "before.nq")
    words = ["report", "stats", "--against", str(before), "--store", str(example_store.folder)]
    assert main(words) == 0

    assert "Distributed things, the second evening  new" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "cannot read "),
        ("this is no graph\n", ": is no N-Quads: "),
        ("", "holds no graph of talkgraph; make it with: talkgraph export"),
        ("<http://a.example/> <http://b.example/> <http://c.example/> .\n", "holds no graph of talkgraph"),
    ],
)
def test_a_file_that_is_no_export(
    content: str | None,
    complaint: str,
    example_store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "before.nq"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert main(["diff", str(path), str(example_store.folder)]) == 1

    captured = capsys.readouterr()
    assert str(path) in captured.err
    assert complaint in captured.err
    assert captured.out == ""


def test_a_folder_that_is_no_store(example_store: Store, tmp_path: Path) -> None:
    assert main(["diff", str(example_store.folder), str(tmp_path)]) == 1


def test_it_takes_two_graphs(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(example_store.folder)]) == 2
    assert "Missing argument 'NEW'" in capsys.readouterr().err
