from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.cli import main
from talkgraph.errors import NotAStoreError, RemoteStoreError
from talkgraph.graph import index_store, project
from talkgraph.pushing import push
from talkgraph.reports import Question, render, report_kinds, run_report
from talkgraph.sparql import format_answer, query, saved_queries
from talkgraph.store import Endpoint, Store, open_store, write_store
from talkgraph.store.remote import SparqlClient
from tests.examples import example_recaps, example_resolution

if TYPE_CHECKING:
    from pathlib import Path

    from tests.stores import Foreign


def _pushed(store: Store, foreign: Foreign) -> Store:
    push(store, foreign.query, updates=foreign.update)
    return open_store(foreign.query)


def _lines(store: Store) -> list[str]:
    return sorted(map(str, store.graph))


def _of_one_recap(store: Store) -> Store:
    """The graph of the first recap alone."""
    recaps = example_recaps()[:1]
    folder = store.folder.with_name("fewer.db")
    write_store(recaps, example_resolution(), folder)
    return open_store(folder)


def test_a_pushed_graph_is_the_graph(example_store: Store, foreign: Foreign) -> None:
    there = _pushed(example_store, foreign)
    assert (there.base, there.min_confidence, there.generation) == (
        example_store.base,
        example_store.min_confidence,
        example_store.generation,
    )
    assert project(there) == project(example_store)
    assert _lines(there) == _lines(example_store)
    assert len(there.graph) == len(example_store.graph)


@pytest.mark.parametrize("name", sorted(saved_queries()))
def test_a_saved_query_gives_the_same_rows(name: str, example_store: Store, foreign: Foreign) -> None:
    there = _pushed(example_store, foreign)
    saved = saved_queries()[name]
    names = index_store(example_store)
    defaults = {each.name: each.default for each in saved.parameters if each.default is not None}
    values = saved.values(defaults, names)
    assert query(there, saved.text, parameters=values) == query(example_store, saved.text, parameters=values)


def test_every_report_is_the_same(example_store: Store, foreign: Foreign) -> None:
    there, here = project(_pushed(example_store, foreign)), project(example_store)
    for name in sorted(report_kinds()):
        kind = report_kinds()[name]
        if kind.argument is None and "against" not in kind.options:
            answers = [render(run_report(graph, name, Question()), "json") for graph in (there, here)]
            assert answers[0] == answers[1], name


def test_triples_come_back_as_turtle(example_store: Store, foreign: Foreign) -> None:
    text = "CONSTRUCT { ?p schema:name ?n } WHERE { ?p a schema:Person ; schema:name ?n }"
    there = _pushed(example_store, foreign)
    assert format_answer(there, text) == format_answer(example_store, text)


def test_what_is_there_already_is_not_sent_again(example_store: Store, foreign: Foreign) -> None:
    first = push(example_store, foreign.query, updates=foreign.update)
    again = push(example_store, foreign.query, updates=foreign.update)
    assert (first.unchanged, first.removed) == (0, 0)
    assert (again.sent, again.removed, again.unchanged) == (0, 0, first.sent)


def test_a_changed_graph_sends_what_changed(example_store: Store, foreign: Foreign) -> None:
    fewer = _of_one_recap(example_store)
    _pushed(example_store, foreign)
    less = push(fewer, foreign.query, updates=foreign.update)
    assert less.removed > 0
    assert less.unchanged > 0
    assert project(open_store(foreign.query)) == project(fewer)
    push(example_store, foreign.query, updates=foreign.update)
    assert project(open_store(foreign.query)) == project(example_store)


def test_a_push_that_broke_off_goes_on_where_it_was(example_store: Store, foreign: Foreign) -> None:
    def break_off(_what: str, done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(example_store, foreign.query, updates=foreign.update, batch=20, progress=break_off)
    assert open_store(foreign.query).generation == ""
    rest = push(example_store, foreign.query, updates=foreign.update)
    assert rest.unchanged > rest.sent > 0
    assert project(open_store(foreign.query)) == project(example_store)


def test_one_batch_may_hold_less_than_one_recap(example_store: Store, foreign: Foreign) -> None:
    push(example_store, foreign.query, updates=foreign.update, batch=3)
    assert project(open_store(foreign.query)) == project(example_store)


def test_graphs_of_others_stay(example_store: Store, foreign: Foreign) -> None:
    client = SparqlClient(Endpoint(foreign.query), updates=Endpoint(foreign.update))
    own = '<https://example.org/own> { <https://example.org/a> <https://example.org/p> "x" }'
    client.update(f"INSERT DATA {{ GRAPH {own} }}")
    there = _pushed(example_store, foreign)
    assert query(there, 'ASK { GRAPH <https://example.org/own> { ?s ?p "x" } }') is True
    assert _lines(there) == _lines(example_store)


def test_an_empty_store_says_that_nothing_was_pushed(foreign: Foreign) -> None:
    with pytest.raises(NotAStoreError, match="holds no graph of talkgraph's"):
        open_store(foreign.query)


def test_the_commands_read_it_by_its_address(
    example_store: Store, foreign: Foreign, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(example_store.folder)
    assert main(["push", foreign.query, "--update", foreign.update, "--store", folder]) == 0
    assert f"{foreign.query}: " in capsys.readouterr().out
    for words in (
        ["query", "experts", "--format", "csv"],
        ["report", "stats"],
        ["ask", "who works at Protocol Labs?"],
    ):
        assert main([*words, "--store", folder]) == 0
        here = capsys.readouterr().out
        assert main([*words, "--store", foreign.query]) == 0
        assert capsys.readouterr().out == here, words
    assert main(["why", "Juan Benet", "IPFS", "--store", foreign.query]) == 0
    assert "Juan Benet spoke about IPFS: follows from other statements" in capsys.readouterr().out
    pages = [tmp_path / "here.html", tmp_path / "there.html"]
    for page, store in zip(pages, (folder, foreign.query), strict=True):
        assert main(["explore", "--output", str(page), "--store", store]) == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_without_the_password_virtuoso_takes_nothing(
    example_store: Store, foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    if foreign.name != "virtuoso":
        pytest.skip("this store asks for no password")
    monkeypatch.setenv("TALKGRAPH_PASSWORD", "wrong")
    with pytest.raises(RemoteStoreError, match=r"refuses \(401\): set TALKGRAPH_USER"):
        push(example_store, foreign.query, updates=foreign.update)


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_holds_something(example_store: Store, batch: int) -> None:
    with pytest.raises(ValueError, match="make no batch"):
        push(example_store, "http://127.0.0.1:1/", batch=batch)


def test_a_store_that_does_not_answer_is_named(example_store: Store) -> None:
    with pytest.raises(RemoteStoreError, match=r"127.0.0.1:1/: cannot be reached: Connection refused"):
        push(example_store, "http://127.0.0.1:1/")
