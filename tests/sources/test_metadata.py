"""What a document takes from its head: metadata blocks, day, address, language."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from talkgraph.model import BlockKind
from talkgraph.sources import read_markdown
from talkgraph.sources.dates import date_in_source, parse_date
from tests.sources.checks import assert_consistent, blocks_of


def test_facts_about_the_event_open_the_text_as_typed() -> None:
    document = read_markdown(
        "---\ntitle: Notes\nspeakers: [Ana Lopes, Bo]\nvenue: Théâtre  de\n  Paris\nattendance: about 1,000\n"
        "event: dotTern 2021\nevent_date: 2021-05-06\ntags: x\nhost:\n---\nText.",
        "a.md",
    )
    assert document.text == (
        "event: dotTern 2021\n\nevent_date: 2021-05-06\n\nvenue: Théâtre de Paris\n\n"
        "attendance: about 1,000\n\nspeakers: Ana Lopes, Bo\n\nNotes\n\nText."
    )
    assert_consistent(document)
    assert [block.line for block in document.blocks] == [7, 8, 4, 6, 3, 2, 12]


def test_event_as_a_mapping() -> None:
    document = read_markdown(
        "---\nevent:\n  name: dotTern 2021\n  series: dotTern\n  date: 2021-05-06\n"
        "  city: Paris\n  venue: Le Bac\n"
        "organizers:\n  - name: Ana Lopes\n    company: Tern\n  - Bo\n---\nText.",
        "a.md",
    )
    assert blocks_of(document, BlockKind.METADATA) == [
        "event: dotTern 2021",
        "series: dotTern",
        "event_date: 2021-05-06",
        "city: Paris",
        "venue: Le Bac",
        "organizers: Ana Lopes, Bo",
    ]


def test_key_with_a_hyphen_is_the_same_key() -> None:
    document = read_markdown("---\nevent-date: 6 May 2021\n---\nText.", "a.md")
    assert blocks_of(document, BlockKind.METADATA) == ["event_date: 6 May 2021"]


def test_day_of_publication_is_not_the_day_of_the_event() -> None:
    document = read_markdown("---\nevent_date: 2021-05-06\ndate: 2021-06-01\n---\nText.", "2021-07-01-x.md")
    assert document.published == date(2021, 6, 1)
    undated = read_markdown("---\nevent_date: 2021-05-06\n---\nText.", "posts/2021-07-01-x.md")
    assert undated.published == date(2021, 7, 1)
    assert read_markdown("Text.", "x.md").published is None


@pytest.mark.parametrize(
    ("key", "value", "address"),
    [
        ("canonical_url", "https://a.example/x", "https://a.example/x"),
        ("permalink", "/2016/x/", None),
        ("link", "http://a.example", "http://a.example"),
    ],
)
def test_address(key: str, value: str, address: str | None) -> None:
    assert read_markdown(f"---\n{key}: {value}\n---\nText.", "a.md").address == address


def test_stated_language_counts_where_the_text_is_too_short() -> None:
    assert read_markdown("---\nlang: fr-FR\n---\nOui.", "a.md").language == "fr"
    english = "The first talk of the evening was about queues, and it was a very good one."
    assert read_markdown(f"---\nlang: fr\n---\n{english}", "a.md").language == "en"


def test_metadata_is_what_the_author_typed_and_cannot_be_changed() -> None:
    document = read_markdown("---\nTags: [a, b]\nDraft: no\n---\nText.", "a.md")
    assert dict(document.metadata) == {"tags": ["a", "b"], "draft": "no"}
    with pytest.raises(TypeError):
        document.metadata["tags"] = ()  # type: ignore[index]


def test_document_travels_between_processes() -> None:
    document = read_markdown("---\nevent: {name: T}\n---\n[a](https://b.example) *c*", "a.md")
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-04-25", date(2016, 4, 25)),
        ("2016-04-25 23:59:00 -0800", date(2016, 4, 25)),
        ("2016-10-06T11:25:01.000Z", date(2016, 10, 6)),
        ("2016/4/5", date(2016, 4, 5)),
        ("20160425T101500Z", date(2016, 4, 25)),
        ("Mon, 25 Apr 2016 10:00:00 GMT", date(2016, 4, 25)),
        ("April 25th, 2016", date(2016, 4, 25)),
        ("April 25, 2016", date(2016, 4, 25)),
        ("2016-13-45", None),
        ("April 2016", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2016-04-25-dotscale.md", date(2016, 4, 25)),
        ("posts/2016_04_25.md", date(2016, 4, 25)),
        ("2016/04/25/dotscale.md", date(2016, 4, 25)),
        ("2016/04/25-dotscale.md", date(2016, 4, 25)),
        ("2016-04-25/index.md", date(2016, 4, 25)),
        ("2015-01-01-old/2016-04-25-new.md", date(2016, 4, 25)),
        ("2016-04-dotscale.md", None),
        ("2016-99-99-x.md", None),
        ("12016-04-251.md", None),
        ("dotscale-2016.md", None),
    ],
)
def test_days_in_names_of_files_and_folders(source: str, expected: date | None) -> None:
    assert date_in_source(source) == expected
