"""The server's pages in a real browser: nothing runs that should not, and everybody can read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import pytest

from talkgraph.server import Settings
from talkgraph.store import write_store
from tests.browsing import Opened, chromium, opening
from tests.explorer.samples import HOSTILE
from tests.explorer.test_browser_access import findings
from tests.server.conftest import running
from tests.server.hostile import hostile_recap, hostile_resolution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.server.conftest import Running

    Opening = Callable[..., Opened]

pytestmark = pytest.mark.browser

PAGES = [
    "technology/ipfs",
    "talk/files-without-a-server",
    "recap/2017-09-18-cloud-evening",
    "q/who-talked-about?topic=IPFS",
    "q/who-talked-about?topic=IPSF",
    "q/",
    "find?text=web",
    "technology/ipsf",
    "why?subject=technology/ipfs&object=technology/libp2p",
    "why?subject=technology/ipfs",
    "why?subject=nothing+such",
    "",
]


EMBEDDED = "script[type='application/ld+json']"
LINKS = """
[...document.querySelectorAll("a[href], form[action]")].map(
    (each) => new URL(each.getAttribute("href") ?? each.getAttribute("action"), document.baseURI).href)
"""


# Not for the package: while it is open, its event loop counts as running for every other test.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def open_at(browser: Browser) -> Iterator[Opening]:
    """Opens pages of a server; they must load nothing from elsewhere, and no script of them may fail."""
    with opening(browser, Opened, may_fail=True) as visit:

        def open_(server: Running, path: str, **options: Any) -> Opened:
            it = visit(f"{server.address}{path}", server.address, **options)
            it.page.goto(it.address)
            return it

        yield open_


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_reader_out(
    open_at: Opening, world_server: Running, scheme: Literal["light", "dark"]
) -> None:
    opened = open_at(world_server, "q/", color_scheme=scheme)
    found = {}
    for path in PAGES:
        opened.page.goto(f"{world_server.address}{path}")
        opened.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        found[path] = findings(opened)
    opened.page.goto(f"{world_server.address}explore")
    opened.until("document.querySelector('#count').textContent !== ''")
    found["explore"] = findings(opened)
    assert [each for each in found.items() if each[1]] == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_a_phone(open_at: Opening, world_server: Running, path: str) -> None:
    opened = open_at(world_server, path, size=(360, 700))
    assert opened.run("document.documentElement.scrollWidth") <= 360


def test_pages_work_without_javascript(open_at: Opening, world_server: Running) -> None:
    opened = open_at(world_server, "q/", java_script_enabled=False)
    opened.page.get_by_role("link", name="Who talked about it", exact=True).click()
    opened.page.get_by_label("topic").fill("IPFS")
    opened.page.get_by_role("button", name="Ask").click()
    opened.find("td summary").click()
    opened.find("td blockquote p").first.wait_for()
    opened.page.get_by_role("link", name="Files without a server").click()
    assert opened.find("h1").inner_text() == "Files without a server"
    opened.find("#find").fill("zoe")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**/person/zoe-lindqvist")
    opened.find(".sketch a").first.click()
    opened.page.wait_for_url(lambda url: not url.endswith("zoe-lindqvist"))
    assert opened.find("article h1").count() == 1


def test_names_are_completed_in_a_form(open_at: Opening, world_server: Running) -> None:
    opened = open_at(world_server, "q/who-talked-about")
    field = opened.find("input[name=topic]")
    field.press_sequentially("postg")
    opened.until("document.querySelectorAll('#names-topic option').length > 0")
    options = opened.run(
        "[...document.querySelectorAll('#names-topic option')].map(({ value, label }) => [value, label])"
    )
    assert options == [["PostgreSQL", ""]]
    field.fill("apache k")
    opened.until("document.querySelector('#names-topic option')?.value === 'Kafka'")
    assert opened.run("document.querySelector('#names-topic option').label") == "Kafka (Apache Kafka)"
    field.fill("Zoë")  # a person is none of what the form asks for
    opened.until("document.querySelectorAll('#names-topic option').length === 0")
    asked = [each for each in opened.requests if each.startswith("find")]
    assert asked[0] == "find?text=postg&kinds=Technology%7CTopic%7COrganization"


def test_a_claim_s_place_is_marked(open_at: Opening, world_server: Running) -> None:
    opened = open_at(world_server, "recap/2017-09-18-cloud-evening")
    for selector in (".passage li[id]", ".named span[id]"):
        anchor = opened.find(selector).first.get_attribute("id")
        opened.page.goto(f"{world_server.address}recap/2017-09-18-cloud-evening#{anchor}")
        marked = opened.run(
            "getComputedStyle(document.querySelector(':target').closest('li, .named')).backgroundColor"
        )
        assert marked == "rgb(231, 240, 250)"


def test_the_explorer_searches_and_expands_what_the_server_has(
    open_at: Opening, world_server: Running
) -> None:
    opened = open_at(world_server, "explore")
    opened.until("document.querySelector('#count').textContent !== ''")
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER(?c != tg:Recap) }"
    (row,) = world_server.query(count).json()["results"]["bindings"]
    assert f"of {row['n']['value']} things" in opened.find("#count").inner_text()
    opened.find("#search-ts-control").press_sequentially("libp2p")
    opened.find(".ts-dropdown .option").first.wait_for()
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    opened.until("!document.body.hasAttribute('aria-busy')")
    assert opened.find("#panel h2").inner_text() == "libp2p"
    assert "IPFS is built on libp2p" in (opened.find("#panel").text_content() or "")
    opened.find("#panel button", has_text="Only this").click()
    opened.until("!document.body.hasAttribute('aria-busy')")
    assert {"libp2p", "IPFS"} <= opened.drawn()
    before = opened.drawn()
    opened.find("#panel button.thing", has_text="IPFS").click()
    opened.until("document.querySelector('#panel h2').textContent === 'IPFS'")
    opened.find("#panel .actions button", has_text="Expand").click()
    opened.until("!document.body.hasAttribute('aria-busy')")
    assert opened.drawn() >= before | {"Git", "Indigo Rail"}


def test_a_thing_s_page_leads_into_the_explorer(open_at: Opening, world_server: Running) -> None:
    opened = open_at(world_server, "technology/ipfs")
    opened.page.get_by_role("link", name="Look around in the explorer").click()
    opened.until("document.querySelector('#panel h2')?.textContent === 'IPFS'")


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A store whose names, quotes, addresses and titles try to run as HTML or scripts."""
    folder = tmp_path_factory.mktemp("hostile") / "talkgraph.db"
    write_store([hostile_recap()], hostile_resolution(), folder)
    with running(Settings(folder, title=HOSTILE[1])) as server:
        yield server


