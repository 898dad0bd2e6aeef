"""A site, and a fetch that may reach it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from talkgraph.fetching import fetch_recap
from tests.fetching.site import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from talkgraph.fetching import FetchedRecap
    from tests.fetching.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages, on 127.0.0.1."""
    with serving() as site:
        yield site


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "fetched"


@pytest.fixture
def fetch(cache: Path) -> partial[FetchedRecap]:
    """Fetches into the cache, from this machine too."""
    return partial(fetch_recap, cache=cache, allow_private=True)
