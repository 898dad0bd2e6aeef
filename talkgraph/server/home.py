"""The page that the root of the server shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.server.editor import editor_files
from talkgraph.server.places import html_reply
from talkgraph.server.query_page import example, query_page

if TYPE_CHECKING:
    from talkgraph.server.replies import Reply
    from talkgraph.server.session import Session

__all__ = ["home"]


def home(session: Session, *, site: str) -> Reply:
    """The query page of a store, with its saved queries as examples."""
    queries = session.queries
    key = f"home {hash(tuple(queries.items()))}"  # the user's own queries may change
    if key not in session.pages:
        examples = [example(saved, session.names) for saved in queries.values()]
        html = query_page(
            base=session.base, limits=session.limits, examples=examples, site=site, editor=editor_files()
        )
        session.pages[key] = html.encode()
    return html_reply(session.pages[key])
