"""The numbers of a graph before and after a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import TalkgraphError
from talkgraph.graph import TalkGraph, project
from talkgraph.model import Kind, Predicate
from talkgraph.reports import Question, compare_stats, graph_stats, load_stats, render, run_report
from tests.reports.sketches import Sketch, six_talks

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.reports import Change
    from talkgraph.store import Store


def sketched(*titles: str, recaps: tuple[str, ...]) -> TalkGraph:
    """Talks by Ada, each told in every recap."""
    sketch = Sketch()
    ada = sketch.thing(Kind.PERSON, "Ada")
    for title in titles:
        for recap in recaps:
            sketch.say(sketch.thing(Kind.TALK, title), Predicate.PERFORMER, ada, recap=sketch.recap(recap))
    return sketch.graph()


def changes(found: tuple[Change, ...]) -> dict[str, tuple[object, object, object]]:
    return {each.what: (each.before, each.after, each.difference) for each in found}


def test_what_grew_and_what_shrank() -> None:
    before = graph_stats(sketched("One", recaps=("A", "B")))
    after = graph_stats(sketched("One", "Two", recaps=("B", "C")))
    comparison = compare_stats(before, after)

    assert changes(comparison.sizes)["talks"] == (1, 2, 1)
    assert changes(comparison.sizes)["recaps"] == (2, 2, 0)
    assert changes(comparison.gaps)["talks without a subject"] == (1, 2, 1)
    assert changes(comparison.relations) == {"is given by": (2, 4, 2)}
    assert (comparison.new_recaps, comparison.gone_recaps) == (("C",), ("A",))
    assert changes(comparison.changed_recaps) == {"B": (1, 2, 1)}


def test_what_one_graph_has_no_number_for() -> None:
    comparison = compare_stats(graph_stats(TalkGraph()), graph_stats(six_talks()))

    assert changes(comparison.sizes)["mean confidence"][2] is None
    assert changes(comparison.sizes)["talks"] == (0, 6, 6)


def test_equal_graphs_are_said_to_be_equal() -> None:
    stats = graph_stats(six_talks())
    text = render(compare_stats(stats, stats))

    assert "Each relation is stated as often as before." in text
    assert "The recaps are the same." in text
    assert "Each recap makes as many claims as before." in text


def test_saved_numbers_are_the_numbers(tmp_path: Path) -> None:
    stats = graph_stats(six_talks())
    path = tmp_path / "before.json"
    path.write_text(render(stats, "json"), encoding="utf-8")

    assert load_stats(path) == stats


def test_the_numbers_of_an_earlier_store(example_store: Store) -> None:
    assert load_stats(example_store.folder) == graph_stats(project(example_store))


def test_a_report_compares_when_asked_to(example_store: Store) -> None:
    answer = run_report(six_talks(), "stats", Question(against=example_store.folder))

    assert answer.report().title == "The graph in numbers, before and after"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"things": {"Ship": 1}}', "null"])
def test_a_file_that_holds_something_else(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(TalkgraphError, match="holds no statistics of a graph; make it with"):
        load_stats(path)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(TalkgraphError, match="cannot read"):
        load_stats(tmp_path / "nothing.json")
