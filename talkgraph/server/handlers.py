"""Requests for pages: what of them a job needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.server.endpoint import ask_worker, http_response
from talkgraph.server.replies import Problem, Reply

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["ask", "explore", "explore_more", "find", "listing", "place", "query_page", "saved", "why"]

_MOST_DIGITS = 9


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
    given = {key: value for key, value in request.query_params.items() if key != "format"}
    return await ask_worker(
        request,
        "saved",
        name=request.path_params["name"],
        given=given,
        accept=request.headers.get("accept"),
        ending=request.query_params.get("format"),
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
            things, depth = asked.getlist("thing"), _number(asked.get("depth", "1"))
            if not things or depth is None:
                return _wrong("part?thing=…&depth=1: it takes things, and a number of steps")
            return await ask_worker(request, "explore_part", things=things, depth=depth)
        case "overview":
            top = _number(asked.get("top", ""))
            if top is None:
                return _wrong("overview?top=150: it takes how many things")
            return await ask_worker(request, "explore_overview", top=top)
        case "find":
            if "text" not in asked:
                return _wrong("find?text=…: it takes a text")
            return await ask_worker(request, "explore_find", text=asked["text"])
        case other:
            return http_response(Problem(404, f"the explorer has no {other!r}").reply())


def _wrong(words: str) -> Response:
    return http_response(Problem(400, words).reply())


def _number(text: str) -> int | None:
    """The number that a text spells, from 1 on; None for any other text."""
    return int(text) or None if text.isdecimal() and len(text) <= _MOST_DIGITS else None


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


async def why(request: Request) -> Response:
    """What stands behind a statement or a thing."""
    asked = request.query_params
    return await ask_worker(
        request,
        "why",
        thing=asked.get("subject", ""),
        relation=asked.get("predicate", ""),
        other=asked.get("object", ""),
        accept=request.headers.get("accept"),
        ending=asked.get("format"),
        site=_site(request),
    )


async def place(request: Request) -> Response:
    """The page of a thing, a recap or a claim."""
    if request.path_params["path"] == "q":  # without its slash, its links would lead elsewhere
        return http_response(Reply(b"", "text/plain", 303, {"Location": "q/"}))
    return await ask_worker(
        request,
        "place",
        path=request.path_params["path"],
        accept=request.headers.get("accept"),
        ending=request.query_params.get("format"),
        site=_site(request),
        edit=request.app.state.settings.edit is not None,
    )


def _site(request: Request) -> str:
    return str(request.app.state.settings.title)
