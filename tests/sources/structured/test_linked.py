from __future__ import annotations

from datetime import date
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.sources.structured import Programme, StatedEvent, documents_of
from talkgraph.sources.structured.linked import is_linked, read_linked
from tests.sources.checks import assert_consistent

PLACE = {
    "@type": "Place",
    "name": "De Krook",
    "address": {"@type": "PostalAddress", "addressLocality": "Ghent", "addressCountry": "BE"},
}
EVENT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "Harbour Web 3",
    "startDate": "2026-03-12T19:00:00+01:00",
    "url": "https://harbour.example/3",
    "location": PLACE,
    "organizer": {"@type": "Organization", "name": "Tidewater"},
}
TALK: dict[str, Any] = {
    "@type": "Event",
    "name": "Small pages",
    "description": "How we built a shop with Astro.",
    "performer": {"@type": "Person", "name": "Nora Lindqvist"},
    "url": "https://harbour.example/3/small",
    "inLanguage": "en",
}
READ = StatedEvent(
    "Harbour Web 3",
    start=date(2026, 3, 12),
    city="Ghent",
    country="Belgium",
    venue="De Krook",
    address="https://harbour.example/3",
    organizer="Tidewater",
)


def event_in(value: object) -> StatedEvent:
    """The only event that a value states."""
    (programme,) = read_linked([value])
    assert programme.event is not None
    return programme.event


def talks_in(*values: object) -> list[tuple[str, list[str]]]:
    """The talks of the only programme, with their speakers."""
    (programme,) = read_linked(values)
    return [(talk.title, [person.name for person in talk.speakers]) for talk in programme.talks]


def test_an_event_with_its_day_place_and_organizer() -> None:
    assert read_linked([EVENT]) == (Programme("json-ld", READ),)


@pytest.mark.parametrize(
    "kind",
    [
        "Event",
        "BusinessEvent",
        "EducationEvent",
        "schema:Event",
        "https://schema.org/Event",
        "http://www.schema.org/SocialEvent",
        ["Thing", "Event"],
    ],
)
def test_every_class_of_events_is_one(kind: object) -> None:
    assert event_in({**EVENT, "@type": kind}) == READ


@pytest.mark.parametrize("kind", ["Article", "PublicationEvent", "Place", "", None, 7, [], [None], {}])
def test_anything_else_is_none(kind: object) -> None:
    assert read_linked([{**EVENT, "@type": kind}]) == ()


