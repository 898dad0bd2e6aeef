from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.cli import main
from talkgraph.site import write_site
from tests.site.samples import strange_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from talkgraph.store import Store


def test_a_site_is_what_the_library_writes(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, expected = tmp_path / "out", tmp_path / "expected"
    arguments = ["site", str(out), "--store", str(example_store.folder), "--title", "Talks"]
    assert main([*arguments, "--address", "https://example.org"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{out}: 18 things, 2 recaps, ")
    assert printed.endswith(f"; open {out / 'index.html'} in a browser\n")
    write_site(example_store, expected, title="Talks", address="https://example.org/")
    files = sorted(file.relative_to(out) for file in out.rglob("*"))
    assert files == sorted(file.relative_to(expected) for file in expected.rglob("*"))
    assert (out / "index.html").read_bytes() == (expected / "index.html").read_bytes()


def test_pages_that_had_to_move_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = strange_store(tmp_path / "talkgraph.db")
    assert main(["site", str(tmp_path / "out"), "--store", str(store.folder)]) == 0
    assert "18 pages have other addresses than their IRIs" in capsys.readouterr().out


def test_a_folder_of_something_else_is_an_error(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    assert main(["site", str(tmp_path), "--store", str(example_store.folder)]) == 1
    assert "holds files that are not ours, and nothing was changed" in capsys.readouterr().err


def test_an_address_that_is_none_is_wrong_usage(
    example_store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["site", str(tmp_path / "out"), "--store", str(example_store.folder)]
    assert main([*arguments, "--address", "talks.example.org"]) == 2
    assert "is no address of a site" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
