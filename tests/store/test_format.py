"""Stores of this format, of others, and of none."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotAStoreError, StoreError, StoreVersionError
from talkgraph.store import FORMAT_VERSION, StoreFolder, open_store, write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

GARBLED = {
    '{"format": "1"}': "format.json tells no format",
    '{"format": null}': "format.json tells no format",
    '{"format": true}': "format.json tells no format",
    '{"format": 1.0}': "format.json tells no format",
    '{"format": -1}': "format.json tells no format",
    '{"talkgraph": "0.1.0"}': "format.json tells no format",
    "[]": "format.json tells no format",
    "": "format.json is cut short or garbled",
    '{"format": 1': "format.json is cut short or garbled",
    "\x00\x01": "format.json is cut short or garbled",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _build(tmp_path / "talkgraph.db")
    return tmp_path / "talkgraph.db"


def _build(folder: Path) -> str:
    return write_store(example_recaps(), example_resolution(), folder)


def _refusal(folder: Path) -> str:
    with pytest.raises(StoreError) as error:
        open_store(folder)
    assert "\n" not in str(error.value)
    return error.value.reason


def _format(folder: Path) -> object:
    return json.loads((folder / "format.json").read_text())["format"]


@pytest.mark.parametrize(("text", "fault"), GARBLED.items())
def test_a_store_that_tells_no_format_is_damaged_and_a_build_mends_it(
    folder: Path, caplog: pytest.LogCaptureFixture, text: str, fault: str
) -> None:
    (folder / "format.json").write_text(text)
    assert _refusal(folder) == f"is damaged ({fault}); build it again"
    with caplog.at_level(logging.WARNING):
        assert _build(folder) == open_store(folder).generation
    assert f"{fault}, and is written again" in caplog.text


def test_a_store_that_lost_its_format_is_damaged_and_a_build_mends_it(folder: Path) -> None:
    (folder / "format.json").unlink()
    assert _refusal(folder) == "is damaged (format.json is missing); build it again"
    assert _build(folder) == open_store(folder).generation


def test_a_format_file_in_a_folder_of_something_else_makes_it_no_store(tmp_path: Path) -> None:
    (tmp_path / "format.json").write_text('{"format": "A4"}')
    for use in (open_store, _build):
        with pytest.raises(NotAStoreError, match="is no talkgraph store"):
            use(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["format.json"]


@pytest.mark.parametrize("version", [FORMAT_VERSION + 1, 99])
def test_a_newer_store_is_neither_read_nor_written(folder: Path, version: int) -> None:
    (folder / "format.json").write_text(json.dumps({"format": version, "talkgraph": "9.0"}))
    assert _refusal(folder) == (
        f"has format {version}, written by talkgraph 9.0; this version reads format {FORMAT_VERSION}: "
        "use that talkgraph or a later one, or build into another folder"
    )
    with pytest.raises(StoreVersionError, match="use that talkgraph or a later one"):
        _build(folder)
    assert _format(folder) == version


def test_an_older_store_is_not_read_and_is_this_version_s_once_it_was_built(folder: Path) -> None:
    (folder / "format.json").write_text('{"format": 0}')
    assert _refusal(folder) == (
        f"has format 0, written by talkgraph ?; this version reads format {FORMAT_VERSION}: "
        "build it again, with all its recaps"
    )
    assert _build(folder) == open_store(folder).generation


def _build_and_fail(place: StoreFolder) -> None:
    with place.lock():
        assert place.is_outdated
        write_store(example_recaps(), example_resolution(), place)
        assert _format(place.path) == 0
        raise ZeroDivisionError


def test_an_older_store_stays_one_while_it_is_built_and_when_that_fails(folder: Path) -> None:
    (folder / "format.json").write_text('{"format": 0}')
    place = StoreFolder(folder)
    with pytest.raises(ZeroDivisionError):
        _build_and_fail(place)
    assert _format(folder) == 0
    with place.lock():
        pass
    assert _format(folder) == 0  # no graph was added
    with place.lock():
        write_store(example_recaps(), example_resolution(), place)
    assert _format(folder) == FORMAT_VERSION
    with place.lock():
        assert not place.is_outdated


@pytest.mark.parametrize("names", [["lock"], ["lock", "generations"], ["lock", "generations", "claims"]])
def test_a_store_that_was_just_begun_when_the_build_broke_off_can_be_built(
    tmp_path: Path, names: list[str]
) -> None:
    folder = tmp_path / "db"
    folder.mkdir()
    (folder / "lock").touch()
    for name in names[1:]:
        (folder / name).mkdir()
    with pytest.raises(NotAStoreError, match="holds no graph yet"):
        open_store(folder)
    assert _build(folder) == open_store(folder).generation


def test_a_folder_that_only_has_the_names_of_a_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "letter.txt").write_text("Dear Sir")
    with pytest.raises(NotAStoreError):
        _build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["claims"]
