"""The application: which address is answered by what."""

from __future__ import annotations

from contextlib import asynccontextmanager
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from talkgraph.errors import MissingExtraError
from talkgraph.server.editor import STATIC

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    from talkgraph.server.settings import Settings

__all__ = ["create_app"]

_SHOWN = ("X-Talkgraph-Truncated", "X-Talkgraph-Limit")


def create_app(settings: Settings, *, ready: Callable[[], None] | None = None) -> Starlette:
    """The server as an ASGI application.

    Its workers are started when it starts, and end with it.

    Args:
        settings: what to serve, and how.
        ready: is called once the workers have the store open.

    Raises:
        MissingExtraError: Starlette is not installed.
    """
    try:
        from starlette.applications import Starlette
    except ImportError:
        raise MissingExtraError("starlette", "serve") from None
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    from talkgraph.server.editing import correct_page, review_page
    from talkgraph.server.endpoint import sparql
    from talkgraph.server.handlers import (
        ask,
        explore,
        explore_more,
        find,
        listing,
        place,
        query_page,
        saved,
        why,
    )
    from talkgraph.server.pool import Pool

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = Pool(settings)
        await app.state.pool.start()
        if ready is not None:
            ready()
        yield
        await app.state.pool.close()

    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"], name="sparql"),
            Route("/", query_page, name="query_page"),
            Route("/q/", listing, name="listing"),
            Route("/q/{name}", saved, name="saved"),
            Route("/ask", ask, name="ask"),
            Route("/find", find, name="find"),
            Route("/review", review_page, methods=["GET"], name="review"),
            Route("/review", correct_page, methods=["POST"], name="correct"),
            Route("/why", why, name="why"),
            Route("/explore", explore, name="explore"),
            Route("/explore/{what}", explore_more, name="explore_more"),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
            Route("/{path:path}", place, name="place"),
        ],
        middleware=_middleware(settings),
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.token = token_urlsafe()
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    from starlette.middleware import Middleware
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    found = []
    if settings.hosts:
        # A page of another site may not reach a server on this machine under a name of its own.
        found.append(Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts)))
    if settings.cors:
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["*"],
                expose_headers=_SHOWN,
            )
        )
    return found
