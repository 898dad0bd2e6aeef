"""A real browser for the explorer's tests."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.explorer.samples import dotscale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Route
    from playwright.sync_api import Page as BrowserPage

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 60_000  # milliseconds: the machine may be busy with other things
PAUSE = 50

_PLACE_ON_SCREEN = """(name) => {
    const { network, nodes } = talkgraph.explorer.view.inside;
    const id = nodes.get().find((node) => node.label === name).id;
    const at = network.canvasToDOM(network.getPosition(id));
    const box = document.querySelector("#canvas").getBoundingClientRect();
    return [box.left + at.x, box.top + at.y];
}"""


@dataclass
class Opened:
    """A page that is open in the browser, and what it did that it should not."""

    page: BrowserPage
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> None:
        """Load the page anew, with this part after ``#``."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}#{fragment}" if fragment else self.address)
        self.until("typeof talkgraph === 'object' && talkgraph.explorer !== undefined")

    def find(self, selector: str, *, has_text: str | None = None) -> Locator:
        return self.page.locator(selector, has_text=has_text)

    def until(self, script: str) -> None:
        """Wait until an expression holds; Playwright's own way is refused by the page's policy."""
        for _ in range(PATIENCE // PAUSE):
            if self.run(script):
                return
            self.page.wait_for_timeout(PAUSE)
        raise AssertionError(f"still not: {script}")

    def run(self, script: str) -> Any:
        return self.page.evaluate(script)

    def drawn(self) -> set[str]:
        """The labels of vis-network's own set of nodes."""
        return set(self.run("talkgraph.explorer.view.inside.nodes.get().map((node) => node.label)"))

    def edges(self) -> int:
        """The size of vis-network's own set of edges."""
        return int(self.run("talkgraph.explorer.view.inside.edges.length"))

    def fragment(self) -> str:
        return str(self.run("location.hash"))

    def click_thing(self, name: str, *, times: int = 1) -> None:
        """Click a thing on the canvas, where vis-network says that it stands."""
        at = self.page.evaluate(_PLACE_ON_SCREEN, name)
        self.page.mouse.click(*at, click_count=times)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's chromium; skips without it, except in CI, where it must be there."""
    executable = shutil.which("chromium")
    if executable is None:
        reason = "chromium is not installed: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, timeout=PATIENCE)
        yield browser
        browser.close()


# Not for the session: while it is open, its event loop counts as running for every other test.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser for all tests of a package."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_html(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML from a file, without a network; the page must neither ask for it nor fail."""
    opened: list[Opened] = []

    def open_(
        html: str,
        fragment: str = "",
        *,
        scheme: Literal["light", "dark"] = "light",
        size: tuple[int, int] = (1280, 800),
    ) -> Opened:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        it = Opened(context.new_page(), file.as_uri())

        def refuse(route: Route) -> None:
            if route.request.url.startswith(("file:", "data:", "blob:")):
                route.continue_()
            else:
                it.requests.append(route.request.url)
                route.abort()

        context.route("**/*", refuse)

        def listen(message: ConsoleMessage) -> None:
            if message.type == "error":
                it.errors.append(message.text)

        it.page.on("pageerror", lambda error: it.errors.append(str(error)))
        it.page.on("console", listen)
        it.go(fragment)
        opened.append(it)
        return it

    yield open_
    for it in opened:
        it.page.context.close()
    assert [it.requests for it in opened] == [[] for _ in opened]
    assert [it.errors for it in opened] == [[] for _ in opened]


@pytest.fixture(scope="session")
def dotscale_html() -> str:
    """The page of the small graph."""
    from talkgraph.explorer import explorer_page

    return explorer_page(dotscale())
