"""The W3C's cases for the SPARQL protocol, against a running server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.model import DEFAULT_BASE
from talkgraph.server import Settings
from talkgraph.store import StoreFolder
from tests.conftest import CHECKOUT
from tests.server.conftest import running
from tests.server.w3c import Case, dataset_lines, failures, read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server.conftest import Running

pytestmark = pytest.mark.shared

FOLDER = CHECKOUT.parent / "shared" / "w3c-sparql-protocol"
CASES = read_cases(FOLDER) if FOLDER.is_dir() else []


@pytest.fixture(scope="module")
def w3c_server(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A store of the graphs that the cases ask about, served."""
    folder = StoreFolder(tmp_path_factory.mktemp("w3c") / "talkgraph.db")
    with folder.lock():
        lines = dataset_lines(shared / "w3c-sparql-protocol")
        folder.add_generation(lines, base=DEFAULT_BASE, min_confidence=0)
    with running(Settings(folder.path)) as server:
        yield server


def test_the_manifest_has_its_34_cases(shared: Path) -> None:
    cases = read_cases(shared / "w3c-sparql-protocol")
    assert (len(cases), sum(case.is_update for case in cases)) == (34, 7)


@pytest.mark.parametrize("case", [c for c in CASES if not c.is_update], ids=lambda case: case.name)
def test_a_query_case_passes(w3c_server: Running, case: Case) -> None:
    assert failures(case, w3c_server.client) == []


@pytest.mark.parametrize("case", [c for c in CASES if c.is_update], ids=lambda case: case.name)
def test_an_update_is_refused_clearly(w3c_server: Running, case: Case) -> None:
    for exchange in case.exchanges:
        if exchange.is_update:
            response = w3c_server.client.request(
                exchange.method,
                f"sparql{exchange.path}",
                headers=dict(exchange.headers),
                content=exchange.body,
            )
            assert response.status_code == 403
            assert "this endpoint is read-only" in response.text
