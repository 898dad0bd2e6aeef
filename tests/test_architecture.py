"""The packages are rooms in a row: imports point one way."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Each may import those before it; what concerns types alone counts, too.
ORDER = (
    "model",
    "sources",
    "extraction",
    "resolution",
    "store",
    "pushing",
    "updating",
    "corrections",
    "graph",
    "shapes",
    "sparql",
    "reports",
    "questions",
    "explorer",
    "evidence",
    "pages",
    "exports",
    "site",
    "review",
    "fetching",
    "builder",
    "spark",
    "doctor",
    "evaluation",
    "server",
    "cli",
)


def imported(path: Path) -> Iterator[str]:
    """The packages of talkgraph that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("talkgraph."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("talkgraph."))


def packages(checkout: Path) -> set[str]:
    return {init.parent.name for init in (checkout / "talkgraph").glob("*/__init__.py")}


def test_every_package_has_its_place(checkout: Path) -> None:
    assert packages(checkout) == set(ORDER)


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_those_before_it_alone(package: str, checkout: Path) -> None:
    before = {*ORDER[: ORDER.index(package)], package, "errors"}
    wrong = {
        f"{path.name} imports {name}"
        for path in sorted((checkout / "talkgraph" / package).rglob("*.py"))
        for name in imported(path)
        if name not in before
    }

    assert wrong == set()


@pytest.mark.parametrize("package", ORDER)
def test_the_guide_for_contributors_tells_what_a_package_is_for(package: str, checkout: Path) -> None:
    rows = [
        line for line in (checkout / "CONTRIBUTING.md").read_text().splitlines() if line.startswith("| `")
    ]

    assert any(f"`{package}`" in row.split("|")[1] for row in rows)


@pytest.mark.parametrize("folder", ["talkgraph", "tests", "docs", "benchmarks", "training"])
def test_no_module_is_past_five_hundred_lines(folder: str, checkout: Path) -> None:
    lines = {
        path.relative_to(checkout).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (checkout / folder).rglob("*.py")
        if ".cache" not in path.parts
    }

    assert {name: count for name, count in lines.items() if count > 500} == {}
