"""Parquet tables, read back."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from talkgraph.errors import MissingExtraError
from talkgraph.exports import export
from talkgraph.exports.parquet import parquet_tables
from talkgraph.graph import project
from talkgraph.model import expand
from tests.examples import iri
from tests.site.samples import STRANGE, strange_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


def tables(store: Store) -> dict[str, list[dict[str, Any]]]:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: talkgraph[tables]")
    return {
        name.removesuffix(".parquet"): parquet.read_table(io.BytesIO(data)).to_pylist()
        for name, data in parquet_tables(store)
    }


def test_everything_is_there(example_store: Store) -> None:
    found = tables(example_store)
    graph = project(example_store)
    assert [row["iri"] for row in found["things"]] == [thing.value for thing in graph.things]
    assert len(found["statements"]) == len(graph.statements)
    assert {row["iri"] for row in found["recaps"]} == {recap.value for recap in graph.recaps}
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?claim a <{expand('tg:Claim')}> }} }}"
    rows: Any = example_store.graph.query(count)
    assert len(found["claims"]) == int(next(iter(rows))["n"].value)


def test_values_have_their_types(example_store: Store) -> None:
    from datetime import date

    found = tables(example_store)
    (ipfs,) = (row for row in found["things"] if row["iri"] == str(iri("technology/ipfs")))
    assert (ipfs["kind"], ipfs["alternate_names"], ipfs["year"]) == (
        "Technology",
        ["InterPlanetary File System"],
        None,
    )
    (start,) = (row for row in found["statements"] if row["predicate"] == "schema:startDate")
    assert (start["object"], start["value"], start["quotes"]) == (None, "2016-04-25", 1)
    (inspired,) = (row for row in found["claims"] if row["predicate"] == "tg:inspiredBy")
    assert (inspired["object"], inspired["value"]) == (str(iri("technology/git")), None)
    assert inspired["confidence"] == 0.8
    assert inspired["quote"] == "IPFS is built on libp2p and was inspired by git."
    assert sorted((row["published"] for row in found["recaps"]), key=str) == [date(2016, 4, 27), None]


def test_strange_names_survive(tmp_path: Path) -> None:
    names = {row["iri"]: row["name"] for row in tables(strange_store(tmp_path / "db"))["things"]}
    assert {thing.value: name for thing, name in STRANGE.items()}.items() <= names.items()


def test_the_same_store_gives_the_same_bytes(example_store: Store) -> None:
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: talkgraph[tables]")
    assert dict(parquet_tables(example_store)) == dict(parquet_tables(example_store))


def test_without_pyarrow_the_extra_is_named(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'talkgraph\[tables\]'"):
        export(example_store, "parquet", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
