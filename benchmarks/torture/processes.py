"""Commands of talkgraph in processes of their own that begin with everything loaded.

This process loads the extractor once and then only forks: a build in a fork
takes half a second where a new process would take five. It never opens a graph
itself, as the threads of Oxigraph do not survive a fork.
"""

from __future__ import annotations

import codecs
import gc
import hashlib
import os
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkgraph.model import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Ended", "Process", "call", "digest", "look", "start", "warm_up"]

_CRASHED = 70


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended.

    Attributes:
        status: exit status; the negative number of the signal that killed it.
        out, err: the lines that it wrote.
        seconds: how long it took.
        peak: of its resident memory, in MB.
    """

    status: int
    out: tuple[str, ...]
    err: tuple[str, ...]
    seconds: float
    peak: float

    @property
    def crashed(self) -> bool:
        """Whether a traceback was shown."""
        return self.status == _CRASHED or any("Traceback" in line for line in self.err)


class Process:
    """A process at work."""

    def __init__(self, pid: int, out: Path, err: Path) -> None:
        self.pid = pid
        self._out, self._err = out, err
        self._began = time.monotonic()

    def kill(self) -> None:
        """Kills it, as the kernel does when there is no memory left."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> Ended:
        """Waits for its end."""
        _, status, used = os.wait4(self.pid, 0)
        took = time.monotonic() - self._began
        lines = [tuple(path.read_text(errors="replace").splitlines()) for path in (self._out, self._err)]
        for path in (self._out, self._err):
            path.unlink()
        return Ended(os.waitstatus_to_exitcode(status), lines[0], lines[1], took, used.ru_maxrss / 1024)


def warm_up(text: str) -> None:
    """Loads all that builds need, and lends it to every build in a fork."""
    import talkgraph.extraction
    from talkgraph.builder.fingerprint import fingerprint
    from talkgraph.cli import build, doctor, export  # noqa: F401 - only loaded
    from talkgraph.doctor import check_store  # noqa: F401 - only loaded
    from talkgraph.exports import rdf  # noqa: F401 - only loaded
    from talkgraph.extraction import Extractor
    from talkgraph.resolution import RecapClaims, resolve
    from talkgraph.sources import find_recaps, read_recaps
    from talkgraph.store import graph_lines

    extractor = Extractor()
    fingerprint()
    recaps = []
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "recap.md").write_text(text, encoding="utf-8")
        for file in find_recaps([Path(place)]):
            recaps += [RecapClaims(one, extractor.read(one).claims) for one in read_recaps(file)]
    codecs.lookup("ascii")  # a build that became nobody may not read where Python lies
    graph_lines(recaps, resolve(recaps, base=DEFAULT_BASE))
    gc.freeze()  # forks share what is there
    talkgraph.extraction.Extractor = lambda *_: extractor  # type: ignore[misc,assignment]


def start(work: Callable[[], int | None]) -> Process:
    """Does something in a fork of this process; what it gives is the exit status."""
    out, err = (Path(tempfile.mkstemp(prefix="torture-")[1]) for _ in range(2))
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return Process(pid, out, err)
    status = _CRASHED
    try:
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY), number)
        status = work() or 0
    except BaseException:  # noqa: BLE001 - the fork must not go on as if it were this process
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def call(*words: str, first: Callable[[], None] | None = None) -> Process:
    """Begins a command of talkgraph.

    Args:
        words: those after ``talkgraph``.
        first: called in the new process before the command.
    """

    def work() -> int:
        from talkgraph.cli import main

        if first is not None:
            first()
        return main(words)

    return start(work)


def digest(store: Path) -> str:
    """Hash of the sorted N-Quads of a store; only for use in a fork."""
    import io

    from talkgraph.exports import export
    from talkgraph.store import open_store

    out = io.BytesIO()
    export(open_store(store), "nquads", out)
    return hashlib.sha256(out.getvalue()).hexdigest()


def look(store: Path, *, names: Sequence[tuple[str, str]] = ()) -> tuple[str, Ended]:
    """What a reader sees in a store.

    Args:
        store: the store.
        names: known graphs, as (hash, name).

    Returns:
        The name of the graph, ``none yet``, ``damaged: one line``, or what should never be:
        ``ANOTHER GRAPH`` or ``TRACEBACK``; and the process.
    """
    place = Path(tempfile.mkstemp(prefix="torture-")[1])
    try:
        ended = call("export", "--store", str(store), "--format", "nquads", "--output", str(place)).wait()
        if ended.crashed:
            return "TRACEBACK", ended
        if ended.status == 0:
            found = hashlib.sha256(place.read_bytes()).hexdigest()
            return dict(names).get(found, "ANOTHER GRAPH"), ended
    finally:
        place.unlink()
    if len(ended.err) != 1 or ended.status != 1:
        return "SAYS MORE THAN A LINE", ended
    (line,) = ended.err
    if "holds no graph yet" in line or "no such folder" in line:
        return "none yet", ended
    if "is damaged" in line and ("build it again" in line or "talkgraph doctor" in line):
        return "damaged, as it says", ended
    return f"OTHERWISE: {line}", ended
