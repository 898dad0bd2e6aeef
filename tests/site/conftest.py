"""Sites of small stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.site import write_site
from tests.explorer.samples import HOSTILE
from tests.questions.world import world_store
from tests.site.samples import strange_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the world of ``tests/questions``."""
    return world_store(tmp_path_factory.mktemp("world") / "talkgraph.db")


@pytest.fixture(scope="package")
def world_site(world: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    out = tmp_path_factory.mktemp("site") / "world"
    write_site(world, out, title="Small world", address="https://example.org/talks")
    return out


@pytest.fixture(scope="package")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of strange names and IRIs."""
    return strange_store(tmp_path_factory.mktemp("strange") / "talkgraph.db")


@pytest.fixture(scope="package")
def strange_site(strange: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    out = tmp_path_factory.mktemp("site") / "strange"
    write_site(strange, out, title=HOSTILE[1])
    return out
