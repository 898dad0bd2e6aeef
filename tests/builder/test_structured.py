"""Builds of talk data that already has structure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.builder import build
from talkgraph.doctor import check_store
from talkgraph.errors import NoRecapsError
from tests.builder.recaps import EVENING, nquads, put

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("lent_extractor")

TALK: dict[str, Any] = {
    "title": "Small pages",
    "speakers": ["Nora Lindqvist"],
    "description": "How we built a shop with Redux.",
    "recorded": "2026-04-01",
    "videos": [],
}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return put(
        tmp_path / "talks",
        {"web/category.json": json.dumps({"title": "Harbour Web 3"}), "web/videos/a.json": json.dumps(TALK)},
    )


def test_talks_and_recaps_are_one_graph(talks: Path, tmp_path: Path) -> None:
    put(talks, {"evening.md": EVENING, "package.json": '{"name": "a-package"}'})

    outcome = build([talks], store=tmp_path / "db")

    assert [recap.source for recap in outcome.recaps] == ["evening.md", "web/videos/a.json"]
    assert outcome.failures == ()
    lines = nquads(tmp_path / "db")
    assert b"talk/harbour-web-3/small-pages> <https://schema.org/performer>" in lines
    assert b"stated.pyvideo" in lines
    assert check_store(tmp_path / "db", recaps=[talks]).is_sound


def test_a_talk_is_read_again_when_the_name_of_its_event_changes(talks: Path, tmp_path: Path) -> None:
    build([talks], store=tmp_path / "db")
    again = build([talks], store=tmp_path / "db")
    put(talks, {"web/category.json": json.dumps({"title": "Harbour Web 4"})})
    changed = build([talks], store=tmp_path / "db")

    assert [recap.fresh for recap in again.recaps] == [False]
    assert [recap.fresh for recap in changed.recaps] == [True]
    assert b"harbour-web-3" not in nquads(tmp_path / "db")


def test_a_folder_of_data_without_talks_holds_no_recap(tmp_path: Path) -> None:
    posts = put(tmp_path / "posts", {"package.json": '{"name": "a-package"}'})

    with pytest.raises(NoRecapsError, match="posts"):
        build([posts], store=tmp_path / "db")


def test_broken_data_is_named_and_the_rest_is_built(talks: Path, tmp_path: Path) -> None:
    put(talks, {"web/videos/b.json": '{"speakers": '})

    outcome = build([talks], store=tmp_path / "db")

    assert [failure.path.name for failure in outcome.failures if hasattr(failure.path, "name")] == ["b.json"]
    assert len(outcome.recaps) == 1
