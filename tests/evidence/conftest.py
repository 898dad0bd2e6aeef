"""A store that keeps what extraction considered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.evidence.considered import considered_store

if TYPE_CHECKING:
    from talkgraph.store import Store


@pytest.fixture(scope="session")
def considered(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example of ``considered_store``, opened."""
    return considered_store(tmp_path_factory.mktemp("considered") / "talkgraph.db")
