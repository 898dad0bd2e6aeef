"""The table of faults: it counts, and it complains of what never should happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def importable(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(checkout / "benchmarks"))


def test_outcomes_are_counted_and_bad_ones_told(capsys: pytest.CaptureFixture[str]) -> None:
    from torture.tally import Tally

    tally = Tally("a fault", tried=3)
    for outcome in ("old graph", "old graph", "ANOTHER GRAPH"):
        tally.expect(outcome, {"old graph", "new graph"}, "here")
    assert str(tally) == "| a fault | 3 | 1 × ANOTHER GRAPH, 2 × old graph | no | 0 | 0 |"
    assert capsys.readouterr().err == "a fault: here: ANOTHER GRAPH\n"


def test_a_traceback_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    from torture.processes import Ended
    from torture.tally import Tally

    tally = Tally("a fault")
    tally.saw(Ended(0, (), (), 0.1, 12.0), Ended(1, (), ("talkgraph: one line",), 0.1, 15.0))
    assert (tally.bad, tally.peak) == ([], 15.0)
    tally.saw(Ended(1, (), ("Traceback (most recent call last):", "KeyError: 1"), 0.1, 1.0))
    assert tally.bad == ["Traceback (most recent call last): / KeyError: 1"]
    assert "KeyError" in capsys.readouterr().err


def test_recaps_are_laid_out_as_they_were_and_as_they_are(tmp_path: Path) -> None:
    from torture.recaps import NEW, OLD, lay_out

    for recaps in (OLD, NEW, OLD):
        lay_out(tmp_path, recaps)
        found = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*.md")}
        assert found == dict(recaps)
    assert OLD.keys() ^ NEW.keys() == {
        "recap-02.md",
        "recap-03.md",
        "later/recap-03.md",
        "recap-13.md",
    }
