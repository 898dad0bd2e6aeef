from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.model import DEFAULT_BASE
from talkgraph.resolution import Resolution
from talkgraph.store import Merged, Settings
from talkgraph.updating import (
    DoubtError,
    check_agreement,
    check_size,
    counts,
    create_outlines,
    fill,
    open_outlines,
    read_outlines,
    things_there,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Outlines of no recap."""
    with create_outlines(tmp_path / "outlines.db", "these") as outlines:
        fill(outlines, [], Settings(DEFAULT_BASE, 0.35))
        outlines.save()
    return tmp_path / "outlines.db"


def test_outlines_are_found_again_as_they_were_saved(file: Path) -> None:
    before = file.read_bytes()
    with read_outlines(file, "these") as outlines:
        assert (counts(outlines), things_there(outlines)) == ([], 0)
    assert file.read_bytes() == before


def test_outlines_of_other_settings_are_in_doubt(file: Path) -> None:
    for opened in (open_outlines, read_outlines):
        with pytest.raises(DoubtError, match="other settings"), opened(file, "those"):
            pass


@pytest.mark.parametrize("size", [0, 100, 5000])
def test_outlines_that_were_cut_off_are_in_doubt(file: Path, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(DoubtError, match="cannot be used"), open_outlines(file, "these") as outlines:
        counts(outlines)


def test_missing_outlines_are_in_doubt_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DoubtError), open_outlines(tmp_path / "none.db", "these"):
        pass
    assert not (tmp_path / "none.db").exists()


def test_outlines_that_say_something_else_than_all_claims_are_in_doubt(file: Path) -> None:
    nothing = Resolution({}, (), {}), Merged({}, frozenset())
    with open_outlines(file, "these") as outlines:
        check_agreement(outlines, *nothing)
        outlines.change("INSERT INTO thing (kind, iri, there) VALUES (?, ?, ?)", [("Topic", "x:y", 1)])
        with pytest.raises(DoubtError, match="do not agree"):
            check_agreement(outlines, *nothing)


def test_a_tenth_of_the_recaps_and_a_few_are_no_reason_to_take_all() -> None:
    check_size(20, 3)
    check_size(200, 2000)
    for changed, recaps in ((21, 3), (201, 2000)):
        with pytest.raises(DoubtError, match="would be written anew"):
            check_size(changed, recaps)
