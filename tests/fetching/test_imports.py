"""Who may open a connection: the fetching package, what asks other stores, and whoever asks these to."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import talkgraph

ROOT = Path(talkgraph.__file__).parent
CLIENTS = {"http.client", "urllib.request", "urllib3", "requests", "httpx", "httpx2", "ftplib", "smtplib"}
LEFT = (
    "talkgraph.errors",
    "talkgraph.model",
    "talkgraph.sources",
    "talkgraph.store.files",
    "talkgraph.fetching",
)


def imported(path: Path) -> set[str]:
    """The modules that a module names in its imports, wherever these stand."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_only_fetching_and_the_client_of_other_stores_hold_a_client() -> None:
    using = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py") if CLIENTS & imported(path)}
    other = {path for path in using if not path.startswith("fetching/")}
    assert other == {"store/remote/client.py"}
    assert other != using


def test_only_the_command_and_the_public_names_know_the_fetching_package() -> None:
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if any(name.startswith("talkgraph.fetching") for name in imported(path))
    }
    outside = {path for path in knowing if not path.startswith("fetching/")}
    assert outside == {"__init__.py", "cli/fetching.py"}


def test_the_fetching_package_knows_only_what_is_left_of_it() -> None:
    for path in (ROOT / "fetching").glob("*.py"):
        own = {name for name in imported(path) if name.startswith("talkgraph.")}
        assert {name for name in own if not name.startswith(LEFT)} == set(), path


def test_a_build_of_files_loads_no_client() -> None:
    loading = "import sys, talkgraph.builder, talkgraph.cli.build"
    code = f"{loading}; print(*sorted({{'http.client', 'ssl'}} & {{*sys.modules}}))"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.split() == []
