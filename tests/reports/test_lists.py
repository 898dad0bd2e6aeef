"""The reports on the whole graph: all talks, and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import TalkGraph, project
from talkgraph.model import Kind, Predicate
from talkgraph.reports import graph_stats, list_talks, render
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from talkgraph.reports import TalkList
    from talkgraph.store import Store


def titles(answer: TalkList) -> list[str]:
    return [talk.name for talk in answer.talks]


class TestTalks:
    def test_they_come_by_date_and_programme_and_those_without_a_date_last(self) -> None:
        assert titles(list_talks(six_talks())) == [
            "Boxes everywhere",
            "The permanent web",
            "Always fresh",
            "Three systems, one code",
            "Files without servers",
            "Silence",
        ]

    def test_names_come_before_topics_among_the_subjects(self) -> None:
        talk = next(talk for talk in list_talks(six_talks()).talks if talk.name == "Always fresh")

        assert [item.name for item in talk.about] == ["Nuts", "auto-update"]

    @pytest.mark.parametrize("event", ["dotScale 2016", "dotscale", "series/dotscale"])
    def test_those_of_an_event_or_of_a_series(self, event: str) -> None:
        assert titles(list_talks(six_talks(), event=event)) == ["Boxes everywhere", "The permanent web"]

    def test_those_of_a_year(self) -> None:
        assert titles(list_talks(six_talks(), year=2017)) == ["Always fresh", "Three systems, one code"]

    def test_none_is_said_in_words(self) -> None:
        answer = list_talks(six_talks(), event="dotScale", year=1999)

        assert "The graph holds no talk at dotScale in 1999." in render(answer)

    def test_a_limit_says_how_many_there_are(self) -> None:
        answer = list_talks(six_talks(), limit=2)

        assert titles(answer) == ["Boxes everywhere", "The permanent web"]
        assert answer.total == 6
        assert "The first 2 of 6." in render(answer)

    def test_an_unknown_event_is_met_with_near_names(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            list_talks(six_talks(), event="dotSkale 2017")
        assert caught.value.suggestions[0] == "dotScale 2016"

    def test_an_empty_graph(self) -> None:
        assert "The graph holds no talk." in render(list_talks(TalkGraph()))

    def test_the_more_certain_date_counts(self) -> None:
        sketch = Sketch()
        talk, event = sketch.thing(Kind.TALK, "Talk"), sketch.thing(Kind.EVENT, "Evening")
        sketch.say(talk, Predicate.SUPER_EVENT, event)
        sketch.say(event, Predicate.START_DATE, "2015-01-01", confidence=0.4)
        sketch.say(event, Predicate.START_DATE, "2016-01-01", confidence=0.9)

        assert [each.date for each in list_talks(sketch.graph()).talks] == ["2016-01-01"]

    def test_the_example_store(self, example_store: Store) -> None:
        assert titles(list_talks(project(example_store), year=2016)) == [
            "The permanent web",
            "Oliver Keeble on the grid",
        ]


class TestStats:
    def test_things_statements_and_claims(self) -> None:
        stats = graph_stats(six_talks())

        assert stats.things[Kind.TALK] == 6
        assert stats.things[Kind.TECHNOLOGY] == 7
        assert Kind.PLACE not in stats.things
        assert stats.relations[Predicate.ABOUT] == 6
        assert stats.statements == 37
        assert stats.claims == 35
        assert stats.confidence == pytest.approx((34 * 0.8 + 0.9) / 35, abs=1e-4)

    def test_derived_statements_need_no_quote_and_others_do(self) -> None:
        sketch = Sketch()
        talk, ada = sketch.thing(Kind.TALK, "Talk"), sketch.thing(Kind.PERSON, "Ada")
        event = sketch.thing(Kind.EVENT, "Evening")
        sketch.derive(ada, Predicate.SPOKE_AT, event)
        sketch.derive(talk, Predicate.PERFORMER, ada)

        assert graph_stats(sketch.graph()).without_quote == 1

    def test_each_recap_with_what_its_sentences_connect(self) -> None:
        monday, evening = graph_stats(six_talks()).recaps

        assert (monday.title, monday.statements, monday.claims) == ("A Monday", 17, 17)
        assert monday.things[Kind.TALK] == 2
        assert (evening.title, evening.statements, evening.claims) == ("An evening", 18, 18)
        assert evening.things[Kind.PERSON] == 4

    def test_what_is_missing_is_named(self) -> None:
        gaps = {gap.lack: [item.name for item in gap.things] for gap in graph_stats(six_talks()).gaps}

        assert gaps["talks without a speaker"] == ["Silence"]
        assert gaps["talks without an event"] == []
        assert gaps["events without a date"] == ["Web Evening"]
        assert gaps["speakers without an employer"] == ["Alice Martin", "Maxence Haltel"]

    def test_an_empty_graph(self) -> None:
        stats = graph_stats(TalkGraph())

        assert (stats.statements, stats.claims, stats.confidence) == (0, 0, None)
        assert "The graph holds no recap." in render(stats)

    def test_what_was_not_understood_is_counted_by_recap(self) -> None:
        assert [recap.missed for recap in graph_stats(six_talks()).recaps] == [1, 0]

    def test_what_is_covered_stands_beside_what_is_missing(self) -> None:
        gaps = graph_stats(six_talks()).report().sections[1]

        assert ("talks without a speaker", 1, 6, 0.8333, ("Silence",)) in [row.cells for row in gaps.rows]

    def test_the_example_store(self, example_store: Store) -> None:
        stats = graph_stats(project(example_store))

        assert stats.without_quote == 0
        assert sum(recap.claims for recap in stats.recaps) == stats.claims
        assert [recap.things[Kind.TALK] for recap in stats.recaps] == [2, 1]
