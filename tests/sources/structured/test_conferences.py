from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.model import Predicate
from talkgraph.sources import find_recaps, read_recaps
from talkgraph.sources.structured import Programme, StatedEvent
from talkgraph.sources.structured.conferences import is_conferences, read_conferences

if TYPE_CHECKING:
    from pathlib import Path

ENTRY: dict[str, Any] = {
    "name": "HarbourConf",
    "url": "https://harbour.example",
    "startDate": "2026-03-12",
    "endDate": "2026-03-13",
    "city": "Boston, MA",
    "country": "U.S.A.",
    "twitter": "@harbour",
}


def named(*entries: dict[str, Any]) -> list[tuple[str, str]]:
    """Names and series of the conferences of a list."""
    programmes = read_conferences(entries)
    return [(one.event.name, one.event.series) for one in programmes if one.event]


def test_a_conference_is_an_edition_of_its_series() -> None:
    assert read_conferences([ENTRY]) == (
        Programme(
            "conferences",
            StatedEvent(
                "HarbourConf 2026",
                series="HarbourConf",
                start=date(2026, 3, 12),
                city="Boston",
                country="United States",
                address="https://harbour.example",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("name", "edition", "series"),
    [
        ("HarbourConf 2026", "HarbourConf 2026", "HarbourConf"),
        ("HarbourConf '26 North", "HarbourConf '26 North", "HarbourConf North"),
        ("HarbourConf (2025)", "HarbourConf (2025)", "HarbourConf"),
        ("Data 2030 Summit", "Data 2030 Summit 2026", "Data 2030 Summit"),
        ("Conf42", "Conf42 2026", "Conf42"),
        ("HarbourMeet #12", "HarbourMeet #12", "HarbourMeet"),
        ("9th Annual HarbourConf", "9th Annual HarbourConf", "HarbourConf"),
        ("2026", "2026", ""),
    ],
)
def test_the_year_is_added_unless_the_name_tells_the_edition(name: str, edition: str, series: str) -> None:
    assert named({**ENTRY, "name": name}) == [(edition, series)]


def test_editions_of_one_year_are_told_apart_by_town_or_day() -> None:
    entries = [
        {**ENTRY, "city": "Ghent"},
        {**ENTRY, "city": "Oslo", "startDate": "2026-05-01"},
        {**ENTRY, "city": "Oslo", "startDate": "2026-10-01"},
    ]
    assert named(*entries) == [
        ("HarbourConf Ghent 2026", "HarbourConf"),
        ("HarbourConf 2026-05-01", "HarbourConf"),
        ("HarbourConf 2026-10-01", "HarbourConf"),
    ]


def test_one_that_is_listed_twice_stands_once() -> None:
    assert len(read_conferences([ENTRY, {**ENTRY, "cfpUrl": "https://cfp.example"}])) == 1


def test_one_that_is_online_has_no_place() -> None:
    entry = {key: value for key, value in ENTRY.items() if key not in {"city", "country"}}
    (programme,) = read_conferences([{**entry, "online": True}])

    assert programme.event is not None
    assert (programme.event.city, programme.event.country) == ("", "")


@pytest.mark.parametrize("value", [[], {}, ENTRY, [ENTRY, {"name": "x"}], [{"name": "a", "url": "b"}], ["a"]])
def test_other_json_is_no_list_of_conferences(value: object) -> None:
    assert not is_conferences(value)


def test_a_file_has_a_document_for_each(tmp_path: Path) -> None:
    (tmp_path / "web.json").write_text(json.dumps([ENTRY, {**ENTRY, "name": "QuayConf"}]))
    (file,) = find_recaps([tmp_path])
    documents = read_recaps(file)

    assert [(each.source, each.title) for each in documents] == [
        ("web.json", "HarbourConf 2026"),
        ("web.json#2", "QuayConf 2026"),
    ]
    assert {claim.rule for claim in documents[0].stated} == {"stated.conferences"}
    assert Predicate.START_DATE in {claim.predicate for claim in documents[0].stated}


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                key: st.one_of(
                    st.none(), st.text(max_size=12), st.sampled_from(["2026-03-12", "A 2026", "#1"])
                )
                for key in ("name", "url", "startDate", "city", "country")
            }
        ),
        max_size=4,
    )
)
def test_whatever_is_stated_events_have_names(entries: list[dict[str, Any]]) -> None:
    for programme in read_conferences(entries):
        assert programme.event is not None
        assert programme.event.name
