"""The graph over HTTP: a SPARQL endpoint, pages of things, saved queries, the explorer.

``serve`` runs it, ``create_app`` gives it as an ASGI application. The process
that speaks HTTP never touches the store: every request is a job (``jobs``)
that a worker process does (``pool``, ``worker``), which can be stopped.
"""

from __future__ import annotations

from talkgraph.server.app import create_app
from talkgraph.server.editing import is_local
from talkgraph.server.limits import Limits
from talkgraph.server.running import DEFAULT_HOST, DEFAULT_PORT, serve
from talkgraph.server.settings import Settings

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "Limits", "Settings", "create_app", "is_local", "serve"]
