from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import talkgraph
from talkgraph.builder.fingerprint import FOR_VIEWS, fingerprint, graph_fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = ("extraction/names.py", "data/lexicon/places.tsv", "data/templates/page.html", "store/writing.py")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of four files in place of ours."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(talkgraph, "__file__", str(tmp_path / "__init__.py"))
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    fingerprint.cache_clear()
    graph_fingerprint.cache_clear()


def _both() -> tuple[str, str]:
    _forget()
    return fingerprint(), graph_fingerprint()


def test_it_is_a_hash_that_stays() -> None:
    first = fingerprint()
    fingerprint.cache_clear()

    assert len(first) == 64
    assert fingerprint() == first


@pytest.mark.parametrize("name", ["extraction/names.py", "data/lexicon/places.tsv"])
def test_what_claims_depend_on_changes_both(package: Path, name: str) -> None:
    claims, graph = _both()
    (package / name).write_text("two")
    after = _both()

    assert after[0] != claims
    assert after[1] != graph


def test_what_graphs_depend_on_changes_that_of_graphs_alone(package: Path) -> None:
    claims, graph = _both()
    (package / "store/writing.py").write_text("two")
    after = _both()

    assert after[0] == claims
    assert after[1] != graph


@pytest.mark.parametrize(
    "name", ["data/templates/page.html", "data/static/yasqe/yasqe.min.js", "extraction/names.cpython-311.pyc"]
)
def test_pages_and_compiled_files_change_nothing(package: Path, name: str) -> None:
    before = _both()
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    (package / name).write_text("two")

    assert _both() == before


def test_each_part_that_is_left_out_is_there() -> None:
    root = Path(talkgraph.__file__).parent
    assert [name for name in sorted(FOR_VIEWS) if not (root / name).exists()] == []
