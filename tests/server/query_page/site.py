"""A small server with the query page and an endpoint, for the tests of the page."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyoxigraph as ox
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from talkgraph.errors import QueryError
from talkgraph.graph import index_store
from talkgraph.server.editor import STATIC
from talkgraph.server.limits import Limits
from talkgraph.server.query_page import example, query_page
from talkgraph.sparql import format_answer, saved_queries
from talkgraph.sparql.asking import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from talkgraph.server.editor import Editor
    from talkgraph.store import Store

__all__ = ["POLICY", "ROWS", "serving", "site"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
ROWS = 40

_MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "csv": "text/csv; charset=utf-8",
    "turtle": "text/turtle; charset=utf-8",
}


def site(store: Store, editor: Editor | None, *, plain_errors: bool = False) -> Starlette:
    """The page at ``/kg/``, below which everything else is.

    Args:
        store: what the endpoint answers from.
        editor: the editor of the page, if any.
        plain_errors: whether errors come as plain text, not as JSON.
    """
    names = index_store(store)
    html = query_page(
        base=store.base,
        limits=Limits(rows=ROWS, seconds=10),
        examples=[example(saved, names) for saved in saved_queries().values()],
        editor=editor,
    )

    async def page(request: Request) -> Response:
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})

    async def sparql(request: Request) -> Response:
        text = (await request.body()).decode()
        return await run_in_threadpool(_answer, store, text, request.headers["accept"], plain_errors)

    async def thing(request: Request) -> Response:
        return PlainTextResponse(f"page of {request.path_params['path']}")

    inside = [
        Route("/", page),
        Route("/sparql", sparql, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/{path:path}", thing),
    ]
    return Starlette(routes=[Mount("/kg", routes=inside)])


def _answer(store: Store, text: str, accept: str, plain_errors: bool) -> Response:
    try:
        found = answer(store, text)
        kind = "turtle" if isinstance(found, ox.QueryTriples) else "csv" if "csv" in accept else "json"
        data = format_answer(store, text, kind)
    except QueryError as error:
        if plain_errors:
            return PlainTextResponse(f"{error}\n", status_code=400)
        fault = {"message": error.reason, "line": error.line, "column": error.column}
        return Response(json.dumps({"error": fault}), status_code=400, media_type="application/json")
    headers = {}
    if kind == "json" and len(rows := json.loads(data).get("results", {}).get("bindings", [])) > ROWS:
        cut = json.loads(data)
        cut["results"]["bindings"] = rows[:ROWS]
        data = json.dumps(cut).encode()
        headers["X-Talkgraph-Truncated"] = str(ROWS)
    return Response(data, media_type=_MEDIA_TYPES[kind], headers=headers)


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serves an app on a free port of this machine while the block runs; gives the page's address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/kg/"
        finally:
            server.should_exit = True
            thread.join(timeout=10)
