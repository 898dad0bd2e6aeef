from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from talkgraph.errors import FolderError, FormatError
from talkgraph.exports import FOLDER_FORMATS, FORMATS, export
from talkgraph.graph import networkx_graph, project
from talkgraph.model import Claim, Evidence, Kind, Literal, LocalThing, Predicate
from talkgraph.resolution import RecapClaims, Resolution, ResolvedThing
from talkgraph.store import graph_lines, open_store, write_store
from tests.examples import example_recaps, example_resolution, iri

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


ONE_FILE = tuple(format_ for format_ in FORMATS if format_ not in FOLDER_FORMATS)


def _export(store: Store, format_: str) -> bytes:
    output = io.BytesIO()
    export(store, format_, output)
    return output.getvalue()


def _quads(data: bytes, format_: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(data, format_))


def test_nquads_are_the_sorted_lines_that_were_written(example_store: Store) -> None:
    assert _export(example_store, "nquads") == b"".join(graph_lines(example_recaps(), example_resolution()))


def test_trig_holds_everything(example_store: Store) -> None:
    assert _quads(_export(example_store, "trig"), ox.RdfFormat.TRIG) == set(example_store.graph)


def test_turtle_holds_the_default_graph(example_store: Store) -> None:
    default = set(example_store.graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert _quads(_export(example_store, "turtle"), ox.RdfFormat.TURTLE) == default


def test_jsonld_holds_everything(example_store: Store) -> None:
    data = _export(example_store, "jsonld")
    assert _quads(data, ox.RdfFormat.JSON_LD) == set(example_store.graph)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's reader itself uses it
def test_another_library_reads_the_same_jsonld(example_store: Store) -> None:
    graph = rdflib.Graph().parse(data=_export(example_store, "jsonld"), format="json-ld")
    ipfs = rdflib.URIRef(str(iri("technology/ipfs")))
    builds_on = rdflib.URIRef("https://w3id.org/talkgraph/ontology#buildsOn")
    assert (ipfs, builds_on, rdflib.URIRef(str(iri("technology/libp2p")))) in graph
    (date,) = graph.objects(None, rdflib.URIRef("https://schema.org/startDate"))
    assert date == rdflib.Literal("2016-04-25", datatype=rdflib.XSD.date)


def test_graphml_is_the_network(example_store: Store) -> None:
    read = nx.read_graphml(io.BytesIO(_export(example_store, "graphml")), force_multigraph=True)
    network = networkx_graph(project(example_store))
    assert sorted(map(str, read.edges)) == sorted(map(str, network.edges))
    event = read.nodes[str(iri("event/dotscale-2016"))]
    assert (event["kind"], event["label"], event["year"]) == ("Event", "dotScale 2016", 2016)


def test_gexf_is_the_network_without_the_day_of_writing(example_store: Store) -> None:
    data = _export(example_store, "gexf")
    assert b"lastmodifieddate" not in data
    read = nx.read_gexf(io.BytesIO(data))
    assert set(read) == set(networkx_graph(project(example_store)))
    ipfs = read.nodes[str(iri("technology/ipfs"))]
    assert (ipfs["label"], ipfs["alternate_names"]) == ("IPFS", "InterPlanetary File System")


def test_csv_is_the_statements(example_store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(_export(example_store, "csv").decode())))
    assert len(rows) == len(project(example_store).statements)
    (found,) = (row for row in rows if row["predicate"] == "tg:inspiredBy")
    assert (found["subject_name"], found["object_name"], found["confidence"]) == ("IPFS", "git", "0.8")
    (found,) = (row for row in rows if row["predicate"] == "tg:attendance")
    assert (found["object"], found["object_name"]) == ("", "800")


@pytest.mark.parametrize("name", ["tables", "existing.d"])
def test_csv_into_a_folder_is_three_tables(example_store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "existing.d").mkdir()
    export(example_store, "csv", tmp_path / name)
    tables = {
        file.name: list(csv.DictReader(io.StringIO(file.read_bytes().decode())))
        for file in (tmp_path / name).iterdir()
    }
    graph = project(example_store)
    assert sorted(tables) == ["edges.csv", "nodes.csv", "quotes.csv"]
    assert [row["name"] for row in tables["nodes.csv"]] == [thing.name for thing in graph.things.values()]
    edges = {row["id"]: row for row in tables["edges.csv"]}
    assert len(tables["quotes.csv"]) == 25
    for row in tables["quotes.csv"]:
        assert int(edges[row["edge"]]["quotes"]) >= 1
        assert row["source"] in {recap.source for recap in graph.recaps.values()}


