"""The list of all pages for search engines.

Source: https://www.sitemaps.org/protocol.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["sitemap_files"]

_MOST = 50_000  # addresses that one file may hold
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(address: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """``sitemap.xml``; of a very large site, several files and the list of them.

    Args:
        address: of the site, with a slash at its end.
        pages: files of its pages, below the root.
    """
    parts = [pages[start : start + _MOST] for start in range(0, len(pages), _MOST)]
    if len(parts) <= 1:
        yield "sitemap.xml", _document("urlset", "url", address, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", "url", address, part)
    yield "sitemap.xml", _document("sitemapindex", "sitemap", address, names)


def _document(whole: str, one: str, address: str, paths: Iterable[str]) -> bytes:
    rows = "".join(f"<{one}><loc>{escape(address + path)}</loc></{one}>\n" for path in paths)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_NAMESPACE}">\n{rows}</{whole}>\n'
    ).encode()
