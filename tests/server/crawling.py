"""Following all links of a site, as a search engine would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from lxml import html

if TYPE_CHECKING:
    import httpx2
    from lxml.html import HtmlElement

    from tests.server.conftest import Running

__all__ = ["HTML", "Crawled", "crawl", "page"]

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
_ADDRESSES = ("href", "src", "action")


@dataclass
class Crawled:
    """What a crawl found.

    Attributes:
        pages: the pages, by address below the root.
        broken: address and status of what is linked to and not there.
        outside: addresses elsewhere that are linked to.
        absolute: addresses that begin at the root of the host, with the page that has them.
        anchors: parts of pages that are linked to.
    """

    pages: dict[str, HtmlElement] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    absolute: set[tuple[str, str]] = field(default_factory=set)
    anchors: set[tuple[str, str]] = field(default_factory=set)


def page(response: httpx2.Response) -> HtmlElement:
    """The page that was answered."""
    assert response.headers["content-type"] == "text/html; charset=utf-8", response.text
    return html.document_fromstring(response.text)


def crawl(server: Running, start: str = "q/", *more: str) -> Crawled:
    """Follows every link from some pages on, without those into the explorer's and the editor's insides."""
    found = Crawled()
    waiting = [start, *more]
    seen = set(waiting)
    while waiting:
        local = waiting.pop()
        response = server.client.get(local, headers=HTML, follow_redirects=True)
        if response.status_code != 200:
            found.broken[local] = response.status_code
            continue
        if not response.headers["content-type"].startswith("text/html"):
            continue
        found.pages[local] = page(response)
        for address in _addresses(found.pages[local]):
            if address.startswith(("/", server.address)):
                found.absolute.add((local, address))
            whole, anchor = urldefrag(urljoin(str(response.url), address))
            if not whole.startswith(server.address):
                found.outside.add(whole)
                continue
            below = whole.removeprefix(server.address)
            if anchor and below not in {"", "explore"}:
                found.anchors.add((below, anchor))
            if below not in seen:
                seen.add(below)
                waiting.append(below)
    return found


def _addresses(it: HtmlElement) -> list[str]:
    return [
        str(element.get(name))
        for name in _ADDRESSES
        for element in it.xpath(f"//*[@{name}]")
        if not str(element.get(name)).startswith("data:")
    ]
