"""Decisions in a corrections file: what stood there stays, what is added is read back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.corrections import parse_corrections
from talkgraph.corrections.values import Confirm, KeepApart, Merge, Reject, Selector, Signature
from talkgraph.errors import CorrectionsError
from talkgraph.model import Kind
from talkgraph.review import (
    Choice,
    Doubt,
    Duplicate,
    UncertainStatement,
    add_correction,
    corrections_path,
    decide,
    entry_text,
)

if TYPE_CHECKING:
    from pathlib import Path

STATEMENT = UncertainStatement(
    "C: a language", "works for", "#1 Inc", (Kind.PERSON, Kind.ORGANIZATION), 0.361, "relations.works", ()
)
PAIR = Duplicate("React", "React.js", Kind.TECHNOLOGY, 0.95, "the same but for “js”", ())
SIGNED = Signature("Ada", date(2026, 11, 28), "I was there")


def decided(doubt: Doubt, choice: Choice, path: Path) -> object:
    decide(doubt, choice, path, SIGNED)
    (*_, last) = parse_corrections(path.read_text(), "corrections.yaml").corrections
    assert last.signature == SIGNED
    return last.edit


def test_each_choice_is_written_so_that_it_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"

    accepted, rejected = decided(STATEMENT, Choice.ACCEPT, path), decided(STATEMENT, Choice.REJECT, path)
    assert isinstance(accepted, Confirm)
    assert isinstance(rejected, Reject)
    assert accepted.statement.subject == "C: a language"
    assert accepted.statement.object == "#1 Inc"
    assert accepted.statement.kinds == (Kind.PERSON, Kind.ORGANIZATION)
    assert (accepted.rule, accepted.confidence) == ("relations.works", 0.36)
    assert (rejected.rule, rejected.confidence) == ("relations.works", 0.36)
    names = Selector(("React", "React.js"), Kind.TECHNOLOGY)
    assert decided(PAIR, Choice.MERGE, path) == Merge(names, "React")
    assert decided(PAIR, Choice.KEEP_APART, path) == KeepApart(names)


def test_what_is_skipped_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"

    assert decide(PAIR, Choice.SKIP, path, SIGNED).entry == ""
    assert not path.exists()


def test_a_choice_of_another_doubt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no choice"):
        decide(PAIR, Choice.REJECT, tmp_path / "corrections.yaml", SIGNED)


def test_what_stands_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text("# mine\n- ignore: [table,   phones]   # noise\n")

    add_correction(path, "- ignore: chair")

    assert path.read_text() == "# mine\n- ignore: [table,   phones]   # noise\n\n- ignore: chair\n"


@pytest.mark.parametrize("text", ["[{ignore: table}]\n", "- ignore: table\n...\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(text)

    with pytest.raises(CorrectionsError, match="cannot be added to"):
        add_correction(path, "- ignore: chair")

    assert path.read_text() == text


def test_many_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: add_correction(path, f"- ignore: name {number}"), range(40)))

    assert len(parse_corrections(path.read_text(), "corrections.yaml").corrections) == 40


def test_the_file_lies_in_the_folder_or_is_given_itself(tmp_path: Path) -> None:
    assert corrections_path(tmp_path) == tmp_path / "corrections.yaml"
    assert corrections_path(tmp_path / "mine.yaml") == tmp_path / "mine.yaml"


@pytest.mark.parametrize("name", ["nowhere", "notes.md", "nowhere/corrections.yaml"])
def test_what_is_no_folder_and_no_such_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match="is no folder of recaps"):
        corrections_path(tmp_path / name)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(NAMES, NAMES)
def test_any_names_are_read_back_as_they_were(first: str, second: str) -> None:
    text = entry_text({"reject": [first, "uses", second]}, Signature(by=first))
    (correction,) = parse_corrections(text, "corrections.yaml").corrections

    assert isinstance(correction.edit, Reject)
    assert (correction.edit.statement.subject, correction.edit.statement.object) == (first, second)
    assert correction.signature.by == first
