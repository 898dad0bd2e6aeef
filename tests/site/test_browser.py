"""A site in a real browser, from a disk: the search works, nobody is kept out, nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests.browsing import Opened, chromium, opening
from tests.explorer.samples import HOSTILE
from tests.explorer.test_browser_access import findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    Opening = Callable[..., Opened]

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "technology/index.html",
    "talk/index.html",
    "talk/files-without-a-server/index.html",
    "event/cloud-evening-2017/index.html",
    "series/cloud-evening/index.html",
    "person/zoe-lindqvist/index.html",
    "recap/2017-09-18-cloud-evening/index.html",
    "search.html?text=i",
    "search.html",
]


# Not for the package: while it is open, its event loop counts as running for every other test.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Opening]:
    """Opens pages of a site from the disk; they must ask for nothing else, and no script may fail."""
    with opening(browser, Opened) as visit:

        def open_(site: Path, page: str, **options: Any) -> Opened:
            it = visit(f"{site.as_uri()}/{page}", site.as_uri(), **options)
            it.page.goto(it.address)
            return it

        yield open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_reader_out(
    open_file: Opening, world_site: Path, scheme: Literal["light", "dark"]
) -> None:
    opened = open_file(world_site, "index.html", color_scheme=scheme)
    found = {}
    for page in PAGES:
        opened.page.goto(f"{world_site.as_uri()}/{page}")
        opened.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found[page] = findings(opened)
    assert [each for each in found.items() if each[1]] == []


@pytest.mark.parametrize("page", PAGES)
def test_pages_fit_a_phone(open_file: Opening, world_site: Path, page: str) -> None:
    opened = open_file(world_site, page, size=(360, 700))
    assert opened.run("document.documentElement.scrollWidth") <= 360


def test_a_search_from_any_page_finds_names_and_aliases(open_file: Opening, world_site: Path) -> None:
    opened = open_file(world_site, "technology/ipfs/index.html")
    opened.find("#find").fill("interplan")
    opened.page.keyboard.press("Enter")
    opened.find("#found li").first.wait_for()
    assert opened.find("#found li").all_inner_texts() == ["IPFS (InterPlanetary File System) technology"]
    assert opened.find("#find").input_value() == "interplan"
    assert opened.find("#status").inner_text() == "1 is found."
    opened.find("#find").fill("zoe")
    opened.find("#found a", has_text="Zoë Lindqvist").click()
    assert opened.find("h1").inner_text() == "Zoë Lindqvist"
    assert opened.page.url == f"{world_site.as_uri()}/person/zoe-lindqvist/index.html"


def test_a_search_that_finds_nothing_says_so(open_file: Opening, world_site: Path) -> None:
    opened = open_file(world_site, "search.html?text=%3Cb%3Ecobol")
    assert opened.find("#status").inner_text() == "Nothing has a name that begins with “<b>cobol”."
    assert opened.find("#found li").count() == 0


def test_without_javascript_the_search_points_at_the_lists(open_file: Opening, world_site: Path) -> None:
    opened = open_file(world_site, "index.html", java_script_enabled=False)
    opened.find("#find").fill("zoe")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/search.html?text=zoe")
    assert "needs JavaScript" in opened.find("noscript").inner_text()
    opened.find("footer a", has_text="People").click()
    opened.page.get_by_role("link", name="Zoë Lindqvist").click()
    assert opened.find("h1").inner_text() == "Zoë Lindqvist"


def test_the_explorer_and_the_pages_lead_to_each_other(open_file: Opening, world_site: Path) -> None:
    opened = open_file(world_site, "technology/ipfs/index.html")
    opened.page.get_by_role("link", name="Look around in the explorer").click()
    opened.until("document.querySelector('#panel h2')?.textContent === 'IPFS'")
    opened.find("#panel button.thing", has_text="libp2p").first.click()
    opened.until("document.querySelector('#panel h2').textContent === 'libp2p'")
    opened.page.get_by_role("link", name="Its page").click()
    assert opened.page.url == f"{world_site.as_uri()}/technology/libp2p/index.html"
    opened.page.get_by_role("link", name="Explore", exact=True).click()
    opened.page.get_by_role("link", name="Small world").click()
    assert opened.page.url == f"{world_site.as_uri()}/index.html"


def test_strange_names_are_found_and_run_nothing(open_file: Opening, strange_site: Path) -> None:
    opened = open_file(strange_site, "search.html")
    for name in ("img", "window", "a", "🦄"):
        opened.find("#find").fill(name)
    opened.find("#find").fill("evil")
    for page in ("index.html", "technology/index.html", "recap/recap/index.html", "explorer.html"):
        opened.page.goto(f"{strange_site.as_uri()}/{page}")
        assert opened.run("typeof window.ran === 'undefined'")
        assert opened.find("img").count() == 0
    opened.page.goto(f"{strange_site.as_uri()}/search.html?text=onmouseover")
    assert opened.find("#found li a").inner_text() == HOSTILE[3]
    opened.find("#found li a").click()
    assert opened.find("h1").inner_text() == HOSTILE[3]
    assert opened.run("typeof window.ran === 'undefined'")
