from __future__ import annotations

from pathlib import Path

import pytest

from talkgraph.cli import main
from talkgraph.errors import RemoteStoreError
from talkgraph.store import Endpoint, store_place


@pytest.mark.parametrize("text", ["http://localhost:8890/sparql", "HTTPS://example.org/x?y"])
def test_an_address_is_one(text: str) -> None:
    assert store_place(text) == Endpoint(text)


@pytest.mark.parametrize("text", ["talkgraph.db", "http", "httpx/folder", "./http://x"])
def test_anything_else_is_a_folder(text: str) -> None:
    assert store_place(text) == Path(text)


@pytest.mark.parametrize(
    "text", ["http://", "http://[::1/", "http://localhost:port/", "ftp://example.org/", ""]
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(RemoteStoreError, match="is no address of a store"):
        Endpoint(text)


def test_a_password_in_an_address_is_not_shown() -> None:
    with pytest.raises(RemoteStoreError) as caught:
        Endpoint("http://ada:secret@example.org/sparql")
    assert "secret" not in str(caught.value)
    assert "TALKGRAPH_PASSWORD" in str(caught.value)


def test_a_bad_address_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "stats", "--store", "http://"]) == 2
    assert "is no address of a store" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["build", "."], ["doctor"], ["push", "http://localhost:1/"]])
def test_what_needs_a_folder_takes_no_address(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--store", "http://localhost:1/sparql"]) == 2
    assert "is no folder; talkgraph push sends a graph there" in capsys.readouterr().err
