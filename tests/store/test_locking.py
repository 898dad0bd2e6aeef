"""Who holds a store."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import StoreBusyError
from talkgraph.store import StoreFolder, is_held, who_holds

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from talkgraph.store import StoreFolder

with StoreFolder(Path(sys.argv[1])).lock():
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with StoreFolder(tmp_path / "db").lock():
        pass
    return tmp_path / "db"


def test_a_store_that_is_held_tells_the_process_and_since_when(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        began = (folder / "lock").stat().st_mtime
        with pytest.raises(StoreBusyError) as error, StoreFolder(folder).lock(wait=0.2):
            pass
        said = rf"another build is at work \(process {process.pid}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d\)"
        assert re.fullmatch(f"{said}; try again when it is done", error.value.reason)
        assert (folder / "lock").stat().st_mtime == began  # to look at it leaves it alone
        assert is_held(folder)
        process.communicate("\n")
    assert not is_held(folder)
    with StoreFolder(folder).lock():
        pass


def test_a_build_that_was_killed_does_not_hold_a_store(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    assert not is_held(folder)
    with StoreFolder(folder).lock():
        assert (folder / "lock").read_text() == f"{os.getpid()}\n"


@pytest.mark.parametrize("note", ["", "nobody", "-3", "0", "999999999", "9" * 40])
def test_a_note_that_tells_no_living_process_is_not_believed(folder: Path, note: str) -> None:
    (folder / "lock").write_text(note)
    assert who_holds(folder) == "another build is at work"


def test_a_build_that_waits_says_for_whom(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    place = StoreFolder(folder)
    entered = threading.Event()

    def wait() -> None:
        with StoreFolder(folder).lock(wait=60):
            entered.set()

    other = threading.Thread(target=wait)
    with place.lock():
        other.start()
        while "waiting for it" not in caplog.text and other.is_alive():
            other.join(0.05)
        assert not entered.is_set()
    other.join(60)
    assert entered.is_set()
    assert f"(process {os.getpid()}, since" in caplog.text


def test_a_lock_that_somebody_removed_is_made_anew(folder: Path) -> None:
    (folder / "lock").unlink()
    assert not is_held(folder)
    with StoreFolder(folder).lock():
        assert is_held(folder)
