"""The page over a graph that it holds only a part of, with a server that answers in the browser."""

from __future__ import annotations

from itertools import combinations
from math import dist
from typing import TYPE_CHECKING

import pytest

from talkgraph.explorer import explorer_page, neighbourhood
from tests.browsing import PATIENCE, Opened
from tests.explorer.samples import HOSTILE, dotscale, evenings, hostile, iri, many
from tests.explorer.servers import HOST, PartServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Route

    from talkgraph.graph import TalkGraph
    from talkgraph.model import Iri

    Opening = Callable[..., tuple[Opened, PartServer]]

pytestmark = pytest.mark.browser

SELECT_ALL = """async () => {
    for (let thing = 0; thing < talkgraph.explorer.graph.size; thing += 1) {
        await talkgraph.explorer.select(thing);
    }
}"""


@pytest.fixture
def open_remote(browser: Browser) -> Iterator[Opening]:
    """Opens the remote page of a graph; it may ask its server, and nobody else."""
    contexts = []
    failures: list[str] = []

    def refuse(route: Route) -> None:
        failures.append(route.request.url)
        route.abort()

    def open_(
        graph: TalkGraph, fragment: str = "", *, top: int = 20, focus: Iri | None = None
    ) -> tuple[Opened, PartServer]:
        server = PartServer(graph)
        html = server.page(top=top, focus=focus)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        context.route("**/*", refuse)
        context.route(f"{HOST}/explore/*", server.answer)
        context.route(
            f"{HOST}/page", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
        )
        opened = Opened(context.new_page(), f"{HOST}/page")
        opened.page.on("pageerror", lambda error: failures.append(str(error)))
        opened.go(fragment)
        opened.until("document.querySelector('#count').textContent !== ''")
        settle(opened)
        return opened, server

    yield open_
    for context in contexts:
        context.close()
    assert failures == []


def settle(opened: Opened) -> None:
    """Wait until nothing is being fetched."""
    opened.until("!document.body.hasAttribute('aria-busy')")


def search(opened: Opened, text: str) -> None:
    opened.find("#search-ts-control").press_sequentially(text)
    opened.find(".ts-dropdown .option").first.wait_for()


def notice(opened: Opened) -> str:
    return opened.find("#notice").inner_text() if opened.find("#notice").is_visible() else ""


def test_it_opens_on_its_part_and_tells_of_the_whole(open_remote: Opening) -> None:
    opened, server = open_remote(many(events=3, talks=10, technologies=20))
    assert len(opened.drawn()) == 20
    assert opened.find("#count").inner_text() == "Showing 20 of 83 things."
    assert opened.find("#loaded").inner_text() == "20 of 83 things loaded"
    assert opened.find("#kinds li", has_text="Talks").locator(".amount").inner_text() == "30"
    assert server.requests == []


def test_search_reaches_what_is_not_loaded(open_remote: Opening) -> None:
    graph = many(events=3, talks=10, technologies=20)
    opened, server = open_remote(graph)
    assert not opened.run("talkgraph.explorer.graph.find('person/speaker-0020') !== undefined")
    search(opened, "speaker 0020")
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    settle(opened)
    assert opened.find("#panel h2").inner_text() == "Speaker 0020"
    around = neighbourhood(graph, iri("person/speaker-0020"), depth=2, top=20)
    assert opened.drawn() == {graph.things[each].name for each in around}
    assert server.requests == ["find?text=speaker+0020", "part?thing=person%2Fspeaker-0020&depth=2"]
    assert opened.fragment() == "#focus=person/speaker-0020"


def test_enter_before_the_answer_goes_to_the_first_thing(open_remote: Opening) -> None:
    opened, _ = open_remote(dotscale(), top=3)
    opened.find("#search-ts-control").press_sequentially("erlang")
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    assert opened.find("#panel h2").inner_text() == "Erlang"


def test_a_click_fetches_facts_and_quotes(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), top=5)
    opened.find("#things button", has_text="IPFS").click()
    opened.find("#panel h2").wait_for()
    assert server.requests == ["part?thing=technology%2Fipfs&depth=1"]
    group = opened.find("#panel section:has(h3:text-is('Builds on'))")
    assert group.locator("button.thing").inner_text().startswith("libp2p")
    assert "The InterPlanetary File System is built on libp2p." in (group.text_content() or "")
    assert opened.find("#loaded").inner_text() == "8 of 13 things loaded"


