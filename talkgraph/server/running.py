"""Running the server."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

from talkgraph.errors import MissingExtraError, TalkgraphError
from talkgraph.server.app import create_app
from talkgraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.server.settings import Settings

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "listening_socket", "serve"]

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765


def serve(
    settings: Settings,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serves a store until the process is told to end.

    Args:
        settings: what to serve, and how.
        host: the address to listen at; only this machine reaches the default.
        port: the port; 0 for any that is free.
        ready: is called with the address once the server answers.

    Raises:
        StoreError: the store cannot be opened.
        MissingExtraError: uvicorn or Starlette is not installed.
        TalkgraphError: nothing can listen at that address.
        KeyboardInterrupt: it served, and was interrupted.
    """
    try:
        import uvicorn
    except ImportError:
        raise MissingExtraError("uvicorn", "serve") from None

    open_store(settings.store, min_confidence=settings.min_confidence)  # what is wrong is said at once
    with listening_socket(host, port) as listening:
        address = f"http://{_spelt(host)}:{listening.getsockname()[1]}/"
        app = create_app(settings, ready=lambda: ready(address) if ready else None)
        config = uvicorn.Config(
            app, lifespan="on", log_level="warning", access_log=False, server_header=False
        )
        server = uvicorn.Server(config)
        asyncio.run(server.serve(sockets=[listening]))
    if server.started:
        raise KeyboardInterrupt  # only a signal ends it, and once the loop ended as if there had been none


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        TalkgraphError: nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise TalkgraphError(f"cannot listen at {host}, port {port}: {_reason(error)}") from error
    # asyncio does this only for sockets that it makes itself; without it every answer waits 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _reason(error: OSError) -> str:
    """The system's own words; Python's repeat the address."""
    return os.strerror(error.errno) if isinstance(error.errno, int) and error.errno > 0 else str(error)


def _spelt(host: str) -> str:
    return f"[{host}]" if ":" in host else host