@pytest.mark.parametrize(
    "value",
    [
        [EVENT],
        [[EVENT]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour"}, EVENT]},
        {"@type": "WebPage", "mainEntity": EVENT},
        [EVENT, EVENT],
        [{**EVENT, "organizer": None}, {**EVENT, "startDate": "2026-03-12", "location": []}],
    ],
)
def test_an_event_stands_once_wherever_and_however_often_it_is_stated(value: object) -> None:
    assert event_in(value) == READ


def test_names_with_the_prefix_of_the_vocabulary_and_values_in_full() -> None:
    value = {
        "@type": ["http://schema.org/Event"],
        "http://schema.org/name": [{"@value": "Harbour Web 3", "@language": "en"}],
        "schema:startDate": {"@type": "Date", "@value": "2026-03-12"},
    }
    assert event_in(value) == StatedEvent("Harbour Web 3", start=date(2026, 3, 12))


def test_what_is_referred_to_by_its_name_is_looked_up() -> None:
    graph = [
        {**EVENT, "location": {"@id": "#place"}, "subEvent": [{"@id": "#talk"}]},
        {"@id": "#place", **PLACE},
        {"@id": "#talk", **TALK, "performer": {"@id": "#nora"}},
        {"@id": "#nora", "@type": "Person", "name": "Nora Lindqvist"},
    ]
    assert event_in({"@graph": graph}) == READ
    assert talks_in({"@graph": graph}) == [("Small pages", ["Nora Lindqvist"])]


def test_same_names_on_other_days_are_other_events() -> None:
    programmes = read_linked([EVENT, {**EVENT, "startDate": "2026-04-12"}])

    assert [one.event.start for one in programmes if one.event] == [date(2026, 3, 12), date(2026, 4, 12)]


@pytest.mark.parametrize(
    ("location", "wanted"),
    [
        ({"@type": "VirtualLocation", "url": "https://video.example"}, ("", "", "")),
        ({"@type": "Place", "name": "Online event"}, ("", "", "")),
        ({"@type": "Place", "name": "TBA"}, ("", "", "")),
        ([{"@type": "VirtualLocation"}, PLACE], ("De Krook", "Ghent", "Belgium")),
        (PLACE["address"], ("", "Ghent", "Belgium")),
        (
            {"name": "Ghent", "address": {"addressLocality": "Ghent", "addressCountry": "Belgium"}},
            ("", "Ghent", "Belgium"),
        ),
        ({"name": "Hall", "address": {"addressLocality": "Atlanta, GA"}}, ("Hall", "Atlanta", "")),
        (
            {"name": "Hall", "address": {"addressCountry": {"@type": "Country", "name": "UK"}}},
            ("Hall", "", "United Kingdom"),
        ),
        ({"name": "Hall", "address": "1 Quay, Ghent"}, ("Hall", "", "")),
        ("1 Quay, Ghent", ("", "", "")),
        (None, ("", "", "")),
    ],
)
def test_places(location: object, wanted: tuple[str, str, str]) -> None:
    event = event_in({**EVENT, "location": location})

    assert (event.venue, event.city, event.country) == wanted


def test_an_online_event_has_no_place() -> None:
    event = event_in({**EVENT, "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"})

    assert (event.venue, event.city, event.country) == ("", "", "")


def test_a_person_is_no_organization() -> None:
    assert event_in({**EVENT, "organizer": {"@type": "Person", "name": "Bo Ek"}}).organizer == ""


def test_a_cancelled_event_did_not_take_place_and_one_that_is_put_off_has_no_day() -> None:
    assert read_linked([{**EVENT, "eventStatus": "https://schema.org/EventCancelled"}]) == ()
    assert event_in({**EVENT, "eventStatus": "EventPostponed"}).start is None


def test_an_event_of_a_series() -> None:
    series = {"@type": "EventSeries", "name": "Harbour Web"}

    assert event_in({**EVENT, "superEvent": series}).series == "Harbour Web"
    assert event_in({**series, "subEvent": [EVENT]}).series == "Harbour Web"


def test_the_speakers_of_an_event_give_no_talk() -> None:
    series = {"@type": "EventSeries", "name": "Harbour Web"}

    for value in ({**EVENT, "performer": "Bo Ek"}, {**EVENT, "performer": "Bo Ek", "superEvent": series}):
        assert talks_in(value) == []


def test_what_happens_at_an_event_and_has_performers_is_a_talk() -> None:
    parts = [
        TALK,
        {"@type": "Event", "name": "Queues", "performers": [{"name": "Bo Ek"}, "Ana Lopez"]},
        {"@type": "Event", "name": "Pizza"},
        {"@type": "Event", "name": "Later", "performer": {"@type": "Person", "name": "TBA"}},
        {"@type": "Event", "name": "Music", "performer": {"@type": "MusicGroup", "name": "The Buoys"}},
    ]
    assert talks_in({**EVENT, "subEvent": parts}) == [
        ("Small pages", ["Nora Lindqvist"]),
        ("Queues", ["Bo Ek", "Ana Lopez"]),
    ]


def test_a_talk_has_its_description_address_and_language() -> None:
    (programme,) = read_linked([{**EVENT, "subEvent": TALK}])
    (talk,) = programme.talks

    assert (talk.abstract, talk.address, talk.language) == (
        "How we built a shop with Astro.",
        "https://harbour.example/3/small",
        "en",
    )


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("pt_BR", "pt_BR"), ("English", ""), ({"@type": "Language", "alternateName": "nl"}, "nl"), (7, "")],
)
def test_languages_are_codes(language: object, wanted: str) -> None:
    (programme,) = read_linked([{**EVENT, "subEvent": {**TALK, "inLanguage": language}}])

    assert programme.talks[0].language == wanted