@pytest.mark.parametrize(
    "fragment",
    [
        "",
        "top=200",
        "focus=technology/tool-003",
        "focus=person/speaker-0014&depth=3",
        "at=event/event-001&open=schema:superEvent:event/event-001",
        "open=talk/talk-0003,technology/tool-004:tg:uses&with=person/speaker-0020&hide=event/event-000",
        "focus=event/event-002&depth=1&kinds=Person&top=8",
    ],
)
def test_every_view_is_that_of_the_page_that_holds_all(
    open_remote: Opening, open_html: Callable[..., Opened], fragment: str
) -> None:
    graph = many(events=3, talks=10, technologies=20)
    remote, _ = open_remote(graph, fragment)
    whole = open_html(explorer_page(graph, top=20), fragment)
    assert remote.drawn() == whole.drawn()
    assert remote.find("#count").inner_text() == whole.find("#count").inner_text()
    assert remote.find("#panel").inner_text() == whole.find("#panel").inner_text()


def test_more_of_the_overview_is_fetched_with_its_order(open_remote: Opening) -> None:
    opened, server = open_remote(many(events=3, talks=10, technologies=20))
    for shown in (40, 60, 80, 83):
        opened.find("#more").click()
        opened.until(f"talkgraph.explorer.view.inside.nodes.length === {shown}")
    assert opened.find("#more").is_hidden()
    assert server.requests == [f"overview?top={top}" for top in (40, 60, 80, 100)]
    assert opened.find("#loaded").inner_text() == ""


def test_what_is_there_is_not_asked_for_again(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), "focus=technology/ipfs&depth=2", top=5)
    asked = len(server.requests)
    opened.find("#panel button.thing", has_text="git").click()
    opened.find("#panel h2", has_text="git").wait_for()
    opened.find("#panel button", has_text="Only this").click()
    opened.until("talkgraph.explorer.state.depth === 1")
    opened.page.go_back()
    opened.until("talkgraph.explorer.state.depth === 2")
    settle(opened)
    assert len(server.requests) == asked


def test_a_known_thing_and_a_known_statement_are_not_doubled(open_remote: Opening) -> None:
    graph = evenings()
    opened, _ = open_remote(graph, "focus=technology/rust&depth=1", top=4)
    opened.go("focus=technology/rust&depth=4")
    opened.until("talkgraph.explorer.graph.size > 10")
    settle(opened)
    opened.run(SELECT_ALL)
    iris = "[...Array(talkgraph.explorer.graph.size).keys()].map((n) => talkgraph.explorer.graph.local(n))"
    assert len(set(opened.run(iris))) == len(opened.run(iris))
    words = (
        "[...Array(talkgraph.explorer.graph.statements).keys()].map((n) => talkgraph.explorer.graph.words(n))"
    )
    assert len(set(opened.run(words))) == len(opened.run(words)) == len(graph.statements)


def test_an_address_of_a_thing_that_nobody_has_says_so(open_remote: Opening) -> None:
    opened, _ = open_remote(dotscale(), "focus=technology/cobol", top=5)
    assert notice(opened) == "This graph does not hold technology/cobol."
    assert len(opened.drawn()) == 5


@pytest.mark.parametrize(
    ("status", "words"),
    [(500, "The server answers with an error (500)."), (0, "The server does not answer.")],
)
def test_a_failure_is_told_and_the_page_stays_usable(open_remote: Opening, status: int, words: str) -> None:
    opened, server = open_remote(dotscale(), top=5)
    server.broken = status
    opened.find("#things button", has_text="IPFS").click()
    opened.until("!document.querySelector('#notice').hidden")
    assert notice(opened) == f"{words} What is loaded can still be used."
    assert opened.find("#panel h2").inner_text() == "IPFS"
    search_field = opened.find("#search-ts-control")
    search_field.press_sequentially("lib")
    opened.find(".ts-dropdown .no-results").wait_for()
    search_field.press("Escape")
    opened.find("#kinds label", has_text="Technologies").click()
    assert "IPFS" not in opened.drawn()
    server.broken = None
    opened.find("#to-overview").click()
    opened.until("talkgraph.explorer.state.at === null")
    assert notice(opened) == ""
    opened.find("#kinds label", has_text="Technologies").click()
    opened.find("#things button", has_text="IPFS").click()
    opened.find("#panel button.thing", has_text="libp2p").wait_for()


def test_a_failed_visit_leaves_the_view_as_it_was(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), top=5)
    before = opened.drawn()
    search(opened, "git")
    server.broken = 503
    opened.page.keyboard.press("Enter")
    opened.until("!document.querySelector('#notice').hidden")
    assert notice(opened).startswith("The server answers with an error (503).")
    assert opened.drawn() == before


