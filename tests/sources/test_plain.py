"""Text without mark-up: roles by shape alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.errors import EmptyRecapError
from talkgraph.model import BlockKind
from talkgraph.sources import read_plain
from tests.sources.checks import blocks_of, links_of, outline

LONG = "It was about queues, and how they fill up when nobody looks after them for a night."


def test_title_headings_items_and_paragraphs() -> None:
    document = read_plain(
        f"Tern Conf 2021\n\nWe met in Lisbon. {LONG}\n\nFedEx days\n\nFirst talk: {LONG}\n\nAdvice given:\n\n"
        "  • Be short\n  • Be kind, and\n    be clear\n\nWhat is a queue?\n\n"
        f"{LONG}\n\nVideos are on the site",
        "a.txt",
    )
    assert outline(document) == [
        ("title", "Tern Conf 2021"),
        ("paragraph", f"We met in Lisbon. {LONG}"),
        ("heading2", "FedEx days"),
        ("paragraph", f"First talk: {LONG}"),
        ("paragraph", "Advice given:"),
        ("item1", "Be short"),
        ("item1", "Be kind, and be clear"),
        ("heading2", "What is a queue?"),
        ("paragraph", LONG),
        ("paragraph", "Videos are on the site"),
    ]
    assert [block.line for block in document.blocks] == [1, 3, 5, 7, 9, 11, 12, 15, 17, 19]


def test_wrapped_lines_are_joined() -> None:
    document = read_plain("Title here\n\nFirst talk was about\nthe Actor Model,   and\nErlang.\n", "a.txt")
    assert blocks_of(document, BlockKind.PARAGRAPH) == ["First talk was about the Actor Model, and Erlang."]


def test_title_without_an_empty_line_under_it() -> None:
    text = (
        "Tern Conf 2021\nWe met in Lisbon, in the old fish market near\n"
        "the river, and it was raining all day long\nuntil six."
    )
    assert outline(read_plain(text, "a.txt"))[0] == ("title", "Tern Conf 2021")


def test_first_line_in_capitals_is_the_title() -> None:
    document = read_plain("RIVER DATA CIRCLE\nMinutes of the meeting in May\n\nWe met.", "a.txt")
    assert document.title == "RIVER DATA CIRCLE"


def test_long_lines_are_paragraphs_of_their_own() -> None:
    text = f"Tern Conf 2021\n{LONG} {LONG}\nSecond part\n{LONG} {LONG}\n- item\nAfter it. {LONG} {LONG}"
    assert [kind for kind, _ in outline(read_plain(text, "a.txt"))] == [
        "title",
        "paragraph",
        "heading2",
        "paragraph",
        "item1",
        "paragraph",
    ]


def test_underlined_lines_are_headings() -> None:
    document = read_plain(
        f"Tern Conf\n=========\n\n{LONG}\n\nQueues\n------\n\nShort.\n\n* * *\n\nEnd.", "a.txt"
    )
    assert outline(document) == [
        ("title", "Tern Conf"),
        ("paragraph", LONG),
        ("heading2", "Queues"),
        ("paragraph", "Short."),
        ("paragraph", "End."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Not what I came for, but why not.",
        "The advice was:",
        "https://tube.example/v",
        "by Ana Lopes",
        "25 April 2016",
        "A line that is much longer than what follows it",
        " ".join(["many"] * 15),
        "***",
        "1984",
    ],
)
def test_line_that_is_no_heading(line: str) -> None:
    document = read_plain(f"Title\n\n{LONG}\n\n{line}\n\nIt was a good one for me.", "a.txt")
    assert blocks_of(document, BlockKind.HEADING) == []


def test_line_that_comes_back_is_a_label() -> None:
    document = read_plain(
        "Title\n\n" + f"Slides\n\n{LONG}\n\n" * 3 + f"Docs first\n\n{LONG}\n\n" * 2, "a.txt"
    )
    assert blocks_of(document, BlockKind.HEADING) == ["Docs first", "Docs first"]


def test_heading_over_a_list_and_heading_over_a_heading() -> None:
    document = read_plain(f"Title\n\n{LONG}\n\nTalks\n\nQueues\n\n{LONG}\n\nLinks\n\n- one\n- two", "a.txt")
    assert blocks_of(document, BlockKind.HEADING) == ["Talks", "Queues", "Links"]


def test_nested_and_numbered_items() -> None:
    document = read_plain("Title\n\n1. one\n   - inner\n   - more\n2) two\n\n10. ten", "a.txt")
    assert outline(document)[1:] == [
        ("item1", "one"),
        ("item2", "inner"),
        ("item2", "more"),
        ("item1", "two"),
        ("item1", "ten"),
    ]


def test_year_that_begins_a_wrapped_line_is_no_item() -> None:
    document = read_plain("Title\n\nIt began in\n1984. Then more\n12. of it.", "a.txt")
    assert blocks_of(document, BlockKind.ITEM) == []


def test_first_paragraph_that_is_a_sentence_is_no_title() -> None:
    assert read_plain(f"{LONG}\n\nMore.", "a.txt").title is None


def test_addresses_are_links_without_their_punctuation() -> None:
    document = read_plain("Title\n\nSee https://a.example/x, (http://b.example/y_(z)) or http://.", "a.txt")
    assert links_of(document) == [
        ("https://a.example/x", "https://a.example/x"),
        ("http://b.example/y_(z)", "http://b.example/y_(z)"),
    ]


def test_front_matter_before_a_text() -> None:
    document = read_plain("---\ntitle: T\nevent: E 1\n---\nHeading first\n\n" + LONG, "a.txt")
    assert outline(document) == [
        ("metadata", "event: E 1"),
        ("title", "T"),
        ("heading2", "Heading first"),
        ("paragraph", LONG),
    ]


def test_words_survive_as_typed() -> None:
    text = 'Title\n\n"*No*" -- said <b>she</b> & ~5mn__ [1] {% x %} 100\u00a0% ÿ 😀.'
    assert read_plain(text, "a.txt").text == text


@pytest.mark.parametrize("text", ["", "\n \t\n", "-----", "\f\f", "\x00\x01"])
def test_without_words_it_is_empty(text: str) -> None:
    with pytest.raises(EmptyRecapError):
        read_plain(text, "a.txt")


MAIL = """From: Ana Silva <ana@lists.example>
To: geo-talk@lists.example
Date: Mon, 14 Oct 2019 09:12:44 +0200
Subject: [geo-talk] Fwd: Report: Open Map Day 2019,
  Ljubljana

