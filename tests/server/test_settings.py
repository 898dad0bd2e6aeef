from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from talkgraph.server.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


def test_the_current_graph_is_told(example_store: Store) -> None:
    assert Settings(example_store.folder).current() == example_store.generation


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"0123", None])
def test_what_cannot_be_told_is_none_and_stops_no_server(
    example_store: Store, tmp_path: Path, text: bytes | None
) -> None:
    shutil.copytree(example_store.folder, tmp_path / "db")
    if text is None:
        (tmp_path / "db" / "CURRENT").unlink()
    else:
        (tmp_path / "db" / "CURRENT").write_bytes(text)
    assert Settings(tmp_path / "db").current() is None
