"""Builds into stores that were damaged, or written by another version: no recap is lost unsaid."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.errors import LostRecapsError, StoreVersionError
from talkgraph.store import FORMAT_VERSION
from tests.builder.recaps import BUNDLE, EVENING, NIGHT, NOON, files_of, nquads, put

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_extractor")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    return put(tmp_path / "posts", {"evening.md": EVENING, "bundle.txt": BUNDLE})


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return put(tmp_path / "other", {"night.md": NIGHT})


@pytest.fixture
def store(tmp_path: Path, posts: Path, other: Path) -> Path:
    """A store of two folders."""
    build([posts], store=tmp_path / "talkgraph.db")
    build([other], store=tmp_path / "talkgraph.db")
    return tmp_path / "talkgraph.db"


def claims(store: Path, source: str) -> Path:
    return store / "claims" / f"{json.loads((store / 'recaps.json').read_text())[source]['claims']}.json"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def lose(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [cut, lose])
def test_damaged_claims_of_a_recap_that_is_given_are_read_again(
    store: Path, posts: Path, damage: Callable[[Path], None]
) -> None:
    before = nquads(store)
    damage(claims(store, "evening.md"))
    outcome = build([posts], store=store)

    assert [recap.source for recap in outcome.recaps if recap.fresh] == ["evening.md"]
    assert nquads(store) == before


@pytest.mark.parametrize("damage", [cut, lose])
def test_damaged_claims_of_a_recap_that_is_not_given_stop_the_build(
    store: Path, posts: Path, other: Path, damage: Callable[[Path], None]
) -> None:
    damage(claims(store, "night.md"))
    put(posts, {"noon.md": NOON})
    before = nquads(store)

    with pytest.raises(LostRecapsError) as error:
        build([posts], store=store)
    assert error.value.sources == ("night.md",)
    assert str(error.value) == (
        f"{store}: would lose night.md: what it holds of them is damaged, and they are not among the recaps "
        "given; give all its recaps, or build into another folder"
    )
    assert nquads(store) == before
    assert [recap.source for recap in build([posts, other], store=store).recaps] == [
        "bundle.txt",
        "bundle.txt#2",
        "evening.md",
        "night.md",
        "noon.md",
    ]


@pytest.mark.parametrize("damage", [cut, lose])
def test_without_its_list_a_store_keeps_what_is_not_given_and_reads_the_rest_again(
    store: Path, posts: Path, damage: Callable[[Path], None]
) -> None:
    before = nquads(store)
    damage(store / "recaps.json")
    outcome = build([posts], store=store)

    assert {recap.source: recap.fresh for recap in outcome.recaps} == {
        "bundle.txt": True,
        "bundle.txt#2": True,
        "evening.md": True,
        "night.md": False,
    }
    assert nquads(store) == before


def test_without_its_list_a_store_forgets_what_a_file_does_not_hold_any_more(
    store: Path, posts: Path, other: Path, tmp_path: Path
) -> None:
    put(posts, {"bundle.txt": BUNDLE.partition("\n\n\n\n\n")[0]})
    cut(store / "recaps.json")
    assert build([posts], store=store).removed == ("bundle.txt#2",)
    build([posts, other], store=tmp_path / "again.db")
    assert nquads(store) == nquads(tmp_path / "again.db")


def test_an_older_store_is_built_anew_and_every_recap_is_read_again(
    store: Path, posts: Path, other: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = nquads(store)
    (store / "format.json").write_text('{"format": 0, "talkgraph": "0.0"}')
    with caplog.at_level(logging.WARNING):
        outcome = build([posts, other], store=store)

    assert all(recap.fresh for recap in outcome.recaps)
    assert f"{store}: has an older format and is built anew" in caplog.text
    assert json.loads((store / "format.json").read_text())["format"] == FORMAT_VERSION
    assert nquads(store) == before
    assert not any(recap.fresh for recap in build([posts, other], store=store).recaps)


def test_an_older_store_with_recaps_that_are_not_given_is_left_as_it_is(store: Path, posts: Path) -> None:
    (store / "format.json").write_text('{"format": 0, "talkgraph": "0.0"}')
    file = claims(store, "night.md")
    file.write_text(file.read_text().replace('"format":2', '"format":1', 1))
    with pytest.raises(LostRecapsError, match=r"would lose night\.md: what it holds of them is of an older"):
        build([posts], store=store)
    assert json.loads((store / "format.json").read_text())["format"] == 0


def test_an_older_store_that_does_not_tell_its_recaps_is_left_as_it_is(store: Path, posts: Path) -> None:
    (store / "format.json").write_text('{"format": 0, "talkgraph": "0.0"}')
    (store / "recaps.json").write_text('{"what": "is this"}')
    for file in (store / "claims").iterdir():
        file.unlink()
    with pytest.raises(
        LostRecapsError, match="does not tell which recaps it holds; build into another folder"
    ):
        build([posts], store=store)
    assert json.loads((store / "format.json").read_text())["format"] == 0


def test_a_newer_store_is_left_as_it_is(store: Path, posts: Path) -> None:
    (store / "format.json").write_text('{"format": 2, "talkgraph": "9.0"}')
    before = files_of(store)
    with pytest.raises(StoreVersionError):
        build([posts], store=store)
    assert files_of(store) == before
