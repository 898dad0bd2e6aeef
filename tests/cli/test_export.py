from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.exports import FOLDER_FORMATS, FORMATS, export

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.mark.parametrize("format_", [each for each in FORMATS if each not in FOLDER_FORMATS])
def test_a_file_has_what_the_library_writes(example_store: Store, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "graph.out"
    arguments = ["export", "--store", str(example_store.folder), "--format", format_, "--output", str(file)]
    assert main(arguments) == 0
    expected = io.BytesIO()
    export(example_store, format_, expected)
    assert file.read_bytes() == expected.getvalue()


@pytest.mark.parametrize("output", [[], ["--output", "-"]])
def test_without_a_file_it_is_printed(
    example_store: Store, capfdbinary: pytest.CaptureFixture[bytes], output: list[str]
) -> None:
    assert main(["export", "--store", str(example_store.folder), *output]) == 0
    expected = io.BytesIO()
    export(example_store, "turtle", expected)
    assert capfdbinary.readouterr().out == expected.getvalue()


def test_csv_into_a_folder(example_store: Store, tmp_path: Path) -> None:
    arguments = [
        "export",
        "--store",
        str(example_store.folder),
        "--format",
        "csv",
        "-o",
        str(tmp_path / "csv"),
    ]
    assert main(arguments) == 0
    assert sorted(file.name for file in (tmp_path / "csv").iterdir()) == [
        "edges.csv",
        "nodes.csv",
        "quotes.csv",
    ]


def test_notes_into_a_folder(example_store: Store, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    arguments = ["export", "--store", str(example_store.folder), "--format", "obsidian", "-o", str(vault)]
    assert main(arguments) == 0
    assert (vault / "people" / "Juan Benet.md").exists()


@pytest.mark.parametrize("format_", FOLDER_FORMATS)
def test_a_folder_cannot_be_printed(
    example_store: Store, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    assert main(["export", "--store", str(example_store.folder), "--format", format_]) == 1
    captured = capsys.readouterr()
    assert "--output FOLDER" in captured.err
    assert captured.out == ""
