"""The notebooks run from top to bottom, as a newcomer runs them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
NAMES = [path.stem for path in NOTEBOOKS]
TIMEOUT = 900  # seconds for one cell: a build on a slow machine that others use too


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def said(notebook: Any) -> str:
    return "".join(output.get("text", "") for output in outputs(notebook) if output.get("name") == "stdout")


def shown(notebook: Any) -> list[Any]:
    return [output.data for output in outputs(notebook) if "data" in output]


def count(notebook: Any, media_type: str, part: str = "") -> int:
    return sum(part in data.get(media_type, "") for data in shown(notebook) if media_type in data)


def test_the_notebooks_are_those_that_the_guide_names(checkout: Path) -> None:
    guide = (checkout / "docs" / "howto" / "notebooks.md").read_text("utf-8")
    assert NAMES == ["tour", "who-talked-about-what", "your-own-blog"]
    assert re.findall(r"notebooks/([\w-]+)\.ipynb>`", guide) == NAMES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_a_notebook_is_kept_valid_and_without_outputs(path: Path) -> None:
    notebook = read(path)

    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_its_cells_are_short(path: Path) -> None:
    assert all(len(cell.source.splitlines()) <= 25 for cell in read(path).cells)


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Any]]:
    """Gives a notebook by its name, executed once."""
    pytest.importorskip("matplotlib.font_manager")  # its first import says on stderr that it collects fonts
    runtime = tmp_path_factory.mktemp("jupyter")

    @cache
    def execute(name: str) -> Any:
        path = NOTEBOOKS[NAMES.index(name)]
        notebook = read(path)
        nbclient.NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=TIMEOUT,
            resources={"metadata": {"path": str(path.parent)}},
        ).execute()
        return notebook

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(runtime))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
        yield execute


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_without_a_warning(name: str, executed: Callable[[str], Any]) -> None:
    assert not [output.text for output in outputs(executed(name)) if output.get("name") == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_no_path_of_the_machine(
    name: str, executed: Callable[[str], Any], checkout: Path
) -> None:
    notebook = executed(name)
    assert str(checkout) not in nbformat.writes(notebook)
    assert not any("/tmp/" in output.get("text", "") for output in outputs(notebook))


def test_the_tour_builds_asks_draws_relates_and_explores(
    executed: Callable[[str], Any], checkout: Path
) -> None:
    tour = executed("tour")

    assert f"things from {len(list((checkout / 'corpus').glob('*.md')))} recaps" in said(tour)
    assert count(tour, "text/html", "<table") == 4
    assert count(tour, "image/png") == 1
    assert re.search(r"Beside “.*Juan Benet.*”:\n.*\n +(both|one) ", said(tour))
    assert count(tour, "text/markdown", "Juan Benet") == 1
    assert count(tour, "text/html", "<iframe") == 1


def test_who_talked_about_what_asks_into_frames_and_plots_them(executed: Callable[[str], Any]) -> None:
    notebook = executed("who-talked-about-what")

    assert count(notebook, "text/html", "<table") == 4
    assert count(notebook, "text/html", "HumanTalks October 2015") >= 1
    assert count(notebook, "image/png") == 3
    assert "date,event,speaker,subject,kind" in said(notebook)


def test_your_own_blog_builds_measures_helps_and_explores(executed: Callable[[str], Any]) -> None:
    notebook = executed("your-own-blog")
    tables = [data["text/html"] for data in shown(notebook) if "<table" in data.get("text/html", "")]

    posts = ("clojure-evening.md", "garden.md", "small-conference.md")
    assert all(post in tables[0] for post in posts)
    assert "Small Web Day 2026" not in tables[1]
    assert "Small Web Day 2026" in tables[-2]
    assert "Julia Novak" in tables[-2]
    assert "before" in tables[-1]
    assert "denied or supposed: “might”" in said(notebook)
    assert "missed    talk: “Maps without servers” by Julia Novak" in said(notebook)
    assert "read anew: ['small-conference.md']" in said(notebook)
    assert count(notebook, "text/html", "<iframe") == 1
