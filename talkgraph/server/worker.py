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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkgraph.errors import TalkgraphError
from talkgraph.server.framing import pack, read_message
from talkgraph.server.jobs import run_job
from talkgraph.server.limits import Limits
from talkgraph.server.replies import Problem, problem
from talkgraph.server.session import Session
from talkgraph.server.working import JobThread
from talkgraph.store import store_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["main"]

logger = logging.getLogger(__name__)


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
        jobs = JobThread(partial(_worked, session))
        while (message := read_message(requests)) is not None:
            replies.write(jobs.do(message[0]))
            replies.flush()
        jobs.end()
    return 0


def _open(settings: Mapping[str, Any], limits: Limits) -> Session:
    own = settings["own"]
    session = Session(
        store_place(settings["store"]),
        limits,
        own=Path(own) if own else None,
        min_confidence=settings["min_confidence"],
    )
    session.warm_up()
    return session


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
