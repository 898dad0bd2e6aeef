from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.sources.structured.sessionize import is_sessionize, read_sessionize

NORA = {
    "id": "n",
    "firstName": "Nora",
    "lastName": "Lindqvist",
    "fullName": "Nora Lindqvist",
    "bio": "Makes shops.",
    "tagLine": "Tidewater",
    "links": [{"title": "Blog", "url": "https://nora.example", "linkType": "Blog"}],
}
SESSION: dict[str, Any] = {
    "id": "7",
    "title": "Small pages",
    "description": "How we built a shop with Astro.",
    "startsAt": "2026-03-12T09:00:00",
    "isServiceSession": False,
    "speakers": ["n"],
    "recordingUrl": "https://video.example/7",
}
ALL = {"sessions": [SESSION], "speakers": [NORA], "rooms": [], "categories": [], "questions": []}
INSIDE = {**SESSION, "speakers": [{"id": "n", "name": "Nora Lindqvist"}]}


def titles(*sessions: dict[str, Any]) -> list[str]:
    return [talk.title for talk in read_sessionize({**ALL, "sessions": list(sessions)}).talks]


@pytest.mark.parametrize(
    "value",
    [
        ALL,
        [{"groupId": None, "sessions": [INSIDE]}],
        [{"date": "2026-03-12", "rooms": [{"id": 1, "name": "Main", "sessions": [INSIDE]}]}],
    ],
)
def test_each_view_gives_the_talks_with_their_speakers(value: Any) -> None:
    assert is_sessionize(value)
    programme = read_sessionize(value)

    assert programme.event is None
    (talk,) = programme.talks
    assert (talk.title, talk.address) == ("Small pages", "https://video.example/7")
    assert [person.name for person in talk.speakers] == ["Nora Lindqvist"]


def test_speakers_bring_their_addresses_and_no_company_is_guessed() -> None:
    (talk,) = read_sessionize(ALL).talks

    assert [(one.addresses, one.company) for one in talk.speakers] == [(("https://nora.example",), "")]


@pytest.mark.parametrize(
    "change",
    [
        {"isServiceSession": True},
        {"title": "Lunch", "speakers": []},
        {"title": "CANCELLED - Small pages"},
        {"status": "Declined"},
        {"title": None},
    ],
)
def test_what_is_no_talk_is_left_out(change: dict[str, Any]) -> None:
    assert titles({**SESSION, "id": "8", **change}, SESSION) == ["Small pages"]


def test_a_session_that_stands_twice_is_one() -> None:
    assert titles(SESSION, SESSION) == ["Small pages"]


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"sessions": []},
        {"sessions": [{"title": "a"}]},
        [1],
        {"sessions": [{"title": "a", "speakers": []}]},
    ],
)
def test_other_json_is_no_programme(value: object) -> None:
    assert not is_sessionize(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*SESSION, *NORA, "sessions", "rooms"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(JSON, st.lists(JSON, max_size=2), st.dictionaries(st.sampled_from(sorted(SESSION)), JSON))
def test_any_json_of_nearly_the_right_shape(value: Any, speakers: list[Any], change: dict[str, Any]) -> None:
    for one in (value, {"sessions": [{**SESSION, **change}], "speakers": speakers}):
        if is_sessionize(one):
            for talk in read_sessionize(one).talks:
                assert talk.title
