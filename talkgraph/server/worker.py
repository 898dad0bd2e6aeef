"""A process that has a store open and works on one request at a time.

The server starts it, writes requests to its standard input, reads replies
from its standard output, and kills it where a request takes too long: a query
that runs in Oxigraph cannot be stopped in any other way.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from talkgraph.errors import TalkgraphError
from talkgraph.server.framing import pack, read_message
from talkgraph.server.jobs import run_job
from talkgraph.server.limits import Limits
from talkgraph.server.replies import Problem, problem
from talkgraph.server.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["main"]

logger = logging.getLogger(__name__)

_AT_FULL_SPEED = 0.2  # seconds of a processor after which a request steps back behind the others
_LOOK = 0.05  # seconds between two looks at what it has used
_NICENESS = 10


def main(arguments: Sequence[str]) -> int:
    """Works until the standard input ends.

    Args:
        arguments: one JSON object: ``store``, ``limits``, ``own`` and ``min_confidence``.
    """
    settings = json.loads(arguments[0])
    limits = Limits(**settings["limits"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    _bound_memory(limits.memory)
    requests = sys.stdin.buffer
    # Whatever else is printed must not come between the replies.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        try:
            session = _open(settings, limits)
        except TalkgraphError as error:
            replies.write(pack({"failed": str(error)}))
            return 1
        replies.write(pack({"generation": session.store.generation}))
        replies.flush()
        while (message := read_message(requests)) is not None:
            replies.write(_replied(session, message[0]))
            replies.flush()
    return 0


def _open(settings: Mapping[str, Any], limits: Limits) -> Session:
    own = settings["own"]
    session = Session(
        Path(settings["store"]),
        limits,
        own=Path(own) if own else None,
        min_confidence=settings["min_confidence"],
    )
    session.warm_up()
    return session


def _replied(session: Session, head: Mapping[str, Any]) -> bytes:
    """The reply to one request, worked on in a thread that steps back if it takes long."""
    found: list[bytes] = []
    thread = Thread(target=lambda: found.append(_worked(session, head)))
    thread.start()
    stepped_back = False
    while thread.is_alive():
        thread.join(None if stepped_back else _LOOK)
        if not stepped_back and _used(thread) > _AT_FULL_SPEED:
            _step_back(thread)
            stepped_back = True
    return found[0]


def _used(thread: Thread) -> float:
    """Seconds of a processor that a thread has used, however long it had to wait for one."""
    try:
        return time.clock_gettime(time.pthread_getcpuclockid(thread.ident or 0)) if thread.is_alive() else 0.0
    except OSError:  # it has just ended
        return 0.0


def _step_back(thread: Thread) -> None:
    """Lets everything else on the machine go first; only for this thread, as Linux allows."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, thread.native_id or 0, _NICENESS)


def _worked(session: Session, head: Mapping[str, Any]) -> bytes:
    accept = head["arguments"].get("accept")
    try:
        reply = run_job(session, head["job"], head["arguments"])
    except TalkgraphError as error:
        reply = problem(error, 400).reply(accept)
    except MemoryError:
        words = f"the answer took more than the limit of {session.limits.memory:,} bytes of memory"
        reply = Problem(503, words, limit=f"memory={session.limits.memory}").reply(accept)
    except Exception:  # one bad request must not end the others
        logger.exception("job %s failed", head["job"])
        reply = Problem(500, "the server failed on this request; its log says why").reply(accept)
    return pack(reply.head, reply.body)


def _bound_memory(most: int) -> None:
    """Sets the limit of memory; a query that needs more ends the process, and leaves nothing behind."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if most:
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
