from __future__ import annotations

import pytest
import spacy

from talkgraph.extraction.layout import register
from talkgraph.extraction.sections import counts_talks, is_generic, sections_of
from talkgraph.sources import read_markdown

NLP = spacy.blank("en")


def sections(text: str) -> list[tuple[str | None, int, list[str]]]:
    """Heading, level and the blocks of each section of a Markdown text."""
    document = read_markdown(text, "recap.md")
    register()
    doc = NLP(document.text)
    doc._.recap = document
    out = []
    for section in sections_of(doc):
        heading = section.heading
        words = doc[heading.start : heading.end].text.strip() if heading is not None else None
        body = [doc[passage.start : passage.end].text.strip() for passage in section.body]
        out.append((words, section.level, body))
        ends = [p.end for p in section.body] or [heading.end if heading is not None else 0]
        assert section.start <= ends[-1] == section.end
    return out


def test_every_heading_opens_a_section() -> None:
    text = "# Evening\n\nHello.\n\n## One\n\nFirst.\n\nSecond.\n\n### Inner\n\nThird.\n\n## Two\n"

    assert sections(text) == [
        (None, 0, ["Hello."]),
        ("One", 2, ["First.", "Second."]),
        ("Inner", 3, ["Third."]),
        ("Two", 2, []),
    ]


def test_front_matter_title_and_code_belong_to_no_section() -> None:
    text = "---\nevent: Evening 1\n---\n\n# Evening\n\n## One\n\nFirst.\n\n```\ncode\n```\n"

    assert sections(text) == [("One", 2, ["First."])]


def test_items_and_quotes_belong_to_their_section() -> None:
    assert sections("# Evening\n\n## One\n\n- a\n- b\n\n> c\n") == [("One", 2, ["a", "b", "c"])]


@pytest.mark.parametrize("mark", [".", ":", "?"])
def test_bold_leads_are_headings_below_all_others(mark: str) -> None:
    first, second = f"**Tests at work{mark}** He tests.", f"**Search{mark}** She searches."
    text = f"# Evening\n\n## Talks\n\n{first}\n\nMore.\n\n{second}\n"

    assert sections(text) == [
        ("Talks", 2, []),
        (f"Tests at work{mark}", 7, ["He tests.", "More."]),
        (f"Search{mark}", 7, ["She searches."]),
    ]


def test_bold_paragraphs_are_headings() -> None:
    text = "# Evening\n\n**Tests at work**\n\nHe tests.\n\n**Search**\n\nShe searches.\n"

    assert sections(text) == [("Tests at work", 7, ["He tests."]), ("Search", 7, ["She searches."])]


def test_one_bold_lead_alone_is_emphasis() -> None:
    assert sections("# Evening\n\n**Beware.** He tests.\n\nShe searches.\n") == [
        (None, 0, ["Beware. He tests.", "She searches."])
    ]


def test_bold_words_inside_a_sentence_are_emphasis() -> None:
    text = "# Evening\n\n**He** tests.\n\nShe **searches.**\n\n**They** sing.\n"

    assert sections(text) == [(None, 0, ["He tests.", "She searches.", "They sing."])]


@pytest.mark.parametrize(
    "heading",
    [
        "Conclusion",
        "CONCLUSION!",
        "The venue",
        "Lightning talks",
        "Day 2",
        "What’s next?",
        "The sponsors",
        "3.",
        "Q&A",
    ],
)
def test_parts_of_a_recap_are_generic(heading: str) -> None:
    assert is_generic(heading)


@pytest.mark.parametrize(
    "heading",
    ["Audio in Electron", "The future of CSS", "Docker, one year later", "Introduction to Elm", "L'été"],
)
def test_titles_of_talks_are_not_generic(heading: str) -> None:
    assert not is_generic(heading)


def test_a_line_that_names_the_speaker_is_no_heading() -> None:
    text = "# Evening\n\n## Backups\n\n### Speaker: Ann Poe\n\nThey failed.\n"

    assert sections(text) == [("Backups", 2, ["Speaker: Ann Poe", "They failed."])]


def test_a_bold_time_is_no_heading() -> None:
    text = "**09:30** Ann Poe spoke.\n\n**10:30** Tim Low spoke.\n"

    assert [heading for heading, *_ in sections(text)] == [None]


@pytest.mark.parametrize(
    "heading", ["Saturday, 10 June", "Lunch on the porch", "Next meetup", "Action items"]
)
def test_dates_meals_and_business_are_parts(heading: str) -> None:
    assert is_generic(heading)


@pytest.mark.parametrize(
    "heading",
    ["Getting started with Elm", "Kubernetes in 20 minutes", "Where does the money go?", "Deep links in Elm"],
)
def test_titles_with_such_words_are_none(heading: str) -> None:
    assert not is_generic(heading)


@pytest.mark.parametrize(
    ("heading", "counts"), [("The second talk", True), ("Talk 3", True), ("My talk", False)]
)
def test_headings_that_count_the_talks(heading: str, *, counts: bool) -> None:
    assert counts_talks(heading) is counts
