"""Output of commands for README and docs, run for real when ``make docs`` writes it.

In a Markdown file::

    <!-- [[[cog from shown import show; show('talkgraph report speaker "Juan Benet"') ]]] -->
    <!-- [[[end]]] -->
"""

from __future__ import annotations

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING

import cog

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parent.parent


@cache
def built() -> tuple[Path, str]:
    """A folder with the graph of corpus/, and what the build printed."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "corpus").symlink_to(CHECKOUT / "corpus")
    return folder, _run("talkgraph build corpus/", folder)


def _run(command: str, folder: Path) -> str:
    words = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@cache
def _measured(script: str) -> list[str]:
    words = [sys.executable, str(CHECKOUT / "benchmarks" / script)]
    if script in {"quality.py", "ablation.py", "threshold.py"}:
        words.append("--markdown")
    done = subprocess.run(words, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.rstrip().splitlines()


def _figures(write: Callable[..., None]) -> Callable[..., None]:
    """Leaves figures as they are where the environment says ``FIGURES=keep``: to measure takes minutes."""

    @wraps(write)
    def written(*arguments: str) -> None:
        if os.environ.get("FIGURES") == "keep":
            cog.out(cog.previous)
        else:
            write(*arguments)

    return written


@_figures
def quality(*rows: str) -> None:
    """Write the table of figures; only the rows whose names begin with one of some words, if given.

    Needs the reference material beside the checkout, and about a minute.
    """
    for number, line in enumerate(_measured("quality.py")):
        name = line.strip("| ")
        if number < 2 or not rows or name.startswith(rows):
            cog.outl(line)


@_figures
def ablation() -> None:
    """Write what each of extraction's ways brings; takes some minutes."""
    cog.outl("\n".join(_measured("ablation.py")))


@_figures
def threshold() -> None:
    """Write what each threshold keeps."""
    cog.outl("\n".join(_measured("threshold.py")))


@_figures
def speed() -> None:
    """Write what extraction costs beside spaCy's own pipeline."""
    cog.outl("\n".join(["```", *_measured("extraction_speed.py"), "```"]))


@_figures
def protocol() -> None:
    """Write the outcome of the W3C's cases for the SPARQL protocol."""
    cog.outl("\n".join(_measured("protocol.py")))


@_figures
def serving() -> None:
    """Write what a server does under load; takes a minute and a half."""
    folder, _ = built()
    words = [
        sys.executable,
        str(CHECKOUT / "benchmarks" / "serving.py"),
        "--store",
        str(folder / "talkgraph.db"),
    ]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    cog.outl(done.stdout.rstrip())


@_figures
def explorer_size() -> None:
    """Write how large and how fast the explorer page is with a large graph."""
    cog.outl("\n".join(_measured("explorer_size.py")))


def reports() -> None:
    """Write how long each report takes; takes two minutes."""
    folder, _ = built()
    words = [sys.executable, str(CHECKOUT / "benchmarks" / "reports.py"), str(folder / "talkgraph.db")]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    cog.outl("\n".join(["```text", done.stdout.rstrip(), "```"]))


def related(half: str = "") -> None:
    """Write how well related talks are found, on the half tuned on, or with ``--held`` on the other."""
    words = [sys.executable, str(CHECKOUT / "benchmarks" / "related.py"), *half.split()]
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    cog.outl(done.stdout.rstrip())


def show(command: str, most: int = 0) -> None:
    """Write a command and what it prints, at most some lines of it, as a code block."""
    folder, output = built()
    if not command.startswith("talkgraph build"):
        output = _run(command, folder)
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    if most and len(lines) > most:
        lines = [*lines[:most], "…"]
    cog.outl("\n".join(["```console", f"$ {command}", *lines, "```"]))
