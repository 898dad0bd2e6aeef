"""Requests for pages: what of them a job needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.server.endpoint import ask_worker, http_response
from talkgraph.server.replies import Problem

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ask", "explore", "explore_more", "find", "listing", "place", "query_page", "saved"]


async def query_page(request: Request) -> Response:
    """The page where a query is written."""
    return await ask_worker(request, "home", site=_site(request))


async def ask(request: Request) -> Response:
    """A question in words."""
    return await ask_worker(
        request,
        "ask",
        question=request.query_params.get("question", ""),
        accept=request.headers.get("accept"),
        ending=request.query_params.get("format"),
        site=_site(request),
    )


async def listing(request: Request) -> Response:
    """The list of the saved queries."""
    return await ask_worker(request, "listing", site=_site(request))


async def saved(request: Request) -> Response:
    """A saved query: ``/q/name`` with its form, ``/q/name.csv`` the answer alone."""
    name, dot, ending = request.path_params["name"].rpartition(".")
    given = {key: value for key, value in request.query_params.items() if key != "format"}
    return await ask_worker(
        request,
        "saved",
        name=name if dot else ending,
        given=given,
        accept=request.headers.get("accept"),
        ending=ending if dot else request.query_params.get("format"),
        site=_site(request),
    )


async def explore(request: Request) -> Response:
    """The explorer."""
    return await ask_worker(request, "explore", site=_site(request))


async def explore_more(request: Request) -> Response:
    """What the explorer asks for while it is open."""
    asked = request.query_params
    match request.path_params["what"]:
        case "part":
            things, depth = asked.getlist("thing"), _number(asked.get("depth"), 1)
            return await ask_worker(request, "explore_part", things=things, depth=depth)
        case "overview":
            return await ask_worker(request, "explore_overview", top=_number(asked.get("top"), 1))
        case "find":
            return await ask_worker(request, "explore_find", text=asked.get("text", ""))
        case other:
            return http_response(Problem(404, f"the explorer has no {other!r}").reply())


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() else otherwise


async def find(request: Request) -> Response:
    """Things by what their names begin with."""
    kinds = request.query_params.get("kinds", "")
    return await ask_worker(
        request,
        "find",
        text=request.query_params.get("text", ""),
        kinds=kinds.split("|") if kinds else [],
        accept=request.headers.get("accept"),
        site=_site(request),
    )


async def place(request: Request) -> Response:
    """The page of a thing, a recap or a claim."""
    return await ask_worker(
        request,
        "place",
        path=request.path_params["path"],
        accept=request.headers.get("accept"),
        ending=request.query_params.get("format"),
        site=_site(request),
    )


def _site(request: Request) -> str:
    return str(request.app.state.settings.title)
