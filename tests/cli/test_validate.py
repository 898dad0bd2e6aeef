from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.resolution import RecapClaims
from talkgraph.store import write_store
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

pytest.importorskip("pyshacl")


def test_a_sound_graph_is_status_0(example_store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--store", str(example_store.folder)]) == 0
    assert capsys.readouterr().out == "The graph keeps to its shapes (694 triples).\n"


def test_a_broken_graph_is_status_1_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = example_recaps()
    wrong = replace(second.claims[0], evidence=replace(second.claims[0].evidence, quote="Never said."))
    broken = RecapClaims(second.document, (wrong, *second.claims[1:]))
    write_store([first, broken], example_resolution(), tmp_path / "db")
    assert main(["validate", "--store", str(tmp_path / "db")]) == 1
    captured = capsys.readouterr()
    assert "oa:exact Never said.: the quote does not stand at its offsets in the recap\n" in captured.out
    assert captured.err == f"talkgraph: {tmp_path}/db: the graph breaks its shapes in 1 place\n"