def _store_of_one_name(folder: Path, name: str) -> Store:
    """A store with one technology, and a talk about it, both of a strange name."""
    text = f"{name} and more"
    talk, technology = LocalThing(Kind.TALK, "01"), LocalThing(Kind.TECHNOLOGY, name)
    evidence = Evidence(0, len(text), text)
    recap = RecapClaims(
        example_recaps()[0].document,
        (
            Claim(talk, Predicate.TYPE, Kind.TALK, evidence, 0.5, "test.rule"),
            Claim(talk, Predicate.ABOUT, technology, evidence, 0.5, "test.rule"),
            Claim(technology, Predicate.ALTERNATE_NAME, Literal(name + "!"), evidence, 0.5, "test.rule"),
        ),
    )
    source = recap.document.source
    things = (
        ResolvedThing(iri("talk/one"), Kind.TALK, name),
        ResolvedThing(iri("technology/one"), Kind.TECHNOLOGY, name),
    )
    links = {(source, talk): things[0].iri, (source, technology): things[1].iri}
    write_store([recap], Resolution({source: iri("recap/one")}, things, links), folder)
    return open_store(folder)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", "\t=1"])
def test_no_cell_is_a_formula(tmp_path: Path, name: str) -> None:
    store = _store_of_one_name(tmp_path / "db", name)
    export(store, "csv", tmp_path / "tables")
    for file in (tmp_path / "tables").iterdir():
        for row in csv.reader(io.StringIO(file.read_bytes().decode())):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)
    assert f"'{name}" in (tmp_path / "tables" / "nodes.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a\x00b", "a\x1b[1mb", '<&">]]>', "a\nb", "日本 🎉", "\ufffe"])
@pytest.mark.parametrize("format_", ONE_FILE)
def test_strange_names_survive_every_format(tmp_path: Path, name: str, format_: str) -> None:
    data = _export(_store_of_one_name(tmp_path / "db", name), format_)
    match format_:
        case "graphml":
            assert len(nx.read_graphml(io.BytesIO(data))) == 2
        case "gexf":
            assert len(nx.read_gexf(io.BytesIO(data))) == 2
        case "csv":
            assert len(list(csv.reader(io.StringIO(data.decode(), newline="")))) == 2
        case _:
            formats = {
                "nquads": ox.RdfFormat.N_QUADS,
                "turtle": ox.RdfFormat.TURTLE,
                "trig": ox.RdfFormat.TRIG,
                "jsonld": ox.RdfFormat.JSON_LD,
            }
            names = {
                quad.object for quad in ox.parse(data, formats[format_]) if "alt" in quad.predicate.value
            }
            assert names == {ox.Literal(name + "!")}


def test_two_processes_write_the_same_bytes(example_store: Store) -> None:
    script = (
        "import sys, pathlib, talkgraph.exports as e, talkgraph.store as s\n"
        "store = s.open_store(pathlib.Path(sys.argv[1]))\n"
        "for format_ in e.FORMATS[:-3]: e.export(store, format_, sys.stdout.buffer)"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", script, example_store.folder],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert written[0] == written[1]
    assert written[0] == b"".join(_export(example_store, format_) for format_ in ONE_FILE)


def test_an_unknown_format_names_the_known(example_store: Store) -> None:
    with pytest.raises(FormatError, match="no export format 'xlsx'; there are nquads, turtle, trig, jsonld"):
        _export(example_store, "xlsx")


def test_a_file_is_replaced_whole(example_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_bytes(b"old")
    export(example_store, "nquads", file)
    assert file.read_bytes() == _export(example_store, "nquads")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]


def test_a_missing_folder_is_an_error_of_the_system(example_store: Store, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        export(example_store, "nquads", tmp_path / "no" / "graph.nq")


@pytest.mark.parametrize("format_", FOLDER_FORMATS)
def test_a_folder_is_no_stream(example_store: Store, format_: str) -> None:
    with pytest.raises(FormatError, match=f"{format_} is a folder of files; give the folder"):
        _export(example_store, format_)


@pytest.mark.parametrize("format_", ["obsidian", "neo4j-csv"])
def test_two_processes_fill_folders_alike(example_store: Store, tmp_path: Path, format_: str) -> None:
    script = (
        "import sys, pathlib, talkgraph.exports as e, talkgraph.store as s\n"
        "e.export(s.open_store(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, example_store.folder, format_, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    one, other = (
        {file.relative_to(tmp_path / seed): file.read_bytes() for file in (tmp_path / seed).rglob("*.*")}
        for seed in ("1", "2")
    )
    assert one == other
    assert len(one) >= 3


def test_a_folder_of_other_files_is_left_alone(example_store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"mine")
    with pytest.raises(FolderError, match="holds files that are not ours"):
        export(example_store, "obsidian", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.md"]
