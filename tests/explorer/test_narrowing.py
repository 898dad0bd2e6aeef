from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import NotFoundError
from talkgraph.explorer import explore, narrowed
from talkgraph.model import Iri
from tests.explorer.samples import dotscale, evenings, iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talkgraph.graph.values import TalkGraph

FIRST = {"Evening 1", "One", "Ann", "Evenings", "Acme", "Rust", "Go", "Zig", "LLVM"}
SECOND = {"Evening 2", "Two", "Ben", "Evenings", "Acme", "Rust", "Lyon"}
FAIR = {"Fair", "Three", "Cleo", "Paris", "Ada"}


def names(graph: TalkGraph) -> set[str]:
    return {thing.name for thing in graph.things.values()}


@pytest.mark.parametrize(
    ("dates", "kept"),
    [
        ({"since": 2015, "until": 2015}, FIRST),
        ({"since": "2016"}, SECOND),
        ({"until": "2015-03"}, FIRST),
        ({"since": "2015-03-02", "until": "2016-10-04"}, set()),
        ({"since": "2015-03-01", "until": "2016-10-05"}, FIRST | SECOND),
        ({"until": 2014}, set()),
    ],
)
def test_dates_keep_what_hangs_on_their_events(dates: Mapping[str, Any], kept: set[str]) -> None:
    assert names(narrowed(evenings(), **dates)) == kept


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        ("Evening 1", FIRST),
        (iri("event/evening-2"), SECOND),
        ("fair", FAIR),
        ("Evenings", FIRST | SECOND),
    ],
)
def test_an_event_or_a_series_keeps_what_hangs_on_its_talks(event: Iri | str, kept: set[str]) -> None:
    assert names(narrowed(evenings(), event=event)) == kept


def test_an_event_and_dates_are_both_held_to() -> None:
    assert names(narrowed(evenings(), event="Evenings", since=2016)) == SECOND
    assert names(narrowed(evenings(), event="Evening 1", since=2016)) == set()


def test_statements_and_recaps_go_with_their_things() -> None:
    graph = narrowed(evenings(), event="Evening 2")
    for statement in graph.statements:
        assert statement.subject in graph.things
        assert isinstance(statement.object, str) or statement.object in graph.things
    assert [recap.title for recap in graph.recaps.values()] == ["The second evening"]
    assert [s.object for s in graph.statements if isinstance(s.object, str)] == ["2016-10-05"]


def test_nothing_chosen_is_the_same_graph() -> None:
    graph = dotscale()
    assert narrowed(graph) is graph


@given(st.integers(2014, 2017), st.integers(2014, 2017))
def test_a_wider_range_keeps_at_least_as_many_talks(one: int, two: int) -> None:
    first, last = sorted((one, two))
    inner = narrowed(evenings(), since=first, until=last)
    outer = narrowed(evenings(), since=first - 1, until=last + 1)
    dated = {"Evening 1", "Evening 2", "One", "Two"}
    assert names(inner) & dated <= names(outer) & dated


@pytest.mark.parametrize("event", ["dotSkale", "IPFS", iri("technology/ipfs"), Iri("https://example.org/no")])
def test_an_unknown_event_is_an_error(event: Iri | str) -> None:
    with pytest.raises(NotFoundError, match="no event or eventseries named"):
        narrowed(dotscale(), event=event)


@pytest.mark.parametrize("date", ["spring", "16", "2016-13", "2016-04-32", "2016-4", ""])
def test_a_date_that_is_none_is_an_error(date: str) -> None:
    with pytest.raises(ValueError, match="is no date; it must be as 2016"):
        narrowed(dotscale(), since=date)


def test_a_range_that_ends_before_it_begins_is_an_error() -> None:
    with pytest.raises(ValueError, match="until 2015-12 is before since 2016"):
        narrowed(dotscale(), since=2016, until="2015-12")


def test_a_page_of_an_event_holds_nothing_else() -> None:
    page = explore(evenings(), event="Evening 1", since=2015)
    assert page.things == page.drawn == len(FIRST)
    assert "Cleo" not in page.html
