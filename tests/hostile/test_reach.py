"""A build reads what it was given, writes its store, and reaches for nothing else."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from talkgraph.builder import build
from talkgraph.errors import NoRecapsError, UnreadableError
from talkgraph.sources import find_recaps
from tests.builder.recaps import EVENING, put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkgraph.extraction import Extractor

NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind")
# What libraries ask of the system itself.
ASIDE = (Path("/etc/os-release").resolve(), Path("/etc/localtime").resolve())
_seen: list[tuple[str, str]] | None = None
_own = threading.get_ident()  # servers of other tests may be at work in this process, too


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    asked = event == "open" or event in {*NETWORK, "subprocess.Popen", "os.system"}
    if asked and _seen is not None and threading.get_ident() == _own:
        _seen.append((event, os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes) else ""))


@cache
def _hook() -> None:
    sys.addaudithook(_audit)


@pytest.fixture
def seen() -> Iterator[list[tuple[str, str]]]:
    """What the interpreter is asked to open, connect to and start, while the test runs."""
    global _seen  # noqa: PLW0603 - a hook of the interpreter can never be taken off again
    _hook()
    _seen = []
    yield _seen
    _seen = None


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_building_the_corpus_opens_no_connection_and_no_file_elsewhere(
    checkout: Path,
    tmp_path: Path,
    lent_extractor: Extractor,
    no_sockets: None,
    seen: list[tuple[str, str]],
) -> None:
    recaps = tmp_path / "recaps"
    shutil.copytree(checkout / "corpus", recaps)
    secret = tmp_path / "secret.md"
    secret.write_text(EVENING, encoding="utf-8")
    (recaps / "linked.md").symlink_to(secret)
    (recaps / "include.rst").write_text(
        f"Evening\n=======\n\n.. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n\nJane uses it.\n",
        encoding="utf-8",
    )
    (recaps / "entity.html").write_text(
        f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "file://{secret}">]>'
        f'<link rel="stylesheet" href="http://127.0.0.1:9/"><img src="{secret}"><p>Jane uses Redux. &e;</p>',
        encoding="utf-8",
    )
    seen.clear()
    build([recaps], store=tmp_path / "talkgraph.db")
    assert [event for event, _ in seen if event != "open"] == []
    opened = {Path(path).resolve() for event, path in seen if event == "open" and path.startswith("/")}
    opened -= {Path(tempfile.gettempdir()).resolve()}  # files that have no name are opened by their folder
    assert secret.resolve() not in opened
    allowed = (recaps, tmp_path / "talkgraph.db", checkout, Path(sys.prefix), Path(sys.base_prefix))
    inside = [*(folder.resolve() for folder in allowed), Path("/dev"), Path("/proc"), Path("/sys"), *ASIDE]
    assert {path for path in opened if not any(path.is_relative_to(folder) for folder in inside)} == set()
    assert len([path for path in opened if path.is_relative_to(recaps.resolve())]) >= 14


def test_links_pipes_and_devices_in_a_folder_are_left_out(tmp_path: Path) -> None:
    folder = put(tmp_path / "recaps", {"evening.md": EVENING, "below/night.md": EVENING + "x"})
    (folder / "loop.md").symlink_to(folder / "loop.md")
    (folder / "below" / "up").symlink_to(folder)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "zero.md").symlink_to("/dev/zero")
    (folder / "root").symlink_to("/")
    os.mkfifo(folder / "pipe.md")
    assert [file.source for file in find_recaps([folder])] == ["below/night.md", "evening.md"]


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_that_is_given_itself_is_refused(device: str) -> None:
    with pytest.raises(UnreadableError, match="neither a file nor a folder"):
        find_recaps([Path(device)])


def test_a_folder_of_nothing_but_a_loop_holds_no_recap(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    with pytest.raises(NoRecapsError):
        find_recaps([tmp_path])
