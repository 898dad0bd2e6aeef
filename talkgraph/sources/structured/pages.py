"""HTML pages with what they state of events as JSON-LD."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from talkgraph.errors import EmptyRecapError
from talkgraph.sources.assembling import assemble
from talkgraph.sources.html import take_apart
from talkgraph.sources.structured.linked import read_linked
from talkgraph.sources.structured.scripts import linked_values
from talkgraph.sources.structured.writing import all_documents, document_at_event

if TYPE_CHECKING:
    from talkgraph.model import Document
    from talkgraph.sources.html import Page
    from talkgraph.sources.structured.programme import Programme

__all__ = ["read_page"]

_LOG = logging.getLogger(__name__)


def read_page(text: str, source: str, *, address: str | None = None) -> tuple[Document, ...]:
    """The documents of an HTML page: its text, then the talks that it states.

    A page that states one event tells of it: the event stands in front of its
    text. Of a page that states several, a listing, or whose front matter names
    an event, the events have documents of their own. A page that states none
    is read by ``read_html``, and gives the same.

    Args:
        text: the whole file.
        source: as in ``Document``, of the page's text.
        address: where it was fetched from, as for ``read_html``.

    Raises:
        EmptyRecapError: there is no text, and no event.
        SourceError: it cannot be read, as in ``read_html``.
    """
    page = take_apart(text, source, address=address)
    stated = () if page.root is None else read_linked(linked_values(page.root, source))
    try:
        own = _own(page, source, stated)
    except EmptyRecapError:
        if not stated:
            raise
        _LOG.debug("%s: no text beside its JSON-LD", source)
        return all_documents(stated, source)
    if own.stated:
        stated = tuple(one for one in stated if one.talks)
    return own, *all_documents(stated, source, first=2)


def _own(page: Page, source: str, stated: tuple[Programme, ...]) -> Document:
    """The document of a page's text."""
    if len(stated) == 1 and "event" not in page.head.values:
        return document_at_event(stated[0], page.passages, source, page.head)
    return assemble(page.passages, source, page.head)
