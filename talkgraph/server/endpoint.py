"""The address that SPARQL clients talk to."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from talkgraph.server.media import HTML, choose, media_types
from talkgraph.server.protocol import read_request
from talkgraph.server.replies import Problem, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from talkgraph.server.pool import Pool

__all__ = ["ask_worker", "http_response", "read_body", "sparql"]

_METHODS = "GET, HEAD, POST, OPTIONS"


async def sparql(request: Request) -> Response:
    """Answers a query, or describes the service where there is none."""
    from starlette.responses import RedirectResponse

    accept = request.headers.get("accept")
    if request.method == "OPTIONS":
        return http_response(Reply(b"", "text/plain", 204), Allow=_METHODS)
    body = await read_body(request, request.app.state.settings.limits.body)
    if isinstance(body, Problem):
        return http_response(body.reply(accept))
    asked = read_request(
        request.method, request.scope["query_string"], request.headers.get("content-type"), body
    )
    if isinstance(asked, Problem):
        return http_response(asked.reply(accept))
    if asked.query is None:
        if asked.ending is None and choose(accept, [*media_types("graphs"), HTML]) is HTML:
            return RedirectResponse("./", status_code=303, headers={"Vary": "Accept"})
        return await ask_worker(
            request, "description", accept=accept, ending=asked.ending, root=_root(request)
        )
    return await ask_worker(
        request,
        "sparql",
        query=asked.query,
        accept=accept,
        ending=asked.ending,
        default=list(asked.default_graphs),
        named=list(asked.named_graphs),
    )


def _root(request: Request) -> str:
    return str(request.url_for("query_page"))


async def ask_worker(request: Request, job: str, **arguments: Any) -> Response:
    """The response of a job; a client that goes away takes its job with it."""
    pool: Pool = request.app.state.pool
    asked = asyncio.create_task(pool.ask(job, arguments))
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait([asked, gone], return_when=asyncio.FIRST_COMPLETED)
        if asked.done():
            return http_response(asked.result())
        return http_response(Problem(499, "the client went away").reply())
    finally:
        for task in (asked, gone):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _gone(request: Request) -> None:
    """Returns when the client has gone; the body has been read before."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def read_body(request: Request, most: int) -> bytes | Problem:
    """The body of a request, or why it is not taken.

    Args:
        request: the request.
        most: bytes that it may have.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            words = f"the body is above the limit of {most:,} bytes; send a shorter one"
            return Problem(413, words, limit=f"body={most}")
    return body


def http_response(reply: Reply, **headers: str) -> Response:
    """A reply as Starlette sends it."""
    from starlette.responses import Response

    text = reply.media.startswith("text/") or reply.media.endswith("json")
    media = f"{reply.media}; charset=utf-8" if text else reply.media
    common: Mapping[str, str] = {"X-Content-Type-Options": "nosniff", **reply.headers, **headers}
    return Response(reply.body, reply.status, headers=dict(common), media_type=media)
