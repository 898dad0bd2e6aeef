"""What axe-core, the checker of accessibility, finds on the page: nothing serious."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import pytest

from talkgraph.explorer import explorer_page
from tests.explorer.samples import dotscale, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}


def findings(opened: Opened) -> list[tuple[str, str]]:
    """The rules that the page breaks gravely, each with the elements that do."""
    axe = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # Playwright's own way in: the page's policy lets no script element be added.
    opened.page.evaluate(f"() => {{ {axe} }}")
    result: dict[str, Any] = opened.page.evaluate("() => axe.run(document, { resultTypes: ['violations'] })")
    assert len(result["passes"]) > 10
    return [
        (found["id"], node["html"])
        for found in result["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (400, 700)], ids=["desk", "phone"])
@pytest.mark.parametrize("fragment", ["", "focus=technology/ipfs&depth=1"], ids=["overview", "panel"])
def test_nothing_keeps_a_reader_out(
    open_html: Callable[..., Opened],
    dotscale_html: str,
    fragment: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    assert findings(open_html(dotscale_html, fragment, scheme=scheme, size=size)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nor_does_anything_that_opens(
    open_html: Callable[..., Opened], dotscale_html: str, scheme: Literal["light", "dark"]
) -> None:
    opened = open_html(dotscale_html, "focus=technology/cobol&kinds=Person&confidence=60", scheme=scheme)
    assert opened.find("#notice").is_visible()
    opened.find("#save summary").click()
    opened.find("#search-ts-control").press_sequentially("i")
    opened.find(".ts-dropdown .option").first.wait_for()
    assert findings(opened) == []


def test_nor_does_a_capped_overview(open_html: Callable[..., Opened]) -> None:
    assert findings(open_html(explorer_page(many(events=3, talks=9, technologies=9), top=20))) == []


def test_the_checker_finds_what_is_wrong(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(dotscale()))
    opened.run("document.querySelector('#zoom-in').removeAttribute('aria-label')")
    opened.run("document.querySelector('#zoom-in').removeAttribute('title')")
    opened.run("document.querySelector('#zoom-in').textContent = ''")
    assert [rule for rule, _ in findings(opened)] == ["button-name"]


@pytest.fixture
def opened(open_html: Callable[..., Opened], dotscale_html: str) -> Opened:
    """The page of the small graph, just opened."""
    return open_html(dotscale_html)


def focused(opened: Opened) -> str:
    """What the keyboard is on: the text of a button, or the id of another element."""
    return str(
        opened.run("document.activeElement.id || document.activeElement.textContent.replace(/ \\(.*/, '')")
    )


def test_the_keyboard_stays_on_the_button_that_it_pressed(opened: Opened) -> None:
    opened.go("focus=topic/data-storage&depth=1&at=technology/ipfs")
    opened.find("#panel").get_by_role("button", name="Draw these (Builds on)").focus()
    opened.page.keyboard.press("Enter")
    assert focused(opened) == "Take away"
    opened.page.keyboard.press("Enter")
    assert focused(opened) == "Draw these"
    assert "libp2p" not in opened.drawn()
    opened.find("#panel").get_by_role("button", name="Expand").focus()
    opened.page.keyboard.press("Space")
    assert focused(opened) == "Collapse"


def test_the_keyboard_goes_from_the_list_to_the_panel_and_back(opened: Opened) -> None:
    opened.find("#things button", has_text="libp2p").focus()
    opened.page.keyboard.press("Enter")
    assert focused(opened) == "panel"
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.find("#panel").is_hidden()
    assert focused(opened) == "Things in view"


def test_the_keyboard_goes_from_search_to_the_panel(opened: Opened) -> None:
    opened.find("#search-ts-control").press_sequentially("git")
    opened.find(".ts-dropdown .option").first.wait_for()
    opened.page.keyboard.press("Enter")
    opened.until("document.activeElement.id === 'panel'")


def test_the_panel_of_another_thing_is_read_from_its_beginning(
    open_html: Callable[..., Opened], dotscale_html: str
) -> None:
    opened = open_html(dotscale_html, "at=technology/ipfs", size=(800, 420))
    opened.run("document.querySelector('.side').scrollTop = 200")
    opened.find("#panel").get_by_role("button", name="Take away (Builds on)").click()
    assert opened.run("document.querySelector('.side').scrollTop") > 50
    opened.find("#panel button.thing", has_text="libp2p").click()
    opened.find("#panel h2", has_text="libp2p").wait_for()
    assert opened.run("document.querySelector('.side').scrollTop") == 0
