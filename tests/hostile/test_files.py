"""Files that are made to hurt whoever reads them: read, or refused with a message of one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import FrontMatterError, SourceError, TooLargeError, UnreadableError
from talkgraph.extraction.budget import MOST_CHARACTERS, MOST_SIGNS, check_length
from talkgraph.model import Document
from talkgraph.sources import SourceFile, read_html, read_markdown, read_plain, read_recaps, read_rst
from talkgraph.sources.budget import MOST_MARKS
from tests.builder.recaps import EVENING, put
from tests.hostile.conftest import torture
from tests.sources.checks import assert_consistent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talkgraph.extraction import Extractor

CASES = torture("cases").CASES


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_file_is_read_or_refused_in_one_line(case: object, tmp_path: Path) -> None:
    file = tmp_path / f"evening{case.suffix}"  # type: ignore[attr-defined]
    file.write_bytes(case.make(3_000))  # type: ignore[attr-defined]
    try:
        documents = read_recaps(SourceFile(file, file.name))
    except SourceError as error:
        refusal = str(error)
    else:
        for document in documents:
            assert_consistent(document)
        return
    assert refusal.startswith(str(file))
    assert "\n" not in refusal
    assert len(refusal) < 600


@pytest.mark.parametrize(
    ("read", "unit"), [(read_markdown, "*"), (read_html, "<b>"), (read_rst, "`"), (read_plain, "x\n\n")]
)
def test_more_marks_than_a_recap_can_have_are_refused(
    read: Callable[[str, str], Document], unit: str
) -> None:
    with pytest.raises(TooLargeError, match=r"any: holds \d{3},\d{3} lines and marks of .* limit of 200,000"):
        read(unit * (MOST_MARKS + 1), "any")


def test_an_element_of_more_attributes_than_libxml_takes_quickly_is_refused() -> None:
    attributes = " ".join(f"a{number}=b" for number in range(1_001))
    with pytest.raises(TooLargeError, match="an element with 1,001 attributes"):
        read_html(f"<p {attributes}>Jane uses Redux.</p>", "any")


def test_substitutes_that_stand_in_substitutes_are_refused_before_they_grow() -> None:
    lines = [".. |e0| replace:: lol"]
    lines += [f".. |e{n}| replace:: {f'|e{n - 1}| ' * 10}" for n in range(1, 30)]
    with pytest.raises(
        TooLargeError, match="its substitutions stand for more than the limit of 100,000 parts"
    ):
        read_rst("\n".join([*lines, "", "|e29|"]), "any")


def test_substitutes_that_stand_for_each_other_are_refused() -> None:
    with pytest.raises(TooLargeError, match="substitutions"):
        read_rst("A |b|.\n\n.. |b| replace:: big |c|\n.. |c| replace:: cat |b|\n", "any")


def test_a_substitute_in_a_substitute_is_read() -> None:
    text = "A |b| and |c|.\n\n.. |b| replace:: big |c|\n.. |c| replace:: cat\n"
    assert read_rst(text, "any").text == "A big cat and cat."


def test_lines_indented_beyond_reason_are_refused_in_rst() -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        read_rst("x\n\n" + " " * 500 + "- y\n", "any")


@pytest.mark.parametrize("key", ["a." * 200 + "a", '"a" . ' * 200 + "a", "[" + "'a'." * 200 + "a]\nb"])
def test_a_dotted_key_without_end_is_refused_in_toml(key: str) -> None:
    with pytest.raises(FrontMatterError, match=r"any:3: .*nested too deeply"):
        read_markdown(f"+++\ntitle = 'x'\n{key} = 1\n+++\n\nJane uses Redux.\n", "any")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * (MOST_CHARACTERS + 1), r"has 100,001 characters of text, more than the limit of 100,000"),
        ("a." * (MOST_SIGNS + 1), r"has 20,001 signs that are neither letters nor digits"),
    ],
)
def test_a_text_longer_than_a_recap_may_be_is_not_drawn_from(text: str, message: str) -> None:
    with pytest.raises(TooLargeError, match=message):
        check_length(Document(source="long.txt", text=text, language="en"))


def test_a_build_names_the_file_that_is_too_long_and_builds_the_others(
    tmp_path: Path, lent_extractor: Extractor
) -> None:
    from talkgraph.builder import build

    long = "# A long evening\n\n" + "Jane Doe spoke about Redux and it was good. " * 2_500
    folder = put(tmp_path / "recaps", {"evening.md": EVENING, "long.md": long})
    for _ in range(2):
        outcome = build([folder], store=tmp_path / "talkgraph.db")
        (failure,) = outcome.failures
        assert str(failure).startswith(
            "long.md: has 110,015 characters of text, more than the limit of 100,000"
        )
        assert [recap.source for recap in outcome.recaps] == ["evening.md"]


def test_a_word_without_end_makes_few_tokens_and_its_neighbours_are_read(extractor: Extractor) -> None:
    word = "Docker" + "x" * 50_000
    document = read_markdown(f"# ParisJS 12\n\n{word} was here.\n\nFirst talk was by Jane Doe.\n", "any")
    (doc,) = extractor.parse([document])
    assert doc.text == document.text
    assert len(doc) < 40
    assert max(map(len, doc)) >= 10_000
    assert extractor.read(document).claims


def test_a_block_without_end_is_parsed_in_stretches_and_joined_whole(extractor: Extractor) -> None:
    document = read_plain("Jane Doe spoke about Redux in Paris and Bob Roe listened " * 500, "any")
    (doc,) = extractor.parse([document])
    assert doc.text == document.text


@pytest.mark.parametrize("name", ["one sentence", "Markdown: emphasis in emphasis", "brackets of all kinds"])
def test_claims_of_a_hostile_text_hold_what_they_quote(
    name: str, tmp_path: Path, extractor: Extractor
) -> None:
    (case,) = [case for case in CASES if case.name == name]
    file = tmp_path / f"evening{case.suffix}"
    file.write_bytes(case.make(3_000))
    for document in read_recaps(SourceFile(file, file.name)):
        for claim in extractor.read(document).claims:
            assert document.text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote
