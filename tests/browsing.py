"""Pages in a real browser, which is told what they may ask for."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, Route
    from playwright.sync_api import Page as BrowserPage

REFUSAL = "Failed to load resource"  # what Chromium says of an answer of 400 and more
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
    """A page that is open in the browser, what it asked for, and what it did that it should not."""

    page: BrowserPage
    address: str
    requests: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
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


It = TypeVar("It", bound=Opened)


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


@contextmanager
def opening(
    browser: Browser, make: Callable[[BrowserPage, str], It], *, may_fail: bool = False
) -> Iterator[Callable[..., It]]:
    """A function that makes pages for an address; none may reach outside, and no script may fail.

    Args:
        browser: as ``chromium`` gives it.
        make: the page with its address, which is yet to be loaded.
        may_fail: whether the server may refuse something that a page asks for.
    """
    opened: list[It] = []

    def open_(address: str, ours: str, *, size: tuple[int, int] = (1280, 800), **options: Any) -> It:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **options
        )
        context.set_default_timeout(PATIENCE)
        it = make(context.new_page(), address)
        opened.append(it)

        def note(request: Request) -> None:
            it.requests.append(request.url.removeprefix(ours))

        def refuse(route: Route) -> None:
            if route.request.url.startswith((ours, "data:", "blob:")):
                route.continue_()
            else:
                it.outside.append(route.request.url)
                route.abort()

        def listen(message: ConsoleMessage) -> None:
            if message.type == "error" and not (may_fail and message.text.startswith(REFUSAL)):
                it.errors.append(message.text)

        context.route("**/*", refuse)
        it.page.on("request", note)
        it.page.on("pageerror", lambda error: it.errors.append(str(error)))
        it.page.on("console", listen)
        return it

    yield open_
    for it in opened:
        it.page.context.close()
    assert [it.outside for it in opened] == [[] for _ in opened]
    assert [it.errors for it in opened] == [[] for _ in opened]
