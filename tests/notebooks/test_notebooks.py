"""The notebooks run from top to bottom, as a newcomer runs them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
TIMEOUT = 900  # seconds for one cell: a build on a slow machine that others use too


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_valid_and_without_outputs(path: Path) -> None:
    notebook = read(path)

    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(notebook))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_its_cells_are_short(path: Path) -> None:
    assert all(len(cell.source.splitlines()) <= 25 for cell in read(path).cells)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The tour, executed."""
    pytest.importorskip("matplotlib.font_manager")  # its first import says on stderr that it collects fonts
    notebook = read(next(path for path in NOTEBOOKS if path.stem == "tour"))
    runtime = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(runtime))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
        client = nbclient.NotebookClient(
            notebook,
            kernel_name="python3",
            timeout=TIMEOUT,
            resources={"metadata": {"path": str(NOTEBOOKS[0].parent)}},
        )
        client.execute()
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in code_cells(notebook) for output in cell.outputs]


def test_the_tour_runs_without_a_warning(tour: Any) -> None:
    assert not [output.text for output in outputs(tour) if output.get("name") == "stderr"]


def test_the_tour_builds_asks_draws_relates_and_explores(tour: Any, checkout: Path) -> None:
    said = "".join(output.get("text", "") for output in outputs(tour))
    shown = [output.data for output in outputs(tour) if "data" in output]

    assert f"things from {len(list((checkout / 'corpus').glob('*.md')))} recaps" in said
    assert sum("<table" in data.get("text/html", "") for data in shown) == 4
    assert any("image/png" in data for data in shown)
    assert re.search(r"Beside “.*Juan Benet.*”:\n.*\n +(both|one) ", said)
    assert any("Juan Benet" in data.get("text/markdown", "") for data in shown)
    assert any("<iframe" in data.get("text/html", "") for data in shown)


def test_the_tour_shows_no_path_of_the_machine(tour: Any, checkout: Path) -> None:
    assert str(checkout) not in nbformat.writes(tour)
    assert not any("/tmp/" in output.get("text", "") for output in outputs(tour))