Hi list,

this is my report of the day.
"""


def test_head_of_a_mail_gives_title_date_and_author() -> None:
    document = read_plain(MAIL, "mail.txt")

    assert document.title == "Report: Open Map Day 2019, Ljubljana"
    assert str(document.published) == "2019-10-14"
    assert document.metadata["author"] == "Ana Silva"
    assert outline(document)[1:] == [
        ("paragraph", "Hi list,"),
        ("paragraph", "this is my report of the day."),
    ]
    assert document.blocks[-1].line == 9


@pytest.mark.parametrize(
    "text",
    [
        "Subject: maps\n\nWe met.",
        "From: Paris\nDate: tomorrow\n\nWe met.",
        "Date: Monday\nFrom: Ana\nSubject: maps\nand we met.",
    ],
)
def test_lines_that_are_no_head_of_a_mail_stay(text: str) -> None:
    assert text.split("\n", maxsplit=1)[0] in read_plain(text, "a.txt").text


def test_encoded_words_in_the_head_of_a_mail() -> None:
    head = "From: =?utf-8?q?Zden=C4=9Bk?= <z@x.example>\nDate: Mon, 14 Oct 99999999999 09:12:44 +0200\n"
    document = read_plain(f"{head}Subject: =?utf-8?b?RG7DrQ==?= 2019\n\nWe met.", "a.txt")

    assert document.title == "Dn\u00ed 2019"
    assert document.metadata["author"] == "Zden\u011bk"
    assert document.published is None


MAIL_PARTS = st.sampled_from(
    [
        "=?utf-8?q?a?=",
        "=?x?b?!!?=",
        "=?us-ascii?q?=FF?=",
        "=?",
        *'<>@"();:[]\\,',
        "é",
        "\x00",
        " ",
        "Ana",
        "9" * 30,
    ]
)


@given(st.lists(st.lists(MAIL_PARTS, max_size=8).map("".join), min_size=3, max_size=3))
def test_no_head_of_a_mail_is_too_broken_to_read(fields: list[str]) -> None:
    sender, day, subject = fields
    document = read_plain(f"From: x{sender}\nDate: {day}1\nSubject: y{subject}\n\nWe met.", "a.txt")

    assert "We met." in document.text
