"""Tables for Neo4j's importer, read back as its manual says that it reads them."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from talkgraph.exports.neo4j import neo4j_tables
from talkgraph.graph import project
from talkgraph.model import Iri
from tests.examples import iri
from tests.site.samples import STRANGE, named_store, strange_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

_TYPES = {
    "ID", "LABEL", "START_ID", "END_ID", "TYPE",
    "int", "double", "boolean", "date", "string", "string[]",
}  # fmt: skip


def tables(store: Store) -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader(io.StringIO(data.decode(), newline="")))
        for name, data in neo4j_tables(store)
    }


def test_nodes_have_names_labels_and_typed_properties(example_store: Store) -> None:
    nodes = {row["iri:ID"]: row for row in tables(example_store)["nodes.csv"]}
    assert list(nodes) == [thing.value for thing in project(example_store).things]
    event = nodes[str(iri("event/dotscale-2016"))]
    assert (event["name"], event[":LABEL"], event["date:date"]) == ("dotScale 2016", "Event", "2016-04-25")
    assert (event["year:int"], event["attendance:int"]) == ("2016", "800")
    ipfs = nodes[str(iri("technology/ipfs"))]
    assert (ipfs["aliases:string[]"], ipfs["date:date"]) == ("InterPlanetary File System", "")


def test_relationships_have_their_most_certain_sentence(example_store: Store) -> None:
    rows = tables(example_store)["relationships.csv"]
    (found,) = (row for row in rows if row[":TYPE"] == "INSPIRED_BY")
    assert (found[":START_ID"], found[":END_ID"]) == (str(iri("technology/ipfs")), str(iri("technology/git")))
    assert (found["confidence:double"], found["quotes:int"], found["derived:boolean"]) == (
        "0.8",
        "1",
        "false",
    )
    assert found["quote"] == "IPFS is built on libp2p and was inspired by git."
    assert (found["recap"], found["date:date"]) == ("A Monday at dotScale", "2016-04-27")
    graph = project(example_store)
    between = [each for each in graph.statements if isinstance(each.object, Iri)]
    assert len(rows) == len(between)


@pytest.mark.parametrize("name", ["example", "strange"])
def test_the_importer_can_read_it(name: str, example_store: Store, tmp_path: Path) -> None:
    store = example_store if name == "example" else strange_store(tmp_path / "db")
    for data in dict(neo4j_tables(store)).values():
        lines = data.decode().split("\n")
        header = lines[0].split(",")
        assert {field.rpartition(":")[2] for field in header if ":" in field} <= _TYPES
        assert all(len(row) == len(header) for row in csv.reader(lines[:-1]))
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", data.decode())
    nodes, relationships = tables(store).values()
    ids = {row["iri:ID"] for row in nodes}
    assert len(ids) == len(nodes)
    assert {row[end] for row in relationships for end in (":START_ID", ":END_ID")} <= ids
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", row[":TYPE"]) for row in relationships)


def test_names_survive_but_for_their_line_breaks(tmp_path: Path) -> None:
    names = {row["iri:ID"]: row["name"] for row in tables(strange_store(tmp_path / "db"))["nodes.csv"]}
    for thing, name in STRANGE.items():
        assert names[thing.value] == name.replace("\n", " ")


def test_an_alias_with_a_semicolon_stays_one(tmp_path: Path) -> None:
    from talkgraph.exports.neo4j import _array

    assert _array(["a;b", "c"]) == "a,b;c"
    store = named_store(tmp_path / "db", {iri("technology/a"): 'say "a", b'})
    (row,) = (each for each in tables(store)["nodes.csv"] if each[":LABEL"] == "Technology")
    assert row["name"] == 'say "a", b'