@pytest.mark.parametrize(
    "path",
    [
        "event/evil",
        "talk/evil",
        *(f"technology/evil-{number}" for number in range(len(HOSTILE))),
        "recap/evil",
        "find?text=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E",
        "%3Cscript%3Ewindow.ran=1%3C/script%3E",
        "q/%3Cimg%20src=x%20onerror=%22window.ran=1%22%3E",
        "q/who-talked-about?topic=%22%3E%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "q/facts?thing=technology%2Fevil-1",
        "why?subject=event/evil",
        "why?subject=talk/evil&object=technology/evil-1",
        "why?subject=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E",
        "q/talks",
        "explore",
        "",
    ],
)
def test_hostile_texts_run_nothing(open_at: Opening, hostile_server: Running, path: str) -> None:
    opened = open_at(hostile_server, path)
    opened.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert opened.run("typeof window.ran === 'undefined'")
    assert opened.find("main img, article img").count() == 0
    hrefs = opened.run(LINKS)
    assert [each for each in hrefs if not each.startswith((hostile_server.address, "data:"))] == []
    assert opened.run("document.querySelectorAll('[onerror], [onmouseover], [onclick]').length") == 0


def test_hostile_texts_are_shown_as_they_are(open_at: Opening, hostile_server: Running) -> None:
    opened = open_at(hostile_server, "technology/evil-0")
    for number, name in enumerate(HOSTILE):
        opened.page.goto(f"{hostile_server.address}technology/evil-{number}")
        assert opened.find("h1").inner_text() == name
        assert opened.page.title() == name
        assert opened.find(".urls li").first.inner_text().startswith("javascript:")
        data = json.loads(opened.find(EMBEDDED).text_content() or "")
        assert data["name"] == name
    opened.page.goto(f"{hostile_server.address}recap/evil")
    quotes = opened.find(".passage blockquote p").all_text_contents()
    assert quotes == list(HOSTILE)


def test_the_explorer_leads_to_the_page_of_a_thing_and_back(open_at: Opening, world_server: Running) -> None:
    opened = open_at(world_server, "explore#focus=technology/kubernetes")
    opened.find("#panel h2", has_text="Kubernetes").wait_for()
    link = opened.page.locator("#panel a[href='./technology/kubernetes']")
    link.first.click()
    opened.page.wait_for_url(f"{world_server.address}technology/kubernetes")
    opened.page.get_by_role("link", name="Explore", exact=True).click()
    opened.page.locator("h1 a").click()
    opened.page.wait_for_url(world_server.address)
