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


def names_of(file: Path) -> set[str]:
    """The names of all things that the page in a file holds."""
    return set(embedded(file.read_text(encoding="utf-8"), "tables")["things"]["name"])


def test_an_event_narrows_the_page(example_store: Store, tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.html", tmp_path / "part.html"
    store = ["--store", str(example_store.folder)]
    assert main(["explore", *store, "-o", str(whole)]) == 0
    assert main(["explore", *store, "-o", str(part), "--event", "dotscale 2016"]) == 0
    assert "dotScale 2016" in names_of(part)
    assert names_of(part) < names_of(whole)


def test_dates_narrow_the_page(example_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    store = ["--store", str(example_store.folder), "-o", str(file)]
    assert main(["explore", *store, "--from", "2016", "--to", "2016-12-31"]) == 0
    assert "dotScale 2016" in names_of(file)
    assert main(["explore", *store, "--to", "2015"]) == 0
    assert "dotScale 2016" not in names_of(file)


def test_an_unknown_event_is_one_line(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "page.html"
    assert main(["explore", "--store", str(example_store.folder), "-o", str(file), "--event", "IPFS"]) == 1
    assert capsys.readouterr().err.startswith("talkgraph: no event or eventseries named 'IPFS'")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--from", "spring"], "spring is no date; it must be as 2016, 2016-04 or 2016-04-25"),
        (["--from", "2017", "--to", "2016-12"], "--to 2016-12 is before --from 2017"),
    ],
)
def test_dates_that_are_none_or_crossed_are_wrong_usage(
    options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explore", *options]) == 2
    assert words in capsys.readouterr().err
