"""That no text runs as anything, and that what is shown can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from talkgraph.explorer import explore, explorer_page
from tests.explorer.samples import HOSTILE, dotscale, hostile

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

CONTRASTS = """(selectors) => {
    const channels = (color) => (color.match(/[\\d.]+/g) || []).map(Number);
    const light = (color) => channels(color).slice(0, 3).map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = (element) => {
        for (let each = element; each; each = each.parentElement) {
            const color = getComputedStyle(each).backgroundColor;
            if ((channels(color)[3] ?? 1) === 1) return color;
        }
        return "rgb(255, 255, 255)";
    };
    return selectors.map((selector) => {
        const element = document.querySelector(selector);
        const pair = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => a - b);
        return [selector, (pair[1] + 0.05) / (pair[0] + 0.05)];
    });
}"""

TEXTS = [
    "h1",
    "#count",
    "#panel h2",
    "#panel .kind",
    "#panel .also",
    "#panel h3",
    "#panel .derived",
    "#panel blockquote p",
    "#panel blockquote footer",
    "#panel blockquote footer a",
    "#panel .actions button:first-child",
    "#panel .actions button:last-child",
    "#kinds .words",
    "#kinds .amount",
    "#filters h2",
    "#browse summary",
    "#search-ts-control",
]


def ran(opened: Opened) -> object:
    return opened.run("typeof window.ran === 'undefined' ? null : window.ran")


def test_hostile_texts_are_shown_as_they_are_and_run_nothing(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(hostile(), title=HOSTILE[1]))
    assert opened.find("h1").inner_text() == HOSTILE[1]
    opened.go("at=event/evil-event")
    panel = opened.find("#panel")
    for name in HOSTILE:
        assert name in panel.inner_text()
    for summary in panel.locator("summary").all():
        summary.click()
    assert panel.locator("blockquote p").all_inner_texts() == list(HOSTILE)
    assert panel.locator("img, script, a").count() == 0
    assert ran(opened) is None


def test_hostile_names_run_nothing_in_search_list_and_tooltip(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(hostile()))
    assert set(HOSTILE) <= set(opened.find("#things button").all_inner_texts())
    opened.find("#search-ts-control").press_sequentially("img src")
    opened.find(".ts-dropdown .option").first.wait_for()
    assert opened.find(".ts-dropdown img").count() == 0
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    thing = opened.find("#panel h2").inner_text()
    assert thing in opened.drawn()
    box = opened.find("#canvas").bounding_box()
    assert box is not None
    opened.click_thing(thing)
    opened.page.mouse.move(box["x"] + 3, box["y"] + 3)
    opened.click_thing(thing)
    opened.page.wait_for_timeout(300)
    assert opened.find(".vis-tooltip img").count() == 0
    assert ran(opened) is None


def test_an_address_of_no_web_page_is_no_link(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(hostile()), "at=technology/evil-0")
    assert opened.find("#panel .urls").inner_text() == "javascript:window.ran='link'"
    assert opened.find("#panel a").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out_from_what_is_behind_them(
    open_html: Callable[..., Opened], dotscale_html: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_html(dotscale_html, "at=person/juan-benet", scheme=scheme)
    contrasts = dict(opened.page.evaluate(CONTRASTS, TEXTS))
    assert {text: ratio for text, ratio in contrasts.items() if ratio < 4.5} == {}


def test_dark_and_light_are_two_pictures(open_html: Callable[..., Opened], dotscale_html: str) -> None:
    opened = open_html(dotscale_html)
    color = "getComputedStyle(document.body).backgroundColor"
    border = "talkgraph.explorer.view.inside.nodes.get()[0].color.border"
    light = opened.run(color), opened.run(border)
    opened.page.emulate_media(color_scheme="dark")
    opened.until(f"{color} !== '{light[0]}'")
    opened.until(f"{border} !== {light[1]!r}")


@pytest.mark.parametrize("size", [(1280, 800), (800, 600), (400, 700)])
def test_nothing_is_cut_off_on_small_screens(
    open_html: Callable[..., Opened], dotscale_html: str, size: tuple[int, int]
) -> None:
    opened = open_html(dotscale_html, "at=person/juan-benet", size=size)
    width, height = opened.run(
        "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    )
    assert (width, height) <= size
    box = opened.find("#canvas canvas").bounding_box()
    assert box is not None
    assert box["width"] > 250
    assert box["height"] > 150
    assert opened.find("#panel h2").is_visible()


def test_filters_open_over_the_canvas_on_small_screens(
    open_html: Callable[..., Opened], dotscale_html: str
) -> None:
    opened = open_html(dotscale_html, size=(800, 600))
    assert opened.find("#kinds").is_hidden()
    opened.find("#toggle-filters").click()
    assert opened.find("#kinds").is_visible()
    assert opened.find("#toggle-filters").get_attribute("aria-expanded") == "true"


def test_the_page_works_in_the_frame_of_a_notebook(browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(explore(dotscale())._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("#things button", has_text="Juan Benet").click()
    assert frame.locator("#panel h2").inner_text() == "Juan Benet"
    frame.locator("#panel button", has_text="Only this").click()
    assert "within 1 step of Juan Benet" in frame.locator("#count").inner_text()
    frame.locator("#save summary").click()
    with page.expect_download() as waiting:
        frame.locator("#save-csv").click()
    assert waiting.value.suggested_filename == "graph.csv"
    page.close()
    assert errors == []
