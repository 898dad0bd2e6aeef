"""The reports on one person, one technology and one event; test_company has the one on a company."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph import TalkGraph, project
from talkgraph.model import Kind, Predicate
from talkgraph.reports import company_profile, event_programme, render, speaker_profile, technology_profile
from tests.examples import iri as example_iri
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.reports import Citation, Item, TalkEntry
    from talkgraph.store import Store


def named(items: Iterable[Item | TalkEntry]) -> list[str]:
    return [item.name for item in items]


def quotes(evidence: Iterable[Citation]) -> list[str]:
    return [citation.quote for citation in evidence]


class TestSpeaker:
    def test_talks_facts_and_mentions(self) -> None:
        profile = speaker_profile(six_talks(), "juan")

        assert profile.person.name == "Juan Benet"
        assert profile.also_called == ("Juan",)
        assert profile.addresses == ("https://juan.example/",)
        (talk,) = profile.talks
        assert (talk.date, talk.name, named(talk.about)) == ("2016-04-25", "The permanent web", ["IPFS"])
        assert talk.event is not None
        assert talk.event.name == "dotScale 2016"
        assert named(profile.employers) == ["Protocol Labs"]
        assert named(profile.made) == ["IPFS"]

    def test_a_mention_shows_the_sentence_that_makes_it(self) -> None:
        (talk,) = speaker_profile(six_talks(), "Juan Benet").mentioned_in

        assert talk.name == "Files without servers"
        assert quotes(talk.evidence) == ["She quoted Juan."]

    def test_co_speakers_share_a_talk_and_not_just_an_event(self) -> None:
        sketch = Sketch()
        ada, grace, joan = (sketch.thing(Kind.PERSON, name) for name in ("Ada", "Grace", "Joan"))
        together, other = sketch.thing(Kind.TALK, "Together"), sketch.thing(Kind.TALK, "Other")
        event = sketch.thing(Kind.EVENT, "Evening")
        for talk, speaker in ((together, ada), (together, grace), (other, joan)):
            sketch.say(talk, Predicate.PERFORMER, speaker, f"{speaker.value[-4:]} spoke.")
            sketch.say(talk, Predicate.SUPER_EVENT, event)

        (found,) = speaker_profile(sketch.graph(), "Ada").co_speakers
        assert found.name == "Grace"
        assert quotes(found.evidence) == ["race spoke."]

    def test_a_person_without_talks_is_told_of_in_words(self) -> None:
        sketch = Sketch()
        sketch.thing(Kind.PERSON, "Ada")

        assert "The graph holds no talk by Ada." in render(speaker_profile(sketch.graph(), "Ada"))

    def test_an_unknown_name_is_met_with_near_ones(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            speaker_profile(six_talks(), "Juan Bennington")
        assert "Juan Benet" in caught.value.suggestions

    def test_the_example_store(self, example_store: Store) -> None:
        profile = speaker_profile(project(example_store), "alice martin")

        assert named(profile.former_employers) == ["CERN"]
        assert profile.employers == ()
        assert [talk.date for talk in profile.talks] == [None]


class TestTechnology:
    def test_who_presented_it_and_where_it_stands(self) -> None:
        profile = technology_profile(six_talks(), "interplanetary file system")

        assert [(talk.name, named(talk.speakers)) for talk in profile.talks] == [
            ("The permanent web", ["Juan Benet"]),
            ("Files without servers", ["Alice Martin"]),
        ]
        assert named(profile.makers) == ["Juan Benet"]
        assert named(profile.builds_on) == ["libp2p"]
        assert named(profile.inspired_by) == ["git"]
        assert profile.base_of == ()

    def test_who_presented_it_and_when(self) -> None:
        presenters = technology_profile(six_talks(), "IPFS").presenters

        assert [(each.person.name, named(each.companies), each.talks, each.first) for each in presenters] == [
            ("Alice Martin", [], 1, None),
            ("Juan Benet", ["Protocol Labs"], 1, "2016-04-25"),
        ]
        assert "Juan Benet showed IPFS." in quotes(presenters[1].evidence)

    def test_the_other_end_of_a_relation(self) -> None:
        graph = six_talks()

        assert named(technology_profile(graph, "libp2p").base_of) == ["IPFS"]
        assert named(technology_profile(graph, "git").inspired) == ["IPFS"]
        assert named(technology_profile(graph, "electron").users) == ["Algolia"]

    def test_alternatives_hold_from_either_side(self) -> None:
        graph = six_talks()

        assert named(technology_profile(graph, "Nuts").alternatives) == ["electron-release-server"]
        assert named(technology_profile(graph, "electron-release-server").alternatives) == ["Nuts"]

    def test_an_alternative_stated_from_both_sides_is_one(self) -> None:
        sketch = Sketch()
        one, other = sketch.thing(Kind.TECHNOLOGY, "One"), sketch.thing(Kind.TECHNOLOGY, "Other")
        sketch.say(one, Predicate.ALTERNATIVE_TO, other, "Take one.")
        sketch.say(other, Predicate.ALTERNATIVE_TO, one, "Take the other.")

        (found,) = technology_profile(sketch.graph(), "One").alternatives
        assert sorted(quotes(found.evidence)) == ["Take one.", "Take the other."]

    def test_a_talk_about_it_is_no_mention_of_it(self) -> None:
        profile = technology_profile(six_talks(), "Docker")

        assert named(profile.talks) == ["Boxes everywhere"]
        assert named(profile.mentioned_in) == ["The permanent web"]
        assert quotes(profile.mentioned_in[0].evidence) == ["It runs in Docker."]

    def test_nothing_about_it_is_said_in_words(self) -> None:
        assert "No talk of the graph is about git." in render(technology_profile(six_talks(), "git"))

    def test_topics_can_be_asked_for(self) -> None:
        assert named(technology_profile(six_talks(), "auto update").talks) == ["Always fresh"]


class TestEvent:
    def test_facts_and_programme(self) -> None:
        programme = event_programme(six_talks(), "dotscale 2016")

        assert named(programme.series) == ["dotScale"]
        assert [value.text for value in programme.dates] == ["2016-04-25"]
        assert quotes(programme.dates[0].evidence) == ["It was the 25th of April."]
        assert [value.text for value in programme.attendance] == ["800"]
        assert named(programme.hosts) == ["Théâtre Ltd"]

    def test_talks_come_in_the_order_of_the_recap_with_companies_and_technologies(self) -> None:
        lines = [
            (entry.talk.name, named(entry.companies), named(entry.talk.about), named(entry.mentions))
            for entry in event_programme(six_talks(), "dotScale 2016").programme
        ]
        assert lines == [
            ("Boxes everywhere", ["Algolia"], ["Docker"], []),
            ("The permanent web", ["Protocol Labs"], ["IPFS"], ["Docker", "git"]),
        ]

    def test_a_row_cites_the_sentences_on_talk_company_and_mentions(self) -> None:
        report = event_programme(six_talks(), "dotScale 2016").report()
        (row, _) = report.sections[1].rows

        assert {"Eve Roy showed Docker.", "Eve is with Algolia."} <= set(quotes(row.evidence))

    def test_talks_of_other_events_that_mention_it(self) -> None:
        sketch = Sketch()
        event, talk = sketch.thing(Kind.EVENT, "Evening"), sketch.thing(Kind.TALK, "Elsewhere")
        own = sketch.thing(Kind.TALK, "Here")
        sketch.say(own, Predicate.SUPER_EVENT, event)
        sketch.say(own, Predicate.MENTIONS, event)
        sketch.say(talk, Predicate.MENTIONS, event)

        assert named(event_programme(sketch.graph(), "Evening").mentioned_in) == ["Elsewhere"]

    def test_an_event_without_talks_is_told_of_in_words(self) -> None:
        sketch = Sketch()
        sketch.thing(Kind.EVENT, "Evening")

        assert "The graph holds no talk at Evening." in render(event_programme(sketch.graph(), "evening"))

    def test_the_example_store(self, example_store: Store) -> None:
        programme = event_programme(project(example_store), example_iri("event/dotscale-2016"))

        assert [entry.talk.name for entry in programme.programme] == [
            "The permanent web",
            "Oliver Keeble on the grid",
        ]
        assert named(programme.places) == ["Paris"]


@pytest.mark.parametrize("profile", [speaker_profile, technology_profile, company_profile, event_programme])
def test_an_empty_graph_has_nobody_to_suggest(profile: object) -> None:
    assert callable(profile)
    with pytest.raises(NotFoundError) as caught:
        profile(TalkGraph(), "anything")
    assert caught.value.suggestions == ()
