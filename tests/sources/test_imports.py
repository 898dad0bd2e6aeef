"""What importing the package costs."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"docutils", "lxml", "markdown_it", "mdit_py_plugins", "numpy", "py3langid", "spacy", "yaml"}


def test_parsers_are_loaded_only_when_a_file_needs_them() -> None:
    code = "import sys, talkgraph.sources; print(' '.join(sorted(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert HEAVY & set(loaded) == set()
