from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.sources.structured.people import people_in, person_in


def names(*stated: str) -> list[str]:
    return [person.name for person in people_in(stated)]


@pytest.mark.parametrize(
    "stated",
    [
        "Various speakers",
        "VARIOUS",
        "n/a",
        "TBA",
        "",
        "  ",
        "???",
        "Unknown",
        "Panel",
        "Lightning talks",
        "None",
    ],
)
def test_a_placeholder_is_nobody(stated: str) -> None:
    assert names(stated) == []


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("Ana Lopez and Bo Ek", ["Ana Lopez", "Bo Ek"]),
        ("Ana Lopez & Bo Ek", ["Ana Lopez", "Bo Ek"]),
        ("Ana Lopez, Bo Ek, Cy Dee", ["Ana Lopez", "Bo Ek", "Cy Dee"]),
        ("Ana Lopez; Bo Ek", ["Ana Lopez", "Bo Ek"]),
        ("Ana Lopez y Bo Ek", ["Ana Lopez", "Bo Ek"]),
        ("Ana + Bo", ["Ana", "Bo"]),
        ("Ana Lopez, et al", ["Ana Lopez"]),
        ("Ana Lopez; ...", ["Ana Lopez"]),
        ("Santiago E Garcia Lopez", ["Santiago E Garcia Lopez"]),
        ("Andy Mand", ["Andy Mand"]),
    ],
)
def test_several_people_in_one_string_are_taken_apart(stated: str, wanted: list[str]) -> None:
    assert names(stated) == wanted


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("Lopez, Ana", "Ana Lopez"),
        ("Ana Lopez, PhD", "Ana Lopez"),
        ("Ana Lopez, Jr.", "Ana Lopez"),
        ("Dr. Ana Lopez", "Ana Lopez"),
        ("Ana Lopez (she/her)", "Ana Lopez"),
        ("Ana Lopez (keynote)", "Ana Lopez"),
        ("@analopez", "analopez"),
        ("“Ana”", "Ana"),
        ("Ana\n  Lopez", "Ana Lopez"),
    ],
)
def test_a_name_loses_what_is_no_part_of_it(stated: str, wanted: str) -> None:
    assert names(stated) == [wanted]


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ("李昱勳 (Yu-Hsun Lee)", ("李昱勳", "Yu-Hsun Lee")),
        ("加藤皓也/Hiroya Kato", ("加藤皓也", "Hiroya Kato")),
        ("Stu (Stuart Little)", ("Stu", "Stuart Little")),
        ("Ana Lopez (Lo)", ("Ana Lopez",)),
    ],
)
def test_brackets_and_slashes_may_hold_another_name(stated: str, wanted: tuple[str, ...]) -> None:
    person = person_in(stated)
    assert person is not None
    assert person.names == wanted


@pytest.mark.parametrize(
    "stated", ["Snakes: a history of Python", "Lightning Talks, DAY 1 - Web 202", "https://example.org/ana"]
)
def test_a_title_is_nobody(stated: str) -> None:
    assert names(stated) == []


def test_a_person_who_is_named_twice_stands_once() -> None:
    assert names("Ana Lopez", "ana lópez", "Bo Ek") == ["Ana Lopez", "Bo Ek"]


@given(st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_stated_names_are_one_line_with_a_letter(stated: list[str]) -> None:
    for person in people_in(stated):
        for name in person.names:
            assert any(map(str.isalpha, name))
            assert name == " ".join(name.split())
