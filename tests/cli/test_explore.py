from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from tests.explorer.pages import embedded

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from talkgraph.store import Store


def start_of(file: Path) -> Any:
    """What the page in a file opens on."""
    return embedded(file.read_text(encoding="utf-8"), "start")


def test_the_page_is_written_and_told_of(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    assert main(["explore", "--store", str(example_store.folder), "--output", str(file)]) == 0
    drawn = len(start_of(file)["nodes"])
    assert capsys.readouterr().out == f"{file}: draws {drawn} of {drawn} things; open it in a browser\n"
    assert drawn > 10
    assert "<title>Who talked about what</title>" in file.read_text(encoding="utf-8")


def test_a_focus_is_found_by_its_alias(example_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    options = ["--focus", "interplanetary file system", "--depth", "1", "--top", "3", "--title", "IPFS"]
    assert main(["explore", "--store", str(example_store.folder), "-o", str(file), *options]) == 0
    start = start_of(file)
    assert len(start["nodes"]) == 3
    assert "IPFS" in {node["label"] for node in start["nodes"]}
    assert "<title>IPFS</title>" in file.read_text(encoding="utf-8")


def test_an_unknown_focus_brings_a_near_name(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    arguments = ["explore", "--store", str(example_store.folder), "-o", str(file), "--focus", "Juan Bennet"]
    assert main(arguments) == 1
    assert capsys.readouterr().err == (
        "talkgraph: no thing named 'Juan Bennet'; did you mean 'Juan Benet'?\n"
    )
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_one_line(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "nowhere" / "page.html"
    assert main(["explore", "--store", str(example_store.folder), "-o", str(file)]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"talkgraph: {file}: the page cannot be written: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize("option", [("--top", "0"), ("--depth", "0"), ("--top", "many")])
def test_an_option_out_of_range_is_wrong_usage(option: tuple[str, str]) -> None:
    assert main(["explore", *option]) == 2
