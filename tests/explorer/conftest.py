"""A real browser for the explorer's tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browsing import Opened, chromium, opening
from tests.explorer.samples import dotscale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


# Not for the session: while it is open, its event loop counts as running for every other test.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser for all tests of a package."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_html(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML from a file, without a network; the page must neither ask for it nor fail."""
    with opening(browser, Opened) as visit:
        files = 0

        def open_(
            html: str,
            fragment: str = "",
            *,
            scheme: Literal["light", "dark"] = "light",
            size: tuple[int, int] = (1280, 800),
        ) -> Opened:
            nonlocal files
            file = tmp_path / f"page-{files}.html"
            files += 1
            file.write_text(html, encoding="utf-8")
            it = visit(file.as_uri(), "file:", size=size, color_scheme=scheme)
            it.go(fragment)
            return it

        yield open_


@pytest.fixture(scope="session")
def dotscale_html() -> str:
    """The page of the small graph."""
    from talkgraph.explorer import explorer_page

    return explorer_page(dotscale())
