"""The built documentation, and a workshop in which pages are run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessions import Workshop

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(CHECKOUT / "docs"))

# Sphinx as the command runs it, on a machine that has no network.
BUILD = """
import socket, sys

def refuse(*arguments, **names):
    raise OSError("the build of the documentation asked for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
from sphinx.cmd.build import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The documentation, built from a copy of its sources, with warnings as errors and without a network."""
    pytest.importorskip("sphinx", reason="the extra docs is not installed")
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("_build", "reference", "__pycache__")
    for part in ("docs", "notebooks", "ontology"):
        shutil.copytree(CHECKOUT / part, folder / part, ignore=ignored)
    html = folder / "html"
    done = subprocess.run(
        [sys.executable, "-c", BUILD, "-W", "--keep-going", "-q", "-b", "html", "docs", str(html)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return Site(html)


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    """Folders to run pages in; the graph of ``corpus/`` is built when a page first asks for it."""
    from sessions import Workshop as Made

    made = Made(CHECKOUT)
    yield made
    made.close()
