"""The query page in a real browser, served by a real server."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox
import pytest

from talkgraph.model import DEFAULT_BASE, expand
from talkgraph.server.editor import Editor, editor_files
from talkgraph.store import Store
from tests.browsing import Opened, opening
from tests.explorer.conftest import browser
from tests.server.query_page.site import serving, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Request

__all__ = ["browser"]


@dataclass
class QueryPage(Opened):
    """The query page, with or without the editor."""

    has_editor: bool = True
    asked: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    def go(self, fragment: str = "") -> None:
        """Load the page anew, with this part after ``#``."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}{fragment}")
        self.page.locator(".yasqe" if self.has_editor else "#query").wait_for()

    def focus(self) -> None:
        self.find(".CodeMirror-scroll" if self.has_editor else "#query").click()

    def write(self, text: str) -> None:
        """Put a text in place of what the editor holds, as a person who pastes it."""
        self.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def text(self) -> str:
        return str(self.run("talkgraph.queryPage.editor.text"))

    def ask(self, text: str) -> None:
        """Write a query, run it, and wait for what comes."""
        self.write(text)
        self.find("#run").click()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being asked and labels are there."""
        self.find("#stop").wait_for(state="hidden")
        self.rest()

    def rest(self) -> None:
        """Wait until no request is under way, and none follows on one that was."""
        quiet = 0
        while quiet < 3:
            quiet = 0 if self.under_way else quiet + 1
            self.page.wait_for_timeout(20)

    def rows(self) -> list[list[str]]:
        """The texts of the table, with its head."""
        return [row.locator("th, td").all_inner_texts() for row in self.find("#result tr").all()]


@pytest.fixture(params=["editor", "plain"])
def editor(request: pytest.FixtureRequest) -> Editor | None:
    """Both kinds of page, one after the other: with the editor, and with the plain text area."""
    if request.param == "plain":
        return None
    found = editor_files()
    if found is None:
        pytest.skip("this checkout has no editor: it was built without npm or without a network")
    return found


@pytest.fixture
def answer_editor() -> Editor | None:
    """The editor where it is there, else none: for tests of answers, which are shown alike."""
    return editor_files()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., QueryPage]]:
    """Opens the page of a store; it must send no request to elsewhere, and no script of it may fail."""
    with ExitStack() as servers, opening(browser, QueryPage, may_fail=True) as visit:

        def open_(
            store: Store,
            editor: Editor | None,
            fragment: str = "",
            *,
            plain_errors: bool = False,
            size: tuple[int, int] = (1280, 900),
            **options: Any,
        ) -> QueryPage:
            address = servers.enter_context(serving(site(store, editor, plain_errors=plain_errors)))
            it = visit(address, address, size=size, **options)
            it.has_editor = editor is not None

            def begin(request: Request) -> None:
                it.under_way.add(request)
                if request.url == f"{address}sparql":
                    it.asked.append(request.post_data or "")

            def end(request: Request) -> None:
                it.under_way.discard(request)

            it.page.on("request", begin)
            it.page.on("requestfinished", end)
            it.page.on("requestfailed", end)
            it.go(fragment)
            return it

        yield open_


def store_of(names: Iterable[tuple[str, str]]) -> Store:
    """A store in memory that holds names of things, by the ends of their IRIs."""
    graph = ox.Store()
    name = ox.NamedNode(expand("schema:name"))
    graph.extend(ox.Quad(ox.NamedNode(DEFAULT_BASE + path), name, ox.Literal(text)) for path, text in names)
    return Store(Path("memory"), "memory", DEFAULT_BASE, 0.0, graph, cast("Any", None))
