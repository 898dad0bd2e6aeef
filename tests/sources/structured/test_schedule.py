from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.errors import UnreadableError
from talkgraph.model import Predicate
from talkgraph.sources import SourceFile, read_recaps
from talkgraph.sources.structured import read_xml
from talkgraph.sources.structured.schedule import is_schedule, read_schedule

if TYPE_CHECKING:
    from pathlib import Path


def schedule(*rows: object, **conference: object) -> dict[str, Any]:
    """A schedule of one room."""
    facts = {"title": "Harbour Conf 2026", "start": "2026-03-12", "end": "2026-03-13", **conference}
    return {"schedule": {"version": "1", "conference": {**facts, "days": [{"rooms": {"Main": list(rows)}}]}}}


ROW: dict[str, Any] = {
    "guid": "7",
    "title": "Small pages",
    "subtitle": "",
    "abstract": "How we built a shop.",
    "description": "<p>It runs on <b>Astro</b>.</p>",
    "type": "Talk",
    "language": "en",
    "url": "https://conf.example/7",
    "persons": [{"id": 1, "public_name": "Nora Lindqvist", "links": [{"url": "https://nora.example"}]}],
}
XML = """<?xml version='1.0' encoding='utf-8' ?>
<schedule><conference><title>Harbour Conf 2026</title><start>2026-03-12</start><!-- a comment --></conference>
<day date='2026-03-12'><room name='Main'>
<event id='7' guid='a'><title>Small pages</title><abstract>How we built a shop.</abstract>
<url>https://conf.example/7</url><language>en</language>
<persons><person id='1'>Nora Lindqvist</person><person id='2'>Various speakers</person></persons></event>
<event id='8' guid='b'><title>Lunch</title><persons/></event>
</room></day></schedule>"""


def titles(value: dict[str, Any]) -> list[str]:
    return [talk.title for talk in read_schedule(value).talks]


def test_a_conference_with_its_talks() -> None:
    programme = read_schedule(schedule(ROW, city="Ghent", url="https://conf.example"))

    assert programme.event is not None
    assert (programme.event.name, programme.event.start) == ("Harbour Conf 2026", date(2026, 3, 12))
    assert (programme.event.city, programme.event.address) == ("Ghent", "https://conf.example")
    (talk,) = programme.talks
    assert (talk.title, talk.address, talk.language) == ("Small pages", "https://conf.example/7", "en")
    assert [(one.name, one.addresses) for one in talk.speakers] == [
        ("Nora Lindqvist", ("https://nora.example",))
    ]
    assert talk.abstract == "How we built a shop.\n\n<p>It runs on <b>Astro</b>.</p>"


@pytest.mark.parametrize(
    "row",
    [
        {"title": "Coffee break"},
        {"title": "LUNCH"},
        {"title": "Registration", "persons": []},
        {"title": "Anything", "type": "break"},
        {"title": "CANCELED: Small pages", "persons": ROW["persons"]},
        {"title": "[Cancelled] Small pages", "persons": ROW["persons"]},
        {"title": ""},
        {"title": None},
    ],
)
def test_what_is_no_talk_is_left_out(row: dict[str, Any]) -> None:
    assert titles(schedule(row, ROW)) == ["Small pages"]


@pytest.mark.parametrize("title", ["Lightning talks", "Coffee and computers", "Cancelled flights"])
def test_what_only_sounds_like_a_break_is_a_talk(title: str) -> None:
    assert titles(schedule({"title": title})) == [title]


def test_welcome_words_by_somebody_are_a_talk() -> None:
    assert titles(schedule({"title": "Welcome", "persons": ROW["persons"]})) == ["Welcome"]


def test_a_talk_that_stands_in_two_rooms_is_one() -> None:
    assert titles(schedule(ROW, {**ROW, "room": "Overflow"})) == ["Small pages"]
    again = [{**ROW, "code": "ABC", "guid": guid} for guid in ("1", "2")]
    assert titles(schedule(*again)) == ["Small pages"]
    assert titles(schedule({**ROW, "guid": None}, {**ROW, "guid": None})) == ["Small pages", "Small pages"]


def test_the_same_schedule_as_xml() -> None:
    documents = read_xml(XML, "a.xml")

    assert documents is not None
    (document,) = documents
    assert document.text.split("\n\n") == [
        "event: Harbour Conf 2026",
        "event_date: 2026-03-12",
        "speakers: Nora Lindqvist",
        "Small pages",
        "How we built a shop.",
    ]
    assert document.address == "https://conf.example/7"
    assert {claim.rule for claim in document.stated} == {"stated.schedule"}
    assert Predicate.PERFORMER in {claim.predicate for claim in document.stated}


def test_other_xml_holds_no_talks(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<project/>")

    assert read_recaps(SourceFile(tmp_path / "a.xml", "a.xml", searched=True)) == ()
    with pytest.raises(UnreadableError, match="XML without talks"):
        read_recaps(SourceFile(tmp_path / "a.xml", "a.xml"))


@pytest.mark.parametrize("text", ["", "<", "---\nlayout: none\n---\n<rss>", "<a>" * 100_000])
def test_what_begins_as_no_schedule_is_passed_over(text: str) -> None:
    assert read_xml(text, "a.xml") is None


@pytest.mark.parametrize(
    "text", ["<schedule>", "<schedule>" + "<a>" * 100_000, "<schedule>&nbsp;</schedule>", "<schedule></a>"]
)
def test_broken_xml_is_told_of(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"XML"):
        read_xml(text, "a.xml")


def with_entity(declared: str, name: str) -> str:
    text = XML.partition("?>")[2].replace("How we built a shop.", f"&{name};")
    return f"<!DOCTYPE schedule [{declared}]>{text}"


def test_entities_that_stand_for_each_other_are_refused() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "boom"}">' for n in range(12))

    with pytest.raises(UnreadableError, match="entity"):
        read_xml(with_entity(bomb, "a11"), "a.xml")


def test_an_entity_that_stands_for_a_file_stays_its_name(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    documents = read_xml(with_entity(f"<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>", "x"), "a.xml")

    assert documents is not None
    assert "secret" not in documents[0].text


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["Lunch", "https://a.example"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ROW, "days", "rooms", "name", "links"]), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON, st.lists(JSON, max_size=3), JSON)
def test_any_json_of_nearly_the_right_shape(conference: object, rows: list[object], days: object) -> None:
    for value in (
        {"schedule": {"conference": conference}},
        {"schedule": {"conference": {"title": "Harbour", "days": days}}},
        schedule(*rows),
    ):
        if is_schedule(value):
            for talk in read_schedule(value).talks:
                assert talk.title
