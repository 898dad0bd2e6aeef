"""Requests that correct: only from this machine, only from the server's own pages."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from talkgraph.server.endpoint import ask_worker, http_response, read_body
from talkgraph.server.replies import Problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["correct_page", "is_local", "review_page"]

_MOST_BYTES = 64 * 1024
_MOST_FIELDS = 20
_LONGEST = 500  # characters of a field


async def review_page(request: Request) -> Response:
    """The page where what is doubtful is decided."""
    refused = _refused(request)
    if refused is not None:
        return http_response(refused.reply())
    state = request.app.state
    return await ask_worker(
        request,
        "review",
        corrections=str(state.settings.edit),
        given={key: value[:_LONGEST] for key, value in request.query_params.items()},
        token=state.token,
        site=state.settings.title,
    )


async def correct_page(request: Request) -> Response:
    """A decision, sent by the form of that page."""
    refused = _refused(request)
    if refused is not None:
        return http_response(refused.reply())
    body = await read_body(request, _MOST_BYTES)
    if isinstance(body, Problem):
        return http_response(body.reply())
    try:
        pairs = parse_qsl(body.decode(), errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        return http_response(Problem(400, "the form cannot be read").reply())
    given = {key: value[:_LONGEST] for key, value in pairs}
    if not compare_digest(given.pop("token", "").encode(), request.app.state.token.encode()):
        words = "the form is of another run of the server; load the page again"
        return http_response(Problem(403, words).reply())
    return await ask_worker(request, "correct", corrections=str(request.app.state.settings.edit), given=given)


def _refused(request: Request) -> Problem | None:
    """Why a request may not correct, if it may not."""
    if request.app.state.settings.edit is None:
        return Problem(404, "nothing can be corrected here: start the server with --edit")
    client = request.client
    if client is None or not is_local(client.host):
        return Problem(403, "only who sits at this machine may correct")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return Problem(403, "a page of another site may not correct")
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return Problem(403, "a page of another site may not correct")
    return None


def is_local(host: str) -> bool:
    """Whether an address is this machine's own.

    >>> is_local("127.0.0.1"), is_local("::1"), is_local("localhost"), is_local("10.0.0.1")
    (True, True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
