"""The built documentation: it asks for nothing outside, and its links lead somewhere."""

from __future__ import annotations

from os.path import normpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

if TYPE_CHECKING:
    from tests.docs.site import Site


def test_it_asks_for_nothing_outside(site: Site) -> None:
    asked = list(site.asked_for())
    outside = [
        (page, address)
        for page, address in asked
        if not address.startswith("data:") and (urlsplit(address).scheme or urlsplit(address).netloc)
    ]
    assert outside == []
    assert any(address.endswith(".css") or ".css?" in address for _, address in asked)


def test_what_it_asks_for_is_there(site: Site) -> None:
    missing = [
        (name, address)
        for name in site.pages
        for xpath in ("//script/@src", "//img/@src", "//link[@rel='stylesheet']/@href")
        for address in site.pages[name].xpath(xpath)
        if not (site.folder / PurePosixPath(name).parent / urlsplit(str(address)).path).exists()
    ]
    assert missing == []


def test_links_lead_to_pages_and_places_that_are_there(site: Site) -> None:
    broken = []
    for name, page in site.pages.items():
        for link in map(str, page.xpath("//a/@href")):
            address, place = urldefrag(link)
            if urlsplit(address).scheme or urlsplit(address).netloc:
                continue
            path = normpath(PurePosixPath(name).parent / unquote(address)) if address else name
            is_there = (site.folder / path).exists()
            if not is_there or (place and path in site.pages and unquote(place) not in site.ids(path)):
                broken.append((name, link))
    assert broken == []


def test_every_page_is_in_the_menu(site: Site) -> None:
    menu = {
        urldefrag(str(address))[0]
        for address in site.pages["index.html"].xpath("//*[contains(@class, 'sidebar-tree')]//a/@href")
    }
    written = set(site.pages) - {"index.html", "genindex.html", "search.html"}
    assert written - menu == set()
