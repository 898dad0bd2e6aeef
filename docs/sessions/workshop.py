"""Folders to run pages in, and a shell that runs their commands."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessions.blocks import Page

__all__ = ["BUILD", "Printed", "Shell", "Workshop"]

BUILD = "talkgraph build corpus/"
"""The command that makes the graph in which pages begin."""

_SHOWN_ADDRESS = "http://127.0.0.1:8765/"
_SERVE = re.compile(r"talkgraph serve\b")
_PATIENCE = 900  # seconds for a command: a build on a slow machine that others use too
_STORE = "talkgraph.db"
_PROGRAMS = {"talkgraph": "-m talkgraph", "python": ""}


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command printed, on the standard output and after it on stderr, and its exit status."""

    lines: tuple[str, ...]
    status: int


class Shell:
    """A shell in a folder.

    Args:
        folder: where it runs.
        programs: a folder whose programs stand before those of the machine.
        known: what commands print that need not be run again.
    """

    def __init__(self, folder: Path, programs: Path, known: dict[str, Printed] | None = None) -> None:
        self.folder = folder
        self._known = known or {}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALKGRAPH_")},
            "PATH": os.pathsep.join([str(programs), os.environ.get("PATH", "")]),
            "COLUMNS": "110",
            "NO_COLOR": "1",
        }
        self._address = ""
        self._server: subprocess.Popen[str] | None = None

    def run(self, command: str) -> Printed:
        """Runs a command and waits for its end; a server is waited for until it serves."""
        if command in self._known:
            return self._known[command]
        if _SERVE.match(command):
            return self._serve(command)
        done = subprocess.run(
            ["bash", "-c", self._with_address(command)],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return self._printed(done.stdout + done.stderr, done.returncode)

    def script(self, text: str) -> Printed:
        """Runs a Python script."""
        done = subprocess.run(
            [sys.executable, "-"],
            input=self._with_address(text),
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        return self._printed(done.stdout + done.stderr, done.returncode)

    def close(self) -> None:
        """Ends the server, if one runs."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait(_PATIENCE)
            assert self._server.stdout is not None
            self._server.stdout.close()
            self._server = None

    def _serve(self, command: str) -> Printed:
        """Starts a server at a port that is free, and reads the line that says where it is."""
        self.close()
        self._server = subprocess.Popen(
            ["bash", "-c", f"exec {command} --port 0"],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._server.stdout is not None
        line = self._server.stdout.readline()
        self._address = line.split()[-1] if line else ""
        return self._printed(line, 0 if line else 1)

    def _with_address(self, text: str) -> str:
        return text.replace(_SHOWN_ADDRESS, self._address) if self._address else text

    def _printed(self, text: str, status: int) -> Printed:
        if self._address:
            text = text.replace(self._address, _SHOWN_ADDRESS)
        return Printed(tuple(line.rstrip() for line in text.rstrip().splitlines()), status)


class Workshop:
    """Makes a folder for each page; the graph of ``corpus/`` is built once.

    Args:
        checkout: the folder of the checkout.
    """

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.place = Path(mkdtemp(prefix="talkgraph-docs-"))
        self.programs = self.place / "bin"
        self.programs.mkdir()
        for name, words in _PROGRAMS.items():
            program = self.programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        self._built: Printed | None = None

    @property
    def built(self) -> Printed:
        """What the build of ``corpus/`` printed."""
        if self._built is None:
            folder = self.place / "corpus"
            folder.mkdir()
            (folder / "corpus").symlink_to(self.checkout / "corpus")
            self._built = Shell(folder, self.programs).run(BUILD)
        return self._built

    @contextmanager
    def session(self, page: Page) -> Iterator[Shell]:
        """A shell in the folder that a page begins in."""
        folder = Path(mkdtemp(dir=self.place))
        known = {}
        if not page.is_empty:
            known[BUILD] = self.built
            (folder / "corpus").symlink_to(self.checkout / "corpus")
            shutil.copytree(self.place / "corpus" / _STORE, folder / _STORE, symlinks=True)
        shell = Shell(folder, self.programs, known)
        try:
            yield shell
        finally:
            shell.close()

    def close(self) -> None:
        """Takes all folders away."""
        shutil.rmtree(self.place, ignore_errors=True)
