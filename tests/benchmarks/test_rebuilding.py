"""The measurement of small rebuilds, on a small store."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("corrections", [0, 10])
def test_every_rebuild_is_measured_and_ends_with_the_graph_of_all(
    corrections: int, checkout: Path, tmp_path: Path
) -> None:
    script = checkout / "benchmarks" / "rebuilding.py"  # it puts another extractor into its process
    words = [sys.executable, str(script), "--recaps=12", "--size=0.3", f"--corrections={corrections}"]

    printed = subprocess.run(
        [*words, f"--folder={tmp_path / 'store'}"], capture_output=True, text=True, check=True
    ).stdout

    for build in ("nothing new", "one recap more", "one recap changed", "one recap less", "from nothing"):
        assert build in printed
    assert printed.endswith("the same graph as from nothing\n")
