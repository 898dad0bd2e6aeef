"""A change of extraction cannot lower the figures of our own recaps unseen."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from talkgraph.evaluation import Measure, evaluate

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
HEADLINES = [measure.value for measure in Measure if measure is not Measure.ENTITY_OF_ANY_TYPE]


@pytest.fixture(params=list(FLOORS))
def folder(request: pytest.FixtureRequest) -> str:
    """Each folder of recaps of our own."""
    return str(request.param)


def test_figures_are_not_below_their_floors(checkout: Path, folder: str) -> None:
    outcome = evaluate(checkout / folder, checkout / folder / "gold")
    assert outcome.failures == ()
    assert [str(shortfall) for shortfall in outcome.below(FLOORS[folder])] == []


def test_every_headline_has_a_floor(folder: str) -> None:
    assert list(FLOORS[folder]) == HEADLINES
    assert all(0 < floor < 1 for floor in FLOORS[folder].values())


def test_every_recap_has_its_gold(checkout: Path, folder: str) -> None:
    recaps = {path.stem for path in (checkout / folder).iterdir() if path.is_file()} - {"README"}
    assert recaps == {path.stem for path in (checkout / folder / "gold").glob("*.json")}
