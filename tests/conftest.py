"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor
    from talkgraph.store import Store

settings.register_profile("slow machines", deadline=None)
settings.load_profile("slow machines")

CHECKOUT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--scale", action="store_true", help="run the tests that take minutes, too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--scale"):
        for item in items:
            if item.get_closest_marker("scale") is not None:
                item.add_marker(pytest.mark.skip(reason="it takes minutes; make scale runs it"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; skips where it is absent."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "contract.md").is_file():
        pytest.skip("the reference material (../shared) is not on this machine")
    return folder


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the packaged model and data; to load it takes two seconds."""
    from talkgraph.extraction import Extractor

    return Extractor()


@pytest.fixture
def lent_extractor(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """The loaded extractor, lent to every build in this process that asks for the packaged model."""
    real = type(extractor)

    def lend(model: str | None = None) -> Extractor:
        return extractor if model is None else real(model)

    monkeypatch.setattr("talkgraph.extraction.Extractor", lend)
    return extractor


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The store of the example of ``tests/examples.py``, opened; ``.folder`` is its folder."""
    from talkgraph.store import open_store, write_store

    folder = tmp_path_factory.mktemp("example") / "talkgraph.db"
    write_store(example_recaps(), example_resolution(), folder)
    return open_store(folder)
