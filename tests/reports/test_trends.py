"""Technologies and topics by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import FormatError
from talkgraph.graph import TalkGraph
from talkgraph.model import Kind, Predicate
from talkgraph.reports import Direction, find_trends, plot_trends, render
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from collections.abc import Mapping


def yearly(counts: Mapping[str, tuple[int, ...]], talks: int = 10, first: int = 2014) -> TalkGraph:
    """So many talks each year, of which so many are about each technology."""
    sketch = Sketch()
    things = {name: sketch.thing(Kind.TECHNOLOGY, name) for name in counts}
    for index in range(max(map(len, counts.values()))):
        year = first + index
        event = sketch.thing(Kind.EVENT, f"Evening {year}")
        sketch.say(event, Predicate.START_DATE, f"{year}-05-01", f"It was May {year}.")
        for number in range(talks):
            talk = sketch.thing(Kind.TALK, f"Talk {number} of {year}")
            sketch.say(talk, Predicate.SUPER_EVENT, event)
            for name, found in counts.items():
                if number < found[index]:
                    sketch.say(talk, Predicate.ABOUT, things[name], f"{name} in {year}, {number}.")
    return sketch.graph()


def test_what_grows_rises_and_what_shrinks_falls() -> None:
    trends = find_trends(yearly({"Up": (1, 4, 8), "Down": (8, 4, 1), "Same": (3, 3, 3)}))

    assert [each.thing.name for each in trends.rising] == ["Up"]
    assert [each.thing.name for each in trends.falling] == ["Down"]
    up = trends.rising[0]
    # 7 more of ten in two years; chance has a standard deviation of sqrt(13/30 * 17/30 * 20).
    assert up.slope == pytest.approx(0.35)
    assert up.deviations == pytest.approx(7 / (13 / 30 * 17 / 30 * 20) ** 0.5, abs=1e-3)
    assert up.shares == {2014: 0.1, 2015: 0.4, 2016: 0.8}


def test_a_change_that_chance_may_make_is_no_trend() -> None:
    (trend,) = find_trends(yearly({"Noise": (2, 3, 4)})).frequent

    assert trend.direction is Direction.UNCLEAR


def test_more_talks_in_all_are_no_rise_of_one_thing() -> None:
    sketch = Sketch()
    thing = sketch.thing(Kind.TECHNOLOGY, "Steady")
    for year, talks in ((2014, 10), (2015, 20), (2016, 40)):
        event = sketch.thing(Kind.EVENT, f"Evening {year}")
        sketch.say(event, Predicate.START_DATE, f"{year}-05-01")
        for number in range(talks):
            talk = sketch.thing(Kind.TALK, f"Talk {number} of {year}")
            sketch.say(talk, Predicate.SUPER_EVENT, event)
            if number % 2:
                sketch.say(talk, Predicate.ABOUT, thing)

    (trend,) = find_trends(sketch.graph()).frequent
    assert trend.direction is Direction.UNCLEAR
    assert trend.slope == pytest.approx(0.0)


def test_two_years_are_too_few_and_it_is_said() -> None:
    trends = find_trends(yearly({"Up": (1, 9)}))

    assert trends.rising == ()
    assert trends.frequent[0].direction is Direction.TOO_FEW
    assert "the years with enough talks are 2, and it takes 3." in render(trends)


def test_years_of_few_talks_do_not_count_and_it_is_said() -> None:
    sketch = Sketch()
    thing = sketch.thing(Kind.TECHNOLOGY, "Late")
    for year, talks in ((2014, 9), (2015, 9), (2016, 9), (2020, 1)):
        event = sketch.thing(Kind.EVENT, f"Evening {year}")
        sketch.say(event, Predicate.START_DATE, f"{year}-05-01")
        for number in range(talks):
            talk = sketch.thing(Kind.TALK, f"Talk {number} of {year}")
            sketch.say(talk, Predicate.SUPER_EVENT, event)
            if number == 0 and year > 2014:
                sketch.say(talk, Predicate.ABOUT, thing)

    trends = find_trends(sketch.graph())
    assert (trends.rising, trends.frequent[0].total) == ((), 3)
    assert list(trends.frequent[0].shares) == [2014, 2015, 2016]
    assert "Years of fewer than 5 talks do not count: 2020." in render(trends)


def test_one_evening_on_a_theme_is_no_trend() -> None:
    (trend,) = find_trends(yearly({"Theme": (0, 0, 9)})).frequent

    assert trend.direction is Direction.TOO_FEW


def test_two_talks_are_too_few() -> None:
    (trend,) = find_trends(yearly({"Rare": (0, 0, 2)})).frequent

    assert trend.direction is Direction.TOO_FEW


def test_what_every_talk_is_about_has_no_trend() -> None:
    (trend,) = find_trends(yearly({"All": (10, 10, 10)})).frequent

    assert (trend.slope, trend.direction) == (None, Direction.TOO_FEW)


def test_about_and_mention_of_one_talk_count_once() -> None:
    sketch = Sketch()
    event, talk = sketch.thing(Kind.EVENT, "Evening"), sketch.thing(Kind.TALK, "Talk")
    thing = sketch.thing(Kind.TECHNOLOGY, "Rust")
    sketch.say(event, Predicate.START_DATE, "2016-01-01")
    sketch.say(talk, Predicate.SUPER_EVENT, event)
    sketch.say(talk, Predicate.ABOUT, thing)
    sketch.say(talk, Predicate.MENTIONS, thing)

    assert find_trends(sketch.graph()).frequent[0].talks == {2016: 1}


def test_talks_without_a_date_are_counted_as_such() -> None:
    trends = find_trends(six_talks())

    assert trends.undated == 2
    assert [(each.year, each.talks) for each in trends.years] == [(2016, 2), (2017, 2)]
    assert "Talks without a date are left out: 2." in render(trends)


def test_rows_show_the_years_as_bars() -> None:
    text = render(find_trends(yearly({"Up": (1, 4, 8)})))

    assert "▂▅█" in text
    assert "35.00" in text


def test_every_row_cites_what_was_counted() -> None:
    trends = find_trends(yearly({"Up": (1, 4, 8)}))

    assert len(trends.rising[0].evidence) == 13
    assert [each.quote for each in trends.years[0].evidence] == ["It was May 2014."]


def test_an_empty_graph() -> None:
    assert "No dated talk of the graph is about a technology or a topic." in render(find_trends(TalkGraph()))


def test_the_order_of_things_makes_no_difference() -> None:
    sketch = Sketch()
    event = sketch.thing(Kind.EVENT, "Evening")
    sketch.say(event, Predicate.START_DATE, "2016-01-01")
    for name in ("Zig", "Ada", "Rust"):
        talk = sketch.thing(Kind.TALK, f"On {name}")
        sketch.say(talk, Predicate.SUPER_EVENT, event)
        sketch.say(talk, Predicate.ABOUT, sketch.thing(Kind.TECHNOLOGY, name))

    answers = [find_trends(sketch.graph(backwards=backwards)) for backwards in (False, True)]
    assert answers[0] == answers[1]
    assert [each.thing.name for each in answers[0].frequent] == ["Ada", "Rust", "Zig"]


def test_a_limit_holds_for_each_table() -> None:
    trends = find_trends(yearly({"A": (1, 4, 8), "B": (1, 4, 9), "C": (8, 4, 1)}), limit=1)

    assert [len(each) for each in (trends.rising, trends.falling, trends.frequent)] == [1, 1, 1]
    assert trends.rising[0].thing.name == "B"


class TestPlot:
    def test_twice_the_same_bytes(self) -> None:
        trends = find_trends(yearly({"Up": (1, 4, 8), "Down": (8, 4, 1)}))

        for output_format in ("svg", "png"):
            assert plot_trends(trends, output_format) == plot_trends(trends, output_format)

    def test_it_is_a_picture(self) -> None:
        trends = find_trends(yearly({"Up": (1, 4, 8)}))

        assert plot_trends(trends, "png").startswith(b"\x89PNG")
        svg = plot_trends(trends, "svg")
        assert b"<svg" in svg
        assert b"dc:date" not in svg

    def test_nothing_to_show_is_an_empty_picture(self) -> None:
        assert plot_trends(find_trends(TalkGraph()), "png").startswith(b"\x89PNG")

    @pytest.mark.parametrize("name", ["$x_1$", "_hidden", "東京", "a" * 200, "<b>&"])
    def test_any_name_is_drawn_as_text(self, name: str) -> None:
        assert b"<svg" in plot_trends(find_trends(yearly({name: (1, 4, 8)})), "svg")

    def test_an_unknown_format_names_the_known_ones(self) -> None:
        with pytest.raises(FormatError, match="png, svg"):
            plot_trends(find_trends(TalkGraph()), "gif")
