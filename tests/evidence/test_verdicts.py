"""What people said of a statement is a part of why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.builder import build
from talkgraph.evidence import Explanation, explain
from talkgraph.store import open_store
from tests.builder.recaps import NIGHT, put

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_extractor")

REJECTED = """\
- reject: [Ann Poe, works for, Algolia]
  by: Ada
  on: 2026-11-28
  because: she left
"""


def why(tmp_path: Path, corrections: str, first: str, second: str) -> Explanation:
    posts = put(tmp_path / "posts", {"night.md": NIGHT, "corrections.yaml": corrections})
    build([posts], store=tmp_path / "talkgraph.db")
    found = explain(open_store(tmp_path / "talkgraph.db"), first, second)
    assert isinstance(found, Explanation)
    return found


def test_a_rejection_is_told_with_who_when_and_why(tmp_path: Path) -> None:
    found = why(tmp_path, REJECTED, "Algolia", "Ann Poe")

    assert found.statements == ()
    (told,) = found.verdicts
    assert told.startswith("Rejected by people (by Ada on 2026-11-28: she left): ")
    assert told.endswith("“Ann Poe works for Algolia”, in corrections.yaml:1.")
    assert told in found.notes


def test_a_confirmation_is_told_and_is_the_surest_sentence(tmp_path: Path) -> None:
    found = why(tmp_path, "- confirm: [Ann Poe, works for, Algolia]\n", "Ann Poe", "Algolia")

    assert found.verdicts == ("Confirmed by people: “Ann Poe works for Algolia”, in corrections.yaml:1.",)
    assert found.statements[0].supports[0].rule == "corrections.confirm"
    assert found.forgotten == ()


def test_what_is_said_of_others_is_not_told(tmp_path: Path) -> None:
    assert why(tmp_path, REJECTED, "Ann Poe", "webpack").verdicts == ()
