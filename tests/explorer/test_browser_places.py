"""Where things and their names stand on the canvas, in a real browser."""

from __future__ import annotations

from itertools import combinations
from math import dist
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.explorer import explorer_page
from talkgraph.graph.values import TalkGraph
from tests.explorer.samples import many

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

# Some labels on a screen of 600 by 400, in the order of their importance, seated.
SEATED = """(labels) => {
    const context = document.createElement("canvas").getContext("2d");
    const size = { width: 600, height: 400, covered: [{ left: 550, right: 600, top: 300, bottom: 400 }] };
    const usual = { radius: 8, size: 12, strong: false, firm: false, must: false, faint: false };
    const full = labels.map((label) => ({ ...usual, ...label }));
    return talkgraph.labels.seated(context, full, size).map(({ of, box }) => ({ text: of.text, ...box }));
}"""


@pytest.fixture
def opened(open_html: Callable[..., Opened]) -> Opened:
    """A page with something on it."""
    return open_html(explorer_page(many(events=3, talks=10, technologies=20), top=30))


def positions(opened: Opened) -> dict[str, tuple[float, float]]:
    """The place of each drawn thing, by its name."""
    script = """() => {
        const { network, nodes } = talkgraph.explorer.view.inside;
        const at = network.getPositions();
        return Object.fromEntries(nodes.get().map((node) => [node.label, [at[node.id].x, at[node.id].y]]));
    }"""
    return {name: (x, y) for name, (x, y) in opened.page.evaluate(script).items()}


def seated(opened: Opened, *labels: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {box.pop("text"): box for box in opened.page.evaluate(SEATED, list(labels))}


def meet(one: dict[str, float], two: dict[str, float]) -> bool:
    return (
        one["left"] < two["right"]
        and two["left"] < one["right"]
        and one["top"] < two["bottom"]
        and two["top"] < one["bottom"]
    )


def test_a_name_at_the_edge_stays_on_the_screen(opened: Opened) -> None:
    labels = [
        {"text": f"A rather long name {number}", "x": x, "y": y, "firm": True}
        for number, (x, y) in enumerate([(2, 200), (598, 200), (300, 2), (300, 398)])
    ]
    found = seated(opened, *labels)
    assert len(found) == 4
    for box in found.values():
        assert box["left"] >= 0
        assert box["right"] <= 600
        assert box["top"] >= 0
        assert box["bottom"] <= 400


def test_names_meet_neither_each_other_nor_the_buttons(opened: Opened) -> None:
    labels = [
        {"text": f"Name {number}", "x": 37 * number % 600, "y": 53 * number % 400, "firm": number < 20}
        for number in range(150)
    ]
    found = seated(opened, *labels)
    assert 30 < len(found) < 150
    buttons = {"left": 550.0, "right": 600.0, "top": 300.0, "bottom": 400.0}
    for one, two in combinations([*found.values(), buttons], 2):
        assert not meet(one, two)


def test_the_chosen_name_is_written_in_any_case(opened: Opened) -> None:
    crowd = [{"text": "x" * 40 + str(y), "x": 300, "y": y, "firm": True} for y in range(100, 300, 8)]
    chosen = {"text": "chosen", "x": 300, "y": 200, "firm": True}
    assert "chosen" not in seated(opened, *crowd, chosen)
    assert "chosen" in seated(opened, *crowd, {**chosen, "must": True})


def test_many_things_around_a_focus_stand_apart_and_together(open_html: Callable[..., Opened]) -> None:
    graph = many(events=1, talks=120, technologies=10)
    opened = open_html(explorer_page(graph, top=150), "focus=event/event-000&depth=1")
    places = positions(opened)
    assert len(places) == 121
    middle = places.pop("Event 000")
    assert min(dist(one, two) for one, two in combinations(places.values(), 2)) > 35
    assert max(dist(middle, place) for place in places.values()) < 900


def test_what_nothing_is_connected_to_stands_in_rows(open_html: Callable[..., Opened]) -> None:
    graph = many(events=2, talks=10, technologies=60)
    loose = TalkGraph(graph.things, (), graph.recaps)
    opened = open_html(explorer_page(loose, top=20))
    opened.find("#more").click()
    places = positions(opened)
    assert len(places) == 40
    width = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    height = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert height < 3 * width
    assert min(dist(one, two) for one, two in combinations(places.values(), 2)) > 50
