"""A graph that is kept beside its store is the graph that was read from it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from talkgraph.graph import Quote, Recap, Statement, TalkGraph, Thing, index_store, project
from talkgraph.graph.snapshots import as_table, from_table
from talkgraph.model import Evidence, Iri, Kind, Predicate, Unread, UnreadAs
from talkgraph.store import open_store, write_store
from tests.examples import example_recaps, example_resolution
from tests.reports.test_related import graphs

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

FILE, NAMES = "graph.json.gz", "names.json.gz"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    write_store(example_recaps(), example_resolution(), tmp_path / "db")
    return open_store(tmp_path / "db")


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_a_graph_comes_back_as_it_was(graph: TalkGraph) -> None:
    assert from_table(json.loads(json.dumps(as_table(graph)))) == graph


def test_what_is_rare_comes_back_too() -> None:
    recap, talk = Iri("urn:r"), Iri("urn:t")
    graph = TalkGraph(
        things={talk: Thing(talk, Kind.TALK, "A\udc80 talk", ("another",), ("https://example.org/",))},
        statements=(
            Statement(talk, Predicate.ABOUT, Iri("urn:gone")),
            Statement(
                talk, Predicate.START_DATE, "2016", (Quote("So.", recap, 0, 3, 0.1 + 0.2, "a rule"),) * 2
            ),
        ),
        recaps={recap: Recap(recap, "A recap", "a.md", None, "2016-04-01")},
        unread={recap: (Unread("Some Words", UnreadAs.CAPITALISED, 3, Evidence(1, 5, "Some")),)},
    )

    assert from_table(json.loads(json.dumps(as_table(graph)))) == graph


def test_a_graph_worth_keeping_is_read_from_its_copy(store: Store) -> None:
    read = project(store, keep_from=1)
    assert (store.folder / FILE).is_file()

    unreadable = replace(store, graph=None)  # type: ignore[arg-type]
    kept = project(unreadable, keep_from=1)

    assert kept == read
    assert list(kept.things) == list(read.things)
    assert list(kept.recaps) == list(read.recaps)


def test_a_small_graph_is_not_kept(store: Store) -> None:
    project(store)

    assert not (store.folder / FILE).exists()


def test_a_copy_of_another_generation_or_confidence_is_not_used(tmp_path: Path) -> None:
    write_store(example_recaps()[:1], example_resolution(), tmp_path / "db")
    before = project(open_store(tmp_path / "db"), keep_from=1)
    write_store(example_recaps(), example_resolution(), tmp_path / "db")

    whole = project(open_store(tmp_path / "db"), keep_from=1)
    surer = project(open_store(tmp_path / "db", min_confidence=0.9), keep_from=1)

    assert len(before.recaps) < len(whole.recaps)
    assert len(surer.statements) < len(whole.statements)
    assert project(open_store(tmp_path / "db"), keep_from=1) == whole


def test_a_surer_graph_leaves_the_copy_of_the_whole_alone(tmp_path: Path) -> None:
    write_store(example_recaps(), example_resolution(), tmp_path / "db")
    whole = project(open_store(tmp_path / "db"), keep_from=1)
    kept = (tmp_path / "db" / FILE).read_bytes()

    surer = project(open_store(tmp_path / "db", min_confidence=0.9), keep_from=1)
    assert len(surer.statements) < len(whole.statements)
    assert (tmp_path / "db" / FILE).read_bytes() == kept


def test_the_copy_of_a_surer_graph_gives_way_to_the_whole(tmp_path: Path) -> None:
    write_store(example_recaps(), example_resolution(), tmp_path / "db")
    project(open_store(tmp_path / "db", min_confidence=0.9), keep_from=1)
    surer = (tmp_path / "db" / FILE).read_bytes()

    project(open_store(tmp_path / "db"), keep_from=1)
    assert (tmp_path / "db" / FILE).read_bytes() != surer


def test_names_worth_keeping_are_read_from_their_copy(store: Store) -> None:
    read = index_store(store, keep_from=1)
    assert (store.folder / NAMES).is_file()
    assert not (store.folder / FILE).exists()

    class Unnamed:
        """A graph that tells what is said of a thing, and no names."""

        def quads_for_pattern(self, subject: object, predicate: object, *others: object) -> object:
            assert predicate is None, "the names were read from the store"
            return store.graph.quads_for_pattern(subject, predicate, *others)  # type: ignore[arg-type]

    kept = index_store(replace(store, graph=Unnamed()), keep_from=1)  # type: ignore[arg-type]
    assert kept.things == read.things
    assert kept.find("ipfs") == read.find("ipfs") is not None


def test_few_names_are_not_kept(store: Store) -> None:
    index_store(store)

    assert not (store.folder / NAMES).exists()


@pytest.mark.parametrize("damage", [b"", b"no gzip", b"\x1f\x8b\x08"])
def test_a_damaged_copy_is_made_anew(store: Store, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    read = project(store, keep_from=1)
    (store.folder / FILE).write_bytes(damage)

    assert project(store, keep_from=1) == read
    assert "is damaged" in caplog.text
    caplog.clear()
    assert project(store, keep_from=1) == read
    assert not caplog.text


def test_where_the_folder_cannot_be_written_to_nothing_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("talkgraph.graph.snapshots.replace_file", refuse)

    assert project(store, keep_from=1).things
    assert not (store.folder / FILE).exists()
