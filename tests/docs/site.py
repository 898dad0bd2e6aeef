"""A built site: its pages, what they say, and what they ask for."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Site"]

_IN_STYLE = re.compile(r"@import\s+[\"']([^\"']+)|url\(\s*[\"']?([^\"')]+)")
_IN_SCRIPT = re.compile(r"(?:fetch|import|importScripts|Worker)\(\s*[\"'`]((?:https?:)?//[^\"'`]+)")
_ASKED = (  # what a browser asks for by itself
    "//script/@src",
    "//img/@src",
    "//iframe/@src",
    "//source/@src",
    "//link[not(contains(' canonical next prev search index author ', concat(' ', @rel, ' ')))]/@href",
)


class Site:
    """The folder that the build wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        """The pages by their paths."""
        return {
            path.relative_to(self.folder).as_posix(): lxml.html.document_fromstring(path.read_bytes())
            for path in sorted(self.folder.rglob("*.html"))
        }

    def ids(self, page: str) -> frozenset[str]:
        """The addresses in a page."""
        return frozenset(map(str, self.pages[page].xpath("//@id")))

    def words(self, page: str) -> str:
        """What a page says, with single blanks."""
        [main] = self.pages[page].xpath("//*[@role='main']")
        return " ".join(main.text_content().split())

    def codes(self, page: str) -> frozenset[str]:
        """What stands as code in the lines of a page."""
        return frozenset(code.text_content() for code in self.pages[page].xpath("//code"))

    def asked_for(self) -> Iterator[tuple[str, str]]:
        """Every file and address that a browser asks for by itself, with the file that asks."""
        for name, page in self.pages.items():
            for xpath in _ASKED:
                yield from ((name, str(address)) for address in page.xpath(xpath))
            for style in page.xpath("//style/text() | //@style"):
                yield from ((name, address) for address in _addresses(_IN_STYLE, str(style)))
        for suffix, pattern in ((".css", _IN_STYLE), (".js", _IN_SCRIPT)):
            for path in sorted(self.folder.rglob(f"*{suffix}")):
                text = path.read_text(encoding="utf-8")
                yield from ((path.name, address) for address in _addresses(pattern, text))


def _addresses(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        yield next(filter(None, found.groups()))
