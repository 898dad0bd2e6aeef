"""Years, and the groups of facts that are drawn and taken away, in a real browser."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from talkgraph.explorer import explorer_page, narrowed
from tests.explorer.samples import dotscale, evenings

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

SECOND = {"Evening 2", "Two", "Ben", "Evenings", "Acme", "Rust", "Lyon"}


@pytest.fixture
def opened(open_html: Callable[..., Opened]) -> Opened:
    """The page of the three evenings, just opened."""
    return open_html(explorer_page(evenings()))


def group(opened: Opened, heading: str) -> Locator:
    return opened.find(f"#panel section:has(h3:text-is('{heading}'))")


def test_a_range_of_years_leaves_its_events_and_what_hangs_on_them(opened: Opened) -> None:
    opened.find("#year-from").select_option("2016")
    assert opened.drawn() == SECOND
    assert opened.fragment() == "#from=2016"
    assert opened.find("#count").inner_text() == "Showing 7 of 7 things of 2016 and later."
    opened.find("#year-from").select_option("")
    assert len(opened.drawn()) == 18
    assert opened.fragment() in {"", "#"}


def test_the_page_and_python_keep_the_same_things(opened: Opened) -> None:
    for first, last in product((None, 2015, 2016), repeat=2):
        if first and last and first > last:
            continue
        bounds = {"from": first, "to": last}
        opened.go("&".join(f"{key}={year}" for key, year in bounds.items() if year))
        kept = narrowed(evenings(), since=first, until=last).things.values()
        assert opened.drawn() == {thing.name for thing in kept}


def test_a_first_year_after_the_last_takes_it_along(opened: Opened) -> None:
    opened.find("#year-to").select_option("2015")
    opened.find("#year-from").select_option("2016")
    assert opened.find("#year-to").input_value() == "2016"
    assert opened.fragment() == "#from=2016&to=2016"
    opened.find("#year-to").select_option("2015")
    assert opened.find("#year-from").input_value() == "2015"


def test_years_are_chosen_with_the_keyboard(opened: Opened) -> None:
    opened.find("#year-from").focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowDown")
    assert opened.find("#year-from").input_value() == "2016"
    opened.until("talkgraph.explorer.state.from === 2016")


def test_surroundings_do_not_lead_through_other_years(opened: Opened) -> None:
    opened.go("focus=technology/rust&from=2016")
    assert opened.drawn() == {"Rust", "Two", "Ben", "Evening 2"}


def test_who_goes_to_a_thing_of_another_year_gets_it(opened: Opened) -> None:
    opened.go("from=2016")
    opened.find("#search-ts-control").press_sequentially("ann")
    opened.find(".ts-dropdown .option").first.wait_for()
    opened.page.keyboard.press("Enter")
    opened.find("#panel h2").wait_for()
    assert "Ann" in opened.drawn()
    assert opened.find("#year-from").input_value() == ""


def test_a_graph_without_dates_has_no_choice_of_years(open_html: Callable[..., Opened]) -> None:
    assert open_html(explorer_page(narrowed(evenings(), event="Fair"))).find("#years").is_hidden()


def test_an_address_with_another_year_shows_it(opened: Opened) -> None:
    opened.go("from=1999&to=2016")
    assert opened.find("#year-from").input_value() == "1999"
    assert len(opened.drawn()) == 13  # all but the fair, which has no date


def test_one_group_of_facts_is_drawn_and_taken_away(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(dotscale()), "focus=topic/data-storage&depth=1&at=technology/ipfs")
    before = opened.drawn()
    opened.find("#panel").get_by_role("button", name="Draw these (Builds on)").click()
    assert opened.drawn() == before | {"IPFS", "libp2p"}
    assert opened.fragment().endswith("&at=technology/ipfs&open=technology/ipfs:tg:buildsOn")
    opened.find("#panel").get_by_role("button", name="Draw these (Inspired by)").click()
    assert opened.drawn() == before | {"IPFS", "libp2p", "git"}
    opened.find("#panel").get_by_role("button", name="Take away (Builds on)").click()
    assert opened.drawn() == before | {"IPFS", "git"}
    opened.page.go_back()
    opened.until("talkgraph.explorer.state.open.length === 2")
    assert "libp2p" in opened.drawn()


def test_a_group_is_read_from_the_address_from_either_side(opened: Opened) -> None:
    opened.go("focus=place/lyon&depth=1&open=technology/ada:tg:alternativeTo,tg:buildsOn:technology/llvm")
    assert opened.drawn() == {"Lyon", "Evening 2", "Ada", "Rust", "LLVM", "Zig"}
    opened.go("at=technology/ada&focus=place/lyon&depth=1&open=technology/ada:tg:alternativeTo")
    assert group(opened, "Alternative to").get_by_role("button", name="Take away").is_visible()


def test_a_group_that_follows_from_others_is_drawn_with_its_own_edges(opened: Opened) -> None:
    opened.go("focus=place/lyon&depth=1&at=event/evening-1")
    group(opened, "Speakers").get_by_role("button", name="Draw these").click()
    assert opened.drawn() == {"Lyon", "Evening 2", "Evening 1", "Ann"}
    assert opened.edges() == 2
    assert not opened.find("#relations label", has_text="spoke at").locator("input").is_checked()


def test_a_relation_that_is_left_out_in_the_legend_takes_its_groups_along(opened: Opened) -> None:
    opened.go("focus=place/lyon&depth=1&open=technology/zig:tg:buildsOn")
    assert "LLVM" in opened.drawn()
    opened.find("#relations label", has_text="builds on").click()
    assert "LLVM" not in opened.drawn()
    assert "open=" not in opened.fragment()


def test_a_group_of_the_view_itself_is_hidden_and_comes_back(opened: Opened) -> None:
    opened.go("at=technology/rust")
    group(opened, "Talks about it").get_by_role("button", name="Take away").click()
    assert not {"One", "Two"} & opened.drawn()
    group(opened, "Talks about it").get_by_role("button", name="Draw these").click()
    assert {"One", "Two"} <= opened.drawn()


def test_a_group_of_a_kind_that_is_left_out_brings_the_kind_back(opened: Opened) -> None:
    opened.go("at=technology/rust&kinds=Talk")
    group(opened, "Talks about it").get_by_role("button", name="Draw these").click()
    assert {"One", "Two"} <= opened.drawn()
    assert "kinds" not in opened.fragment()


def test_facts_of_values_have_nothing_to_draw(opened: Opened) -> None:
    opened.go("at=event/evening-1")
    assert group(opened, "Date").locator("button.small").count() == 0
    assert group(opened, "Talks").locator("button.small").count() == 1