def test_a_speaker_with_company_and_profiles() -> None:
    nora = {
        "@type": "Person",
        "name": "Nora Lindqvist",
        "worksFor": {"@type": "Organization", "name": "Tidewater"},
        "sameAs": ["https://github.com/nora", "nora"],
    }
    (programme,) = read_linked([{**EVENT, "subEvent": {**TALK, "performer": nora}}])
    (person,) = programme.talks[0].speakers

    assert (person.company, person.addresses) == ("Tidewater", ("https://github.com/nora",))


def test_talks_below_the_days_of_an_event() -> None:
    day = {"@type": "Event", "name": "Day 1", "subEvent": [TALK]}

    assert talks_in({**EVENT, "subEvent": [day]}) == [("Small pages", ["Nora Lindqvist"])]


def test_a_talk_that_names_its_event() -> None:
    host = {"@type": "Event", "name": "Harbour Web 3"}

    assert talks_in({**TALK, "superEvent": host}, EVENT) == [("Small pages", ["Nora Lindqvist"])]
    assert event_in([{**TALK, "superEvent": host}, EVENT]) == READ


def test_what_is_part_of_another_event_is_none_of_its_own() -> None:
    lunch = {"@type": "Event", "name": "Lunch", "superEvent": {"@type": "Event", "name": "Harbour Web 3"}}

    assert event_in([lunch, EVENT]) == READ


def test_characters_written_as_in_html() -> None:
    value = {
        **EVENT,
        "name": "Bits &amp; Buoys",
        "subEvent": {**TALK, "description": "&lt;p&gt;Hi&lt;/p&gt;"},
    }
    (programme,) = read_linked([value])

    assert programme.event is not None
    assert (programme.event.name, programme.talks[0].abstract) == ("Bits & Buoys", "<p>Hi</p>")


def test_events_that_are_parts_of_each_other_end() -> None:
    one = {"@id": "#a", **EVENT, "subEvent": {"@id": "#b"}}
    other = {"@id": "#b", **EVENT, "name": "B", "subEvent": {"@id": "#a"}, "superEvent": {"@id": "#b"}}

    assert len(read_linked([one, other])) <= 1


def test_deep_nesting_is_read() -> None:
    value: Any = EVENT
    for _ in range(100_000):
        value = [value]
    assert event_in(value) == READ
    value = TALK
    for number in range(100_000):
        value = {"@type": "Event", "name": f"Part {number}", "subEvent": [value]}
    assert talks_in(value) == [("Small pages", ["Nora Lindqvist"])]


@pytest.mark.parametrize("value", [EVENT, [EVENT], [EVENT, {**EVENT, "@type": "Festival"}]])
def test_a_file_that_is_an_event(value: object) -> None:
    assert is_linked(value)


@pytest.mark.parametrize(
    "value", [[], {}, "Event", None, [EVENT, {}], {"@graph": [EVENT]}, {"type": "Event"}]
)
def test_a_file_of_something_else(value: object) -> None:
    assert not is_linked(value)


KEYS = st.sampled_from([
    "@id", "@type", "@graph", "@value", "@list", "name", "startDate", "location", "address",
    "addressLocality", "addressCountry", "organizer", "superEvent", "subEvent", "performer", "performers",
    "worksFor", "sameAs", "url", "inLanguage", "description", "eventStatus",
])  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        ["Event", "EventSeries", "Person", "Place", "PostalAddress", "#a", "#b", "2026-03-12", "Bo Ek", "BE"]
    ),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=6),
        st.dictionaries(KEYS, inner, max_size=6).map(lambda node: {**node, "@type": "Event"}),
        st.dictionaries(KEYS, inner, max_size=6).map(lambda node: {**EVENT, "@id": "#a", **node}),
    ),
    max_leaves=25,
)


@given(st.lists(VALUES, max_size=3))
def test_whatever_is_stated_becomes_events_with_names(values: list[object]) -> None:
    for programme in read_linked(values):
        assert programme.event is not None
        assert programme.event.name
        assert all(talk.title and talk.speakers for talk in programme.talks)
        for document in documents_of(programme, "a.html"):
            assert_consistent(document)
            for claim in document.stated:
                quote = claim.evidence
                assert document.text[quote.start : quote.end] == quote.quote
