"""Reports as pages of HTML."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.reports import Citation, Report, Row, Section, render, speaker_profile
from talkgraph.reports.webpage import web_page
from tests.reports.sketches import six_talks

SENTENCE = Citation("It is so.", "A Monday", "monday.md", "2016-04-27", "https://blog.example/m", 0.8)


class Reader(HTMLParser):
    """Counts the elements of a page, and checks that they are closed in order."""

    EMPTY = frozenset({"meta", "link"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page_of(*rows: Row, why: bool = True, title: str = "Title") -> str:
    return web_page(Report(title, (Section("", ("Name", "Number"), rows, "There is nothing."),)), why=why)


def test_a_whole_page_that_is_well_formed() -> None:
    page = render(speaker_profile(six_talks(), "Juan Benet"), "html", why=True)

    assert page.startswith("<!DOCTYPE html>\n")
    assert Reader(page).open == []
    assert "<h1>Juan Benet</h1>" in page


def test_it_loads_nothing_and_runs_nothing() -> None:
    page = page_of(Row(("a", 1), (SENTENCE,)))
    reader = Reader(page)

    assert "script" not in reader.tags
    assert {value for name, value in reader.attributes if name == "src"} == set()
    assert {value for name, value in reader.attributes if name == "href"} == {
        "data:,",
        "https://blog.example/m",
    }
    assert "url(" not in page
    assert "@import" not in page


def test_its_styles_are_those_that_its_policy_allows() -> None:
    page = page_of(Row(("a", 1)))
    styles = re.search(r"<style>(.*)</style>", page, re.DOTALL)

    assert styles
    assert f"style-src 'sha256-{b64encode(sha256(styles[1].encode()).digest()).decode()}'" in page
    assert "style" not in [name for name, _ in Reader(page).attributes]


def test_sentences_fold_out() -> None:
    page = page_of(Row(("a", 1), (SENTENCE,)))

    assert "<summary>1 sentence</summary>" in page
    assert '<a href="https://blog.example/m" rel="noopener noreferrer">A Monday</a>' in page
    assert "80 % certain" in page


def test_without_why_there_are_none() -> None:
    page = page_of(Row(("a", 1), (SENTENCE,)), why=False)

    assert "It is so." not in page
    assert "Why" not in page


def test_only_web_addresses_become_links() -> None:
    hostile = Citation("It is so.", "A", "a.md", None, "javascript:alert(1)", 0.8)

    assert "javascript" not in page_of(Row(("a", 1), (hostile,)))


def test_numbers_and_dates_are_told_from_texts() -> None:
    page = page_of(Row(("2016-04-25", 1)), Row(("in 2016-04-25", None)))

    assert '<td class="date">2016-04-25</td><td class="figure">1</td>' in page
    assert "<td>in 2016-04-25</td><td></td>" in page


def test_nothing_is_said_in_words() -> None:
    assert "<p>There is nothing.</p>" in page_of()


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"]
)
def test_hostile_names_stay_text(hostile: str) -> None:
    citation = Citation(hostile, hostile, "a.md", hostile, f"https://a.example/{hostile}", 0.8)
    page = page_of(Row((hostile, 1), (citation,)), title=hostile)
    reader = Reader(page)

    assert not {"script", "img"} & set(reader.tags)
    assert "onerror" not in [name for name, _ in reader.attributes]
    assert "49" not in re.sub(r"(?s)<style>.*</style>|sha256-[^']*", "", page)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_any_name_leaves_the_page_as_it_is(name: str) -> None:
    plain, odd = Reader(page_of(Row(("x", 1)))), Reader(page_of(Row((f"x{name}", 1))))

    assert plain.tags == odd.tags
