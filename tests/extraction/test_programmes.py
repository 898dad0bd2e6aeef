from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.extraction.programmes import columns_of
from talkgraph.extraction.sections import sections_of
from tests.extraction.samples import find_talks, prepare

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talkgraph.extraction import Extractor
    from talkgraph.extraction.talks import TalkSegment

HEAD = "| Time | Speaker | Title |\n|---|---|---|\n"
PEOPLE = ("Jane Doe", "Bob Roe", "Ana Silva")


def read(extractor: Extractor, table: str) -> tuple[Doc, list[TalkSegment]]:
    doc = prepare(extractor, f"# Evening\n\nWe met.\n\n{table}", people=[p for p in PEOPLE if p in table])
    return doc, find_talks(extractor, doc)


def titles(extractor: Extractor, table: str) -> list[tuple[tuple[str, ...], str | None]]:
    doc, talks = read(extractor, table)
    return [(t.speakers, doc[slice(*t.title)].text if t.title else None) for t in talks]


def test_a_row_is_a_talk_by_its_columns(extractor: Extractor) -> None:
    table = f"{HEAD}| 10:00 | Jane Doe | Queues at scale |\n| 11:00 | Bob Roe, Ana Silva | Elm |\n"

    assert titles(extractor, table) == [
        (("Jane Doe",), "Queues at scale"),
        (("Bob Roe", "Ana Silva"), "Elm"),
    ]


def test_columns_may_stand_in_any_order(extractor: Extractor) -> None:
    table = "| What | Who |\n|---|---|\n| Queues | Jane Doe |\n| Elm by example | Bob Roe |\n"

    assert titles(extractor, table) == [(("Jane Doe",), "Queues"), (("Bob Roe",), "Elm by example")]


def test_breaks_and_people_named_in_other_columns_are_no_talks(extractor: Extractor) -> None:
    table = (
        f"{HEAD}| 9:30 |  | Coffee, and a welcome from Ana Silva |\n"
        "| 10:00 | Jane Doe | Queues |\n| 11:00 | Bob Roe | Elm |\n"
    )

    assert [speakers for speakers, _ in titles(extractor, table)] == [("Jane Doe",), ("Bob Roe",)]


def test_a_title_ends_where_its_description_begins(extractor: Extractor) -> None:
    table = (
        f"{HEAD}| 10:00 | Jane Doe | Queues: she measured hers for a year. |\n"
        "| 11:00 | Bob Roe | Why Elm? He has no idea. |\n"
    )

    assert [title for _, title in titles(extractor, table)] == ["Queues", "Why Elm?"]


def test_a_description_alone_is_no_title(extractor: Extractor) -> None:
    words = "she spoke of " + ", ".join(["queues that fill up over night"] * 4)

    assert titles(extractor, f"{HEAD}| 10:00 | Jane Doe | {words} |\n")[0][1] is None


def test_somebody_without_a_name_gives_a_talk_too(extractor: Extractor) -> None:
    table = f"{HEAD}| 10:00 | Jane Doe | Queues |\n| 11:00 | a volunteer | Flash file systems compared |\n"

    assert titles(extractor, table)[1] == ((), "Flash file systems compared")


@pytest.mark.parametrize(
    "head",
    ["| Name | Beers |", "| Time | Room |", "| Speaker | Speaker |", "| Jane | Title |", "| Title | 1 |"],
)
def test_other_tables_are_no_programmes(extractor: Extractor, head: str) -> None:
    rule = "|---" * (head.count("|") - 1) + "|"
    doc, _ = read(extractor, f"{head}\n{rule}\n| Jane Doe | Queues |\n")

    assert [columns_of(doc, p) for s in sections_of(doc) for p in s.body] == [None] * 3
