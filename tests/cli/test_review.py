"""``talkgraph review`` as a user answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from talkgraph.cli.group import group
from talkgraph.corrections import parse_corrections

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


def answered(store: Store, folder: Path, keys: str, *options: str) -> str:
    """What is shown to somebody who types some keys, each with return."""
    words = ["review", str(folder), "--store", str(store.folder), *options]
    result = CliRunner().invoke(group, words, input="\n".join(keys) + "\n")
    assert result.exit_code == 0, result.output
    return result.output


def test_statements_are_shown_with_their_sentences_and_decisions_are_written(
    example_store: Store, tmp_path: Path
) -> None:
    shown = answered(example_store, tmp_path, "arsq", "--by", "Ada", "--about", "IPFS")

    assert "is it so?  (confidence 0." in shown
    assert "“" in shown
    assert "2 decisions added. From the next build on it is so: talkgraph build" in shown
    text = (tmp_path / "corrections.yaml").read_text()
    verbs = [each.verb for each in parse_corrections(text, "corrections.yaml").corrections]
    assert verbs == ["confirm", "reject"]
    assert "by: Ada" in text


def test_what_was_decided_is_not_asked_again(example_store: Store, tmp_path: Path) -> None:
    first = answered(example_store, tmp_path, "rq")
    again = answered(example_store, tmp_path, "q")

    statement = first.splitlines()[2]
    assert statement.startswith("  ")
    assert statement not in again


def test_to_quit_at_once_writes_nothing(example_store: Store, tmp_path: Path) -> None:
    assert "Nothing was decided." in answered(example_store, tmp_path, "q")
    assert list(tmp_path.iterdir()) == []


def test_a_letter_that_is_no_choice_is_asked_again(example_store: Store, tmp_path: Path) -> None:
    assert "'x' is not one of" in answered(example_store, tmp_path, "xq")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [(["--about", "Nobody"], "no thing named 'Nobody'"), (["--store", "nowhere"], "no such folder")],
)
def test_what_cannot_be_reviewed_is_said(
    words: list[str],
    complaint: str,
    example_store: Store,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from talkgraph.cli import main

    assert main(["review", str(tmp_path), "--store", str(example_store.folder), *words]) == 1
    assert complaint in capsys.readouterr().err
