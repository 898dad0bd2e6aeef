"""The world that questions are asked about, and how they are read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.questions.world import world_store

if TYPE_CHECKING:
    from talkgraph.store import Store


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the world, opened."""
    return world_store(tmp_path_factory.mktemp("world") / "talkgraph.db")
