"""The table of figures: its halves, and that it shows nothing else."""

from __future__ import annotations

import importlib.util
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from talkgraph.evaluation import Evaluation, Gold, GoldEntity, score_graph
from talkgraph.model import Kind
from tests.reports.sketches import Sketch

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="module")
def quality(checkout: Path) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("quality", checkout / "benchmarks" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["quality"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def _evaluation(*documents: str) -> Evaluation:
    """One right and one wrong technology in each recap."""
    sketch = Sketch()
    sketch.thing(Kind.TECHNOLOGY, "Git")
    sketch.thing(Kind.TECHNOLOGY, "Docker")
    golds = [Gold(document, entities=(GoldEntity("Git", Kind.TECHNOLOGY),)) for document in documents]
    return Evaluation(tuple(score_graph(gold, sketch.graph()) for gold in golds))


def test_sets_are_split_by_the_names_of_their_recaps(quality: ModuleType) -> None:
    here = Path()
    split = quality.RecapSet("thirteen", here, here, has_halves=True, in_targets=True)
    bare = quality.RecapSet("bare text", here, here, has_halves=True)
    whole = quality.RecapSet("corpus", here, here)
    outcomes = [
        (split, _evaluation("a.md", "b.md", "c.md")),
        (bare, _evaluation("b.txt")),
        (whole, _evaluation("b.md")),
    ]
    found = [(row.name, len(row.evaluation.documents)) for row in quality.rows(outcomes, frozenset({"b"}))]
    assert found == [
        ("thirteen, developed on", 2),
        ("thirteen, set aside", 1),
        ("bare text, developed on", 0),
        ("bare text, set aside", 1),
        ("the first two together, developed on", 2),
        ("the first two together, set aside", 1),
        ("corpus", 1),
    ]


def test_only_figures_are_shown(quality: ModuleType) -> None:
    lines = [quality.Row("set aside", _evaluation("a.md"))]
    text = quality.table(lines, markdown=False)
    assert text.splitlines()[1].split()[:4] == ["set", "aside", "1", "0.67"]
    assert "Docker" not in text
    markdown = quality.table(lines, markdown=True).splitlines()
    assert len(markdown) == 3
    assert {line.count("|") for line in markdown} == {len(quality.HEADLINES) + 4}


def test_a_set_whose_gold_is_not_there_is_left_out(quality: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "gold").mkdir(parents=True)
    assert [one.name for one in quality.recap_sets(tmp_path)] == ["corpus"]


@pytest.mark.shared
@pytest.mark.parametrize(("place", "number"), [("", 5), ("other", 3)])
def test_those_with_the_lowest_hashes_are_set_aside(
    quality: ModuleType, checkout: Path, shared: Path, place: str, number: int
) -> None:
    files = [path.stem for path in (shared / "gold" / place).glob("*.json")]
    names = [path for path in (shared / "recaps" / place).iterdir() if path.stem in files]
    lowest = sorted(names, key=lambda path: sha256(path.name.encode()).hexdigest())[:number]
    assert {path.stem for path in lowest} == quality.set_aside(checkout) & set(files)
