"""HTML pages to documents: the article, without what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from talkgraph.sources.article import boilerplate_of, find_article
from talkgraph.sources.assembling import Head, assemble
from talkgraph.sources.budget import check_marks
from talkgraph.sources.cleaning import normal_lines
from talkgraph.sources.frontmatter import split_front_matter
from talkgraph.sources.htmlelements import parse_html
from talkgraph.sources.htmlflow import write_tree
from talkgraph.sources.pagehead import page_head
from talkgraph.sources.passages import PassageWriter

if TYPE_CHECKING:
    from lxml.etree import _Element

    from talkgraph.model import Document
    from talkgraph.sources.passages import Passage

__all__ = ["Page", "read_html", "take_apart"]


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page on the way to its document.

    Attributes:
        passages: its article.
        head: what it says about itself.
        root: all its elements; None if it has none.
    """

    passages: tuple[Passage, ...]
    head: Head
    root: _Element | None


def read_html(text: str, source: str, *, address: str | None = None) -> Document:
    """Read an HTML page, or the HTML behind the front matter of a static site's page.

    Navigation, sidebars, footers, comments, forms and scripts are left out;
    headings, lists, tables of data, quotes and code keep their kind. Title,
    day, address and language come from front matter, then from the page's head.

    Args:
        text: the whole file.
        source: as in ``Document``.
        address: where it was fetched from: the start of its relative links, unless
            the page states an address of its own.

    Raises:
        FrontMatterError: the front matter cannot be read.
        EmptyRecapError: there is no text.
        UnreadableError: lxml gives up on it.
        TooLargeError: it holds more elements or attributes than a recap can have.
    """
    page = take_apart(text, source, address=address)
    return assemble(page.passages, source, page.head)


def take_apart(text: str, source: str, *, address: str | None = None) -> Page:
    """What the document of an HTML page is put together from; arguments and errors as in ``read_html``."""
    text = normal_lines(text)
    check_marks(text, source, "HTML")
    front = split_front_matter(text, source)
    root = parse_html(front.body, source)
    writer = PassageWriter()
    values: dict[str, object] = {}
    if root is not None:
        article = find_article(root)
        values = page_head(root, article)
        stated = values.get("canonical_url")
        write_tree(
            writer,
            article,
            boilerplate_of(article),
            lines_before=front.first_line - 1,
            base=str(stated) if stated else address,
        )
    head = Head(MappingProxyType({**values, **front.values}), front.lines)
    return Page(tuple(writer.passages), head, root)
