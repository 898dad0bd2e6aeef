"""The runner of pages notices what it is there to notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sessions import Outcome, Workshop

    Run = Callable[[str], tuple[Outcome, ...]]

EMPTY = "<!-- session: empty -->\n\n"


@pytest.fixture
def outcomes(tmp_path: Path, workshop: Workshop) -> Run:
    """Gives what becomes of a page of some text."""
    from sessions import check_page, read_page

    def run(text: str) -> tuple[Outcome, ...]:
        path = tmp_path / "page.md"
        path.write_text(EMPTY + text, encoding="utf-8")
        return check_page(read_page(path), workshop)

    return run


def complaints(found: tuple[Outcome, ...]) -> list[str]:
    return [outcome.complaint for outcome in found if outcome.complaint]


def test_what_is_printed_as_shown_is_no_complaint(outcomes: Run) -> None:
    assert complaints(outcomes("```console\n$ echo one; echo two\none\ntwo\n$ true\n```\n")) == []


def test_what_is_printed_otherwise_is_one(outcomes: Run) -> None:
    [complaint] = complaints(outcomes("```console\n$ echo one\ntwo\n```\n"))
    assert "printed:\none\n" in complaint
    assert complaint.endswith("shows:\ntwo")


def test_a_command_that_fails_is_one_even_where_nothing_is_shown(outcomes: Run) -> None:
    [complaint] = complaints(outcomes("```console\n$ exit 3\n```\n"))
    assert "ended with 3, not 0" in complaint


def test_a_command_may_be_there_to_fail(outcomes: Run) -> None:
    assert complaints(outcomes("<!-- exit: 3 -->\n```console\n$ exit 3\n```\n")) == []
    assert complaints(outcomes("<!-- exit: 3 -->\n```console\n$ true\n```\n"))


def test_dots_stand_for_any_lines(outcomes: Run) -> None:
    assert complaints(outcomes("```console\n$ seq 9\n1\n…\n8\n9\n```\n")) == []
    assert complaints(outcomes("```console\n$ seq 9\n1\n…\n8\n```\n"))


def test_a_command_goes_on_behind_a_backslash(outcomes: Run) -> None:
    assert complaints(outcomes("```console\n$ echo one \\\n    two\none two\n```\n")) == []


def test_what_is_not_run_is_told_with_its_reason(outcomes: Run) -> None:
    [outcome] = outcomes("<!-- not run: it would take a day -->\n```console\n$ sleep 86400\n```\n")
    assert outcome.printed is None
    assert outcome.why == "it would take a day"


def test_files_are_written_and_put_in_front_of(outcomes: Run) -> None:
    page = (
        "<!-- file: a/b.txt -->\n```text\nlast\n```\n\n"
        "<!-- in front of: a/b.txt -->\n```text\nfirst\n```\n\n"
        "```console\n$ cat a/b.txt\nfirst\nlast\n```\n"
    )
    assert complaints(outcomes(page)) == []


def test_scripts_are_run_and_compared(outcomes: Run) -> None:
    script = "```python\nprint(6 * 7)\n```\n\n<!-- printed -->\n```text\n{}\n```\n"
    assert complaints(outcomes(script.format(42))) == []
    assert complaints(outcomes(script.format(43)))
    assert complaints(outcomes("```python\nraise SystemExit(1)\n```\n"))


def test_decimals_may_differ_a_little() -> None:
    from sessions import is_as_shown

    assert is_as_shown(["0.82 names"], ["0.80 names"])
    assert not is_as_shown(["0.82 names"], ["0.62 names"])
    assert not is_as_shown(["82 names"], ["81 names"])


def test_a_page_is_rewritten_only_where_something_else_is_printed(tmp_path: Path, workshop: Workshop) -> None:
    from sessions import check_page, read_page, rewritten

    path = tmp_path / "page.md"
    path.write_text(EMPTY + "```console\n$ seq 2\n?\n$ echo a\na\n$ true\n$ seq 5\n1\n…\n```\nend\n", "utf-8")
    page = read_page(path)
    path.write_text(rewritten(page, check_page(page, workshop)), "utf-8")
    shown = "```console\n$ seq 2\n1\n2\n$ echo a\na\n$ true\n$ seq 5\n1\n…\n```\nend\n"
    assert path.read_text("utf-8") == EMPTY + shown
