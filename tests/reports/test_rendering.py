"""Every report in every format."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from talkgraph.errors import FormatError
from talkgraph.reports import (
    FORMATS,
    Citation,
    Question,
    Report,
    Row,
    Section,
    report_kinds,
    run_report,
    speaker_profile,
)
from talkgraph.reports.rendering import render
from tests.reports.sketches import six_talks

ARGUMENTS = {
    "related": "The permanent web",
    "speaker": "Juan Benet",
    "technology": "IPFS",
    "event": "dotScale 2016",
    "company": "Protocol Labs",
    "experts": "IPFS",
    "path": "Juan Benet",
}
OTHERS = {"path": "Docker"}


@dataclass(frozen=True)
class Given:
    """An answer that is laid out as the test says."""

    laid_out: Report

    def report(self) -> Report:
        return self.laid_out


def one_table(*rows: Row, columns: tuple[str, ...] = ("Name", "Number")) -> Given:
    return Given(Report("Title", (Section("", columns, rows, "There is nothing."),)))


SENTENCE = Citation("It is so.", "A Monday", "monday.md", "2016-04-27", "https://blog.example/m", 0.8)


@pytest.mark.parametrize("why", [False, True])
@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("name", report_kinds())
def test_each_report_in_each_format(name: str, output_format: str, why: bool) -> None:
    answer = run_report(six_talks(), name, Question(ARGUMENTS.get(name), OTHERS.get(name)))
    text = render(answer, output_format, why=why)

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    if name != "stats":
        quotes = ("It was the 25th of April.", "Juan Benet showed IPFS.", "Sentence 24.")
        assert any(quote in text for quote in quotes) is why


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(FormatError, match="table, markdown, json, csv, html"):
        render(one_table(), "xml")


class TestTable:
    def test_columns_are_aligned_figures_to_the_right(self) -> None:
        text = render(one_table(Row(("Łukasz", 7)), Row(("東京", 12))))

        assert text == "Title\n\nName    Number\nŁukasz       7\n東京        12\n"

    def test_sentences_are_listed_once_and_cited_by_number(self) -> None:
        text = render(
            one_table(Row(("a", 1), (SENTENCE,)), Row(("b", 2), (SENTENCE,)), Row(("c", 3))), why=True
        )

        assert text.splitlines()[2:] == [
            "Name  Number  Why",
            "a          1  1",
            "b          2  1",
            "c          3",
            "",
            "Sentences",
            "1  “It is so.” (A Monday, 2016-04-27)",
        ]

    def test_long_lists_are_cut_and_say_so(self) -> None:
        text = render(one_table(Row((("a", "b", "c", "d", "e", "f", "g"), 1))))

        assert "a, b, c, d, e, 2 more" in text

    def test_nothing_is_said_in_words(self) -> None:
        assert render(one_table()) == "Title\n\nThere is nothing.\n"

    def test_characters_that_steer_a_terminal_are_replaced(self) -> None:
        for width in (None, 60):
            text = render(one_table(Row(("\x1b]0;owned\x07 \u202eabc", 1))), terminal_width=width)
            assert "\x1b]0" not in text
            assert "\x07" not in text
            assert "\u202e" not in text

    def test_a_terminal_gets_colours_and_lines_that_fit(self) -> None:
        answer = speaker_profile(six_talks(), "Juan Benet")
        text = render(answer, why=True, terminal_width=70)

        assert "\x1b[1m" in text
        assert "Protocol Labs" in text
        assert "Sentences" in text

    def test_brackets_are_text_and_no_style(self) -> None:
        assert "[red]Name[/red]" in render(one_table(Row(("[red]Name[/red]", 1))), terminal_width=80)


class TestMarkdown:
    def test_a_table_with_heading_and_links(self) -> None:
        text = render(one_table(Row(("a", 0.5), (SENTENCE,))), "markdown", why=True)

        assert text.splitlines() == [
            "# Title",
            "",
            "| Name | Number | Why |",
            "| --- | --- | --- |",
            "| a | 0.50 | 1 |",
            "",
            "## Sentences",
            "",
            "1. “It is so.” ([A Monday, 2016-04-27](https://blog.example/m))",
        ]

    @given(st.text(st.characters(codec="utf-8"), max_size=30))
    def test_any_name_stays_text(self, name: str) -> None:
        html = (
            MarkdownIt("commonmark")
            .enable("table")
            .render(render(one_table(Row((f"x{name}x", 1))), "markdown"))
        )

        assert html.count("<td>") == 2
        assert not any(f"<{tag}" in html for tag in ("em>", "strong>", "a ", "img", "code", "script"))

    def test_only_web_addresses_become_links(self) -> None:
        hostile = Citation("It is so.", "A", "a.md", None, "javascript:alert(1)", 0.8)
        text = render(one_table(Row(("a", 1), (hostile,))), "markdown", why=True)

        assert "javascript" not in text


class TestCsv:
    def test_one_section_is_one_table(self) -> None:
        rows = list(csv.reader(StringIO(render(one_table(Row((("a", "b"), 1))), "csv"))))

        assert rows == [["Name", "Number"], ["a; b", "1"]]

    def test_several_sections_become_a_column(self) -> None:
        report = Report(
            "Title",
            (
                Section("People", ("Name", "Age"), (Row(("Ada", 36)),)),
                Section("Places", ("Name",), (Row(("London",)),)),
            ),
        )
        rows = list(csv.DictReader(StringIO(render(Given(report), "csv"))))

        assert rows == [
            {"Section": "People", "Name": "Ada", "Age": "36"},
            {"Section": "Places", "Name": "London", "Age": ""},
        ]

    def test_a_row_is_repeated_for_each_sentence(self) -> None:
        other = Citation("So it is.", "B", "b.md", None, None, 0.5)
        text = render(one_table(Row(("a", 1), (SENTENCE, other)), Row(("b", 2))), "csv", why=True)
        rows = list(csv.DictReader(StringIO(text)))

        assert [(row["Name"], row["Quote"], row["Confidence"]) for row in rows] == [
            ("a", "It is so.", "0.8"),
            ("a", "So it is.", "0.5"),
            ("b", "", ""),
        ]

    @pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    def test_formulas_are_disarmed(self, name: str) -> None:
        text = render(one_table(Row((name, 1))), "csv")
        (_, row) = csv.reader(StringIO(text, newline=""))

        assert row[0] == f"'{name}"


class TestJson:
    def test_it_is_the_answer_itself(self) -> None:
        answer = speaker_profile(six_talks(), "Juan Benet")
        data = json.loads(render(answer, "json", why=True))

        assert data["person"]["iri"] == "https://w3id.org/talkgraph/id/person/juan-benet"
        assert data["person"]["kind"] == "Person"
        assert data["talks"][0]["about"][0]["name"] == "IPFS"
        assert data["made"][0]["evidence"][0]["recap"] == "A Monday"

    def test_sentences_are_left_out_unless_asked_for(self) -> None:
        assert '"evidence"' not in render(speaker_profile(six_talks(), "Juan Benet"), "json")


def test_a_section_refuses_rows_of_the_wrong_length() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Section("People", ("Name", "Age"), (Row(("Ada",)),))
