"""What a reader does with the page, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.explorer import explore, explorer_page
from tests.explorer.samples import dotscale, iri, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

AROUND_IPFS = {"IPFS", "Juan Benet", "The permanent web", "git", "libp2p"}

INK = """() => {
    const canvas = document.querySelector("#canvas canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Map();
    for (let at = 0; at < pixels.length; at += 4) {
        const color = pixels.slice(at, at + 3).join();
        if (pixels[at + 3] === 255) seen.set(color, (seen.get(color) || 0) + 1);
    }
    return Object.fromEntries([...seen].filter(([, count]) => count > 30));
}"""

# For the selected thing and its drawn neighbours, whether each is on the canvas.
IN_SIGHT = """() => {
    const { network } = talkgraph.explorer.view.inside;
    const { clientWidth, clientHeight } = document.querySelector("#canvas");
    const selected = talkgraph.explorer.state.at;
    return [selected, ...network.getConnectedNodes(selected)]
        .map((thing) => network.canvasToDOM(network.getPosition(thing)))
        .map(({ x, y }) => x > 0 && x < clientWidth && y > 0 && y < clientHeight);
}"""


@pytest.fixture
def opened(open_html: Callable[..., Opened], dotscale_html: str) -> Opened:
    """The page of the small graph, just opened."""
    return open_html(dotscale_html)


def search(opened: Opened, text: str) -> None:
    opened.find("#search-ts-control").press_sequentially(text)
    opened.find(".ts-dropdown .option").first.wait_for()


def test_things_and_edges_are_drawn(opened: Opened) -> None:
    assert opened.drawn() == {thing.name for thing in dotscale().things.values()}
    assert opened.edges() == 12  # without the derived ones and those to values
    assert opened.find("#count").inner_text() == "Showing 13 of 13 things."
    ink = opened.page.evaluate(INK)
    for color in ("0,114,178", "213,94,0", "86,180,233", "230,159,0"):  # person, event, talk, technology
        assert ink.get(color, 0) > 30


def test_search_finds_a_person_by_alias_and_goes_there(opened: Opened) -> None:
    search(opened, "jben")
    option = opened.find(".ts-dropdown .option")
    assert option.count() == 1
    assert "Juan Benet" in option.inner_text()
    assert "jbenet" in option.inner_text()
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    assert opened.find("#panel h2").inner_text() == "Juan Benet"
    assert opened.fragment() == "#focus=person/juan-benet"
    assert "Erlang" not in opened.drawn()
    assert {"Juan Benet", "The permanent web", "IPFS"} <= opened.drawn()


def test_search_finds_what_is_not_drawn_without_accents_and_in_any_word(
    open_html: Callable[..., Opened],
) -> None:
    opened = open_html(explorer_page(dotscale(), top=2))
    assert len(opened.drawn()) == 2
    search(opened, "FILE interp")
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    assert opened.find("#panel h2").inner_text() == "IPFS"
    assert "IPFS" in opened.drawn()


def test_search_says_when_there_is_nothing(opened: Opened) -> None:
    opened.find("#search-ts-control").press_sequentially("zzz")
    opened.find(".ts-dropdown .no-results").wait_for()


def test_a_click_shows_the_talk_and_its_quote(opened: Opened) -> None:
    opened.click_thing("Juan Benet")
    panel = opened.find("#panel")
    panel.locator("h2").wait_for()
    assert panel.locator("h2").inner_text() == "Juan Benet"
    text = panel.inner_text()
    assert "Also called jbenet" in text
    talks = panel.locator("section:has(h3:text-is('Talks'))")
    assert talks.locator("button.thing").inner_text().startswith("The permanent web")
    assert talks.locator("blockquote p").inner_text() == "Juan Benet, of Protocol Labs, presented IPFS."
    assert "2016-04-26" in talks.locator("footer").inner_text()
    assert "90 % certain" in talks.locator("footer").inner_text()
    link = talks.locator("footer a")
    assert link.inner_text() == "A Monday at dotScale"
    assert link.get_attribute("href") == "https://example.org/dotscale"
    assert "noopener" in (link.get_attribute("rel") or "")


def test_a_fact_that_follows_from_a_talk_names_it_with_its_sentence(opened: Opened) -> None:
    opened.go("at=person/juan-benet")
    group = opened.find("#panel section:has(h3:text-is('Spoke about'))")
    assert "follows from the talks" in group.inner_text()
    assert group.locator(".through").inner_text() == "through The permanent web"
    assert group.locator("blockquote p").all_inner_texts() == [
        "Juan Benet, of Protocol Labs, presented IPFS."
    ]
    assert group.locator("footer a").get_attribute("href") == "https://example.org/dotscale"
    group.locator("button.link").click()
    assert opened.find("#panel h2").inner_text() == "The permanent web"


def test_every_fact_on_a_panel_has_its_sentence(opened: Opened) -> None:
    for thing in dotscale().things:
        opened.run(f"talkgraph.explorer.select(talkgraph.explorer.graph.find({thing.value!r}))")
        without = opened.find("#panel .facts > li:not(:has(blockquote))")
        assert without.count() == 0


def test_a_fact_of_two_recaps_quotes_both(opened: Opened) -> None:
    opened.go("at=technology/libp2p")
    group = opened.find("#panel section:has(h3:text-is('Built on it'))")
    group.locator("details summary").click()
    quotes = group.locator("blockquote")
    assert quotes.count() == 2
    assert "The second evening" in quotes.nth(1).inner_text()
    assert quotes.nth(1).locator("a").count() == 0


def test_values_and_both_directions_are_facts(opened: Opened) -> None:
    opened.go("at=event/dotscale-2016")
    headings = opened.find("#panel h3").all_inner_texts()
    assert headings == ["Speakers", "Date", "Place", "Edition of", "Talks"]
    assert opened.find("#panel .value").inner_text() == "2016-04-25"


def test_the_address_restores_the_view(opened: Opened) -> None:
    opened.go("focus=technology/ipfs&depth=1")
    assert opened.drawn() == AROUND_IPFS
    assert opened.find("#panel h2").inner_text() == "IPFS"
    assert opened.find("#count").inner_text() == "Showing 5 of 5 things within 1 step of IPFS."
    opened.go("focus=https://w3id.org/talkgraph/id/technology/ipfs&depth=1&hide=technology/git&kinds=Person")
    assert opened.drawn() == AROUND_IPFS - {"git", "Juan Benet"}


def test_an_address_of_another_graph_says_so(opened: Opened) -> None:
    opened.go("focus=technology/cobol")
    assert opened.find("#notice").inner_text() == "This graph does not hold technology/cobol."
    assert len(opened.drawn()) == 13


def test_back_and_forward_go_through_the_views(opened: Opened) -> None:
    opened.click_thing("IPFS")
    opened.find("#panel h2").wait_for()
    opened.find("#panel button", has_text="Only this").click()
    assert opened.drawn() == AROUND_IPFS
    opened.page.go_back()
    opened.until("talkgraph.explorer.state.focus === null")
    assert len(opened.drawn()) == 13
    assert opened.find("#panel h2").inner_text() == "IPFS"
    opened.page.go_forward()
    opened.until("talkgraph.explorer.state.focus !== null")
    assert opened.drawn() == AROUND_IPFS
    opened.find("#to-overview").click()
    assert len(opened.drawn()) == 13


def test_expand_and_collapse_draw_and_remove_neighbours(opened: Opened) -> None:
    opened.go("focus=person/oliver-keeble&depth=1")
    assert opened.drawn() == {"Oliver Keeble", "The grid"}
    opened.click_thing("The grid")
    opened.find("#panel button", has_text="Expand").click()
    assert opened.drawn() == {"Oliver Keeble", "The grid", "dotScale 2016", "data storage"}
    words = "Showing 2 of 2 things within 1 step of Oliver Keeble, and 2 more."
    assert opened.find("#count").inner_text() == words
    opened.find("#panel button", has_text="Collapse").click()
    assert opened.drawn() == {"Oliver Keeble", "The grid"}


def test_a_double_click_expands(opened: Opened) -> None:
    opened.go("focus=person/oliver-keeble&depth=1")
    opened.click_thing("The grid", times=2)
    opened.until("talkgraph.explorer.state.open.length === 1")
    assert "data storage" in opened.drawn()


def test_added_things_get_places_of_their_own(opened: Opened) -> None:
    opened.go("focus=person/oliver-keeble&depth=1")
    opened.run("talkgraph.explorer.expand(talkgraph.explorer.graph.find('event/dotscale-2016'))")
    places = opened.run("Object.values(talkgraph.explorer.view.inside.network.getPositions())")
    assert len({(place["x"], place["y"]) for place in places}) == len(places) > 4


def test_what_is_added_comes_into_sight(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(many(events=2, talks=20, technologies=30), top=10))
    opened.find("#zoom-in").click(click_count=5)
    opened.find("#things button", has_text="Event 001").click()
    opened.find("#panel button", has_text="Expand").click()
    inside = opened.page.evaluate(IN_SIGHT)
    assert inside == [True] * 11
    assert opened.find("#count").inner_text() == "Showing 19 of 112 things. 10 neighbours left out."
    opened.find("#more").click()
    assert "left out" not in opened.find("#count").inner_text()
    assert len(opened.page.evaluate(IN_SIGHT)) == 21


def test_steps_around_a_focus_can_be_changed(opened: Opened) -> None:
    opened.go("focus=person/oliver-keeble&depth=1")
    opened.find("#depth").select_option("2")
    assert opened.drawn() == {"Oliver Keeble", "The grid", "dotScale 2016", "data storage"}
    assert opened.fragment() == "#focus=person/oliver-keeble"
    opened.go("focus=person/oliver-keeble&depth=6")
    assert opened.find("#depth").input_value() == "6"


def test_hide_takes_a_thing_away(opened: Opened) -> None:
    opened.click_thing("IPFS")
    opened.find("#panel button", has_text="Hide").click()
    assert "IPFS" not in opened.drawn()
    assert opened.find("#panel").is_hidden()
    opened.page.go_back()
    opened.until("talkgraph.explorer.state.hide.length === 0")
    assert "IPFS" in opened.drawn()


def test_kinds_and_relations_are_filtered_in_the_legend(opened: Opened) -> None:
    opened.find("#kinds label", has_text="Technologies").click()
    assert not {"IPFS", "git", "libp2p", "Erlang"} & opened.drawn()
    assert opened.fragment() == "#kinds=Technology"
    opened.find("#kinds label", has_text="Technologies").click()
    assert opened.edges() == 12
    opened.find("#relations label", has_text="is given by").click()
    assert opened.edges() == 10
    opened.find("#relations label", has_text="spoke at").click()
    assert opened.edges() == 12


def test_less_certain_statements_can_be_left_out(opened: Opened) -> None:
    slider = opened.find("#confidence")
    slider.fill("60")
    assert opened.find("#confidence-value").inner_text() == "60 %"
    assert opened.edges() == 10
    opened.go("at=topic/data-storage&confidence=60")
    assert "Talks about it" not in opened.find("#panel").inner_text()


def test_the_cap_is_printed_and_can_be_raised(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(many(events=4, talks=10, technologies=20), top=30))
    assert opened.find("#count").inner_text() == "Showing 30 of 104 things."
    opened.find("#more").click()
    assert opened.find("#count").inner_text() == "Showing 60 of 104 things."
    assert len(opened.drawn()) == 60
    opened.find("#more").click()
    opened.find("#more").click()
    assert len(opened.drawn()) == 104
    assert opened.find("#more").is_hidden()


def test_the_browser_and_python_agree_on_what_lies_around_a_thing(open_html: Callable[..., Opened]) -> None:
    graph = many(events=4, talks=6, technologies=12)
    page = explore(graph, focus=iri("technology/tool-003"), depth=2, top=25)
    opened = open_html(page.html)
    assert len(opened.drawn()) == page.drawn == 25
    places = opened.run("talkgraph.explorer.view.inside.nodes.get().every((node) => node.size > 0)")
    assert places is True
    start = opened.run("JSON.parse(document.getElementById('embedded-start').textContent).nodes")
    assert {node["label"] for node in start} == opened.drawn()
    before = {node["id"]: (node["x"], node["y"]) for node in start}
    now = opened.run("Object.entries(talkgraph.explorer.view.inside.network.getPositions())")
    assert {int(thing): (place["x"], place["y"]) for thing, place in now} == before
    opened.find("#to-overview").click()
    assert len(opened.drawn()) == 25


def test_the_list_beside_the_canvas_reaches_everything_by_keyboard(opened: Opened) -> None:
    names = opened.find("#things button").all_inner_texts()
    assert set(names) == opened.drawn()
    opened.find("#things button", has_text="libp2p").focus()
    opened.page.keyboard.press("Enter")
    assert opened.find("#panel h2").inner_text() == "libp2p"
    opened.page.keyboard.press("Escape")
    assert opened.find("#panel").is_hidden()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("erl")
    opened.find(".ts-dropdown .option").wait_for()
    opened.page.keyboard.press("Enter")
    assert opened.find("#panel h2").inner_text() == "Erlang"


def test_a_thing_named_in_the_panel_is_gone_to(opened: Opened) -> None:
    opened.go("focus=person/oliver-keeble&depth=1&at=talk/the-grid")
    opened.find("#panel button.thing", has_text="data storage").click()
    assert opened.find("#panel h2").inner_text() == "data storage"
    assert "data storage" in opened.drawn()
    assert "focus=person/oliver-keeble" in opened.fragment()


def test_every_control_has_a_name_for_screen_readers(opened: Opened) -> None:
    opened.go("at=technology/ipfs")
    nameless = opened.run(
        """[...document.querySelectorAll("button, input, select, [role]")].filter((each) =>
            !(each.textContent.trim() || each.getAttribute("aria-label") || (each.labels || []).length ||
              each.getAttribute("aria-labelledby") || each.type === "hidden" || each.offsetParent === null)
        ).map((each) => each.outerHTML)"""
    )
    assert nameless == []
    label = opened.find("#canvas").get_attribute("aria-label") or ""
    assert label.startswith("Graph of 13 things and 12 statements")
