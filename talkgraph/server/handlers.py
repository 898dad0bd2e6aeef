"""Requests for pages: what of them a job needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.server.endpoint import ask_worker

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["find", "listing", "place", "query_page", "saved"]


async def query_page(request: Request) -> Response:
    """The page where a query is written."""
    return await ask_worker(request, "query_page", site=_site(request))


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
