"""Following all links of a site that lies in a folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

__all__ = ["Checked", "checked", "parsed"]

_ADDRESSES = ("href", "src", "action")


@dataclass
class Checked:
    """What all links of a site lead to.

    Attributes:
        pages: the pages, by file.
        links: file of the page, and address as it stands there, of those within the site.
        broken: those of them that lead nowhere.
        outside: addresses of other sites.
        odd: all others.
    """

    pages: dict[str, HtmlElement] = field(default_factory=dict)
    links: set[tuple[str, str]] = field(default_factory=set)
    broken: set[tuple[str, str]] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)


def parsed(file: Path) -> HtmlElement:
    """A page of a site."""
    return html.document_fromstring(file.read_bytes().decode())


def checked(folder: Path) -> Checked:
    """Looks at every address in every page of a site, as a browser would resolve it."""
    found = Checked()
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    found.pages = {name: parsed(folder / name) for name in sorted(files) if name.endswith(".html")}
    explored = set(_tables(found.pages["explorer.html"])["things"]["iri"])
    ids = {name: set(map(str, page.xpath("//@id"))) for name, page in found.pages.items()}
    for name, page in found.pages.items():
        for address in _addresses(page):
            parts = urlsplit(address)
            if parts.scheme in {"http", "https"}:
                found.outside.add(address)
            elif parts.scheme or parts.netloc or address.startswith("/") or "\\" in address:
                found.odd.add(address)
            else:
                found.links.add((name, address))
                target = normpath(join(name, "..", unquote(parts.path))) if parts.path else name
                known = ids.get(target, set()) | ({"focus"} if target == "explorer.html" else set())
                fragment = parts.fragment.partition("=")[0]
                is_there = target in files and (not fragment or fragment in known)
                if fragment == "focus":
                    is_there &= parse_qs(parts.fragment)["focus"][0] in explored
                if not is_there:
                    found.broken.add((name, address))
    for page in _tables(found.pages["explorer.html"], "start")["pages"]:
        found.links.add(("explorer.html", page))
        if page not in files:
            found.broken.add(("explorer.html", page))
    return found


def _tables(page: HtmlElement, name: str = "tables") -> dict[str, dict[str, list[str]]]:
    """What is embedded in the explorer's page."""
    data: dict[str, dict[str, list[str]]] = json.loads(page.get_element_by_id(f"embedded-{name}").text or "")
    return data


def _addresses(page: HtmlElement) -> list[str]:
    return [
        str(address)
        for name in _ADDRESSES
        for address in page.xpath(f"//@{name}")
        if not str(address).startswith("data:")
    ]
