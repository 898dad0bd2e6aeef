from __future__ import annotations

import pytest

from talkgraph.extraction.editions import edition_and_series, has_same_words, is_generic_event, is_place_after


@pytest.mark.parametrize(
    ("title", "edition", "series"),
    [
        ("DjangoDay 2012 Day 1", "DjangoDay 2012", "DjangoDay"),
        ("DjangoDay 2012, part two", "DjangoDay 2012", "DjangoDay"),
        ("RubyDay 2019 in five talks (well, four)", "RubyDay 2019", "RubyDay"),
        ("Day 2", "Day 2", None),
    ],
)
def test_what_follows_an_edition_is_not_its_name(title: str, edition: str, series: str | None) -> None:
    assert edition_and_series(title) == (edition, series)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CSS Lyon", "LyonCSS", True),
        ("Ruby Tuesday", "ruby tuesday", True),
        ("LyonCSS", "LyonJS", False),
        ("Lyon", "Lyon", False),  # one word is compared elsewhere
    ],
)
def test_names_of_the_same_words(one: str, other: str, *, same: bool) -> None:
    assert has_same_words(one, other) is same


def test_a_place_behind_the_series_makes_no_other_series() -> None:
    assert is_place_after("HumanTalks Grenoble", "HumanTalks")
    assert not is_place_after("HumanTalks Kubernetes", "HumanTalks")
    assert not is_place_after("PyCon", "PyCon Philippines")


@pytest.mark.parametrize("words", ["September session", "first meetup", "the annual conference", "Day 2"])
def test_words_for_any_event_name_none(words: str) -> None:
    assert is_generic_event(words)


@pytest.mark.parametrize("name", ["dotJS", "Vancouver Summit", "Electron Meetup"])
def test_a_name_among_such_words_is_a_name(name: str) -> None:
    assert not is_generic_event(name)