def test_of_two_quick_actions_the_later_one_counts(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), top=6)
    server.held = {"ipfs"}
    opened.find("#things button", has_text="IPFS").click()
    opened.until("document.body.hasAttribute('aria-busy')")
    opened.find("#things button", has_text="The permanent web").click()
    opened.find("#panel h2", has_text="The permanent web").wait_for()
    server.release()
    opened.until("talkgraph.explorer.graph.isComplete(talkgraph.explorer.graph.find('technology/ipfs'))")
    settle(opened)
    assert opened.find("#panel h2").inner_text() == "The permanent web"


def test_a_filter_chosen_while_something_is_fetched_holds(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), top=6)
    server.held = {"ipfs"}
    opened.find("#things button", has_text="IPFS").click()
    opened.until("document.body.hasAttribute('aria-busy')")
    opened.find("#kinds label", has_text="People").click()
    server.release()
    opened.find("#panel h2", has_text="IPFS").wait_for()
    assert opened.run("talkgraph.explorer.state.kinds.join()") == "Person"


def test_only_the_last_text_is_searched_for(open_remote: Opening) -> None:
    opened, server = open_remote(dotscale(), top=6)
    server.held = {"text=li"}
    opened.find("#search-ts-control").press_sequentially("li")
    opened.until("document.body.hasAttribute('aria-busy')")
    opened.page.wait_for_timeout(300)
    server.held = set()
    opened.find("#search-ts-control").fill("erl")
    opened.find(".ts-dropdown .option", has_text="Erlang").wait_for()
    server.release()
    settle(opened)
    assert opened.find(".ts-dropdown .option").all_inner_texts()[0].startswith("Erlang")
    assert opened.find(".ts-dropdown .option").count() == 1


def test_years_of_what_is_loaded_can_be_asked_for_more(open_remote: Opening) -> None:
    opened, _ = open_remote(evenings(), "from=2016", top=8)
    before = opened.drawn()
    shown = len(before)
    words = f"Showing {shown} of {shown} loaded things of 2016 and later."
    assert opened.find("#count").inner_text() == words
    assert "Evening 1" not in before
    opened.find("#more").click()
    opened.until("document.querySelector('#loaded').textContent.startsWith('16 of 18')")
    opened.find("#more").click()
    opened.until("document.querySelector('#loaded').textContent === ''")
    assert opened.drawn() == {"Evening 2", "Two", "Ben", "Evenings", "Acme", "Rust", "Lyon"}
    assert opened.find("#more").is_hidden()


def test_hostile_answers_run_nothing(open_remote: Opening) -> None:
    opened, _ = open_remote(hostile(), top=1)
    search(opened, "img src")
    assert HOSTILE[0] in opened.find(".ts-dropdown .option").first.inner_text()
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    settle(opened)
    assert opened.find("#panel img, #panel script, .ts-dropdown img").count() == 0
    assert opened.run("typeof window.ran") == "undefined"


def test_an_overview_that_comes_later_is_laid_out_as_one_that_the_page_opens_on(
    open_remote: Opening, open_html: Callable[..., Opened]
) -> None:
    graph = many(events=3, talks=10, technologies=20)
    places = """() => {
        const { network, nodes } = talkgraph.explorer.view.inside;
        return nodes.get().map(({ id, label }) => [label, network.getPosition(id)]);
    }"""
    whole = dict(open_html(explorer_page(graph, top=20)).page.evaluate(places))
    focus = iri("person/speaker-0020")
    opened, _ = open_remote(graph, top=20, focus=focus)
    assert opened.find("#panel h2").inner_text() == "Speaker 0020"
    opened.find("#to-overview").click()
    opened.until("talkgraph.explorer.state.focus === null")
    assert dict(opened.page.evaluate(places)) == whole


def test_things_that_nothing_connects_stand_on_nothing(open_remote: Opening) -> None:
    graph = many(events=6, talks=3, technologies=30)
    opened, server = open_remote(graph, top=20, focus=iri("person/speaker-0001"))
    server.plain = True
    opened.find("#to-overview").click()
    opened.until("talkgraph.explorer.state.focus === null")
    places = opened.run("Object.values(talkgraph.explorer.view.inside.network.getPositions())")
    apart = [dist((one["x"], one["y"]), (two["x"], two["y"])) for one, two in combinations(places, 2)]
    assert len(places) == 20
    assert min(apart) > 50
