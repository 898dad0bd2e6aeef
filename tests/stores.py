"""Other programs' SPARQL stores, started for tests: Oxigraph's server and Virtuoso."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 180.0  # seconds

_VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class Foreign:
    """Another program's store that answers.

    Attributes:
        name: of the program.
        query: address for queries.
        update: address for updates.
    """

    name: str
    query: str
    update: str


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _process(command: list[str], folder: Path, address: str) -> Iterator[None]:
    log = folder / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            deadline = time.monotonic() + PATIENCE
            while not _answers(address):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(address: str) -> bool:
    try:
        return httpx2.get(address, params={"query": "ASK { }"}, timeout=10).is_success
    except httpx2.TransportError:
        return False


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Foreign]:
    """Oxigraph's own server, of the package ``oxigraph``, with an empty store."""
    program = Path(sys.executable).with_name("oxigraph")
    address = f"http://127.0.0.1:{(port := _free_port())}/"
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", *options]
    with _process(command, folder, f"{address}query"):
        yield Foreign("oxigraph", f"{address}query", f"{address}update")


@contextmanager
def virtuoso(folder: Path, *, rows: int = 1_000_000) -> Iterator[Foreign]:
    """Virtuoso of Debian's package, with an empty store; user and password are ``dba``."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian: apt-get install virtuoso-opensource)")
    http, sql = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, http=http, sql=sql, rows=rows))
    address = f"http://127.0.0.1:{http}/sparql"
    with _process([program, "+foreground", "+configfile", str(settings)], folder, address):
        yield Foreign("virtuoso", address, f"{address}-auth")
