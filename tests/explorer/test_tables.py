from __future__ import annotations

import json
from typing import Any

from talkgraph.explorer.parts import whole
from talkgraph.explorer.tables import tables
from talkgraph.graph.values import Statement, TalkGraph
from talkgraph.model import DEFAULT_BASE, Iri, Predicate
from tests.explorer.samples import dotscale, iri, many


def read_back(content: Any) -> set[tuple[str, str, str, tuple[tuple[str, str, int], ...]]]:
    """The statements that tables hold, in words."""
    rows = content["statements"]
    names = content["things"]["iri"]

    def quote(place: int) -> tuple[str, str, int]:
        quotes = content["quotes"]
        return (
            content["sentences"][quotes["text"][place]],
            content["recaps"][quotes["recap"][place]]["title"],
            quotes["confidence"][place],
        )

    return {
        (
            names[subject],
            content["relations"][relation]["id"],
            names[target] if target >= 0 else content["values"][-1 - target],
            tuple(map(quote, quotes)),
        )
        for subject, relation, target, quotes in zip(
            rows["subject"], rows["relation"], rows["object"], rows["quotes"], strict=True
        )
    }


def test_tables_hold_every_statement_with_its_quotes() -> None:
    graph = dotscale()
    content = json.loads(json.dumps(tables(whole(graph), base=DEFAULT_BASE).content))
    assert read_back(content) == {
        (
            statement.subject.value.removeprefix(DEFAULT_BASE),
            statement.predicate.value,
            str(statement.object).removeprefix(DEFAULT_BASE),
            tuple(
                (quote.text, graph.recaps[quote.recap].title, round(quote.confidence * 100))
                for quote in statement.quotes
            ),
        )
        for statement in graph.statements
    }


def test_every_text_stands_once() -> None:
    content = tables(whole(many(events=3, talks=30, technologies=9)), base=DEFAULT_BASE).content
    assert content["sentences"] == ["It was said."]
    assert len(content["quotes"]["text"]) == 1
    assert len(content["statements"]["subject"]) > 300


def test_another_base_is_kept_in_the_iris() -> None:
    things = tables(whole(dotscale()), base="https://example.org/").content["things"]
    assert all(each.startswith(DEFAULT_BASE) for each in things["iri"])


def test_names_and_kinds_stand_in_the_order_of_the_iris() -> None:
    graph = dotscale()
    made = tables(whole(graph), base=DEFAULT_BASE)
    place = made.position[iri("person/juan-benet")]
    things = made.content["things"]
    assert things["name"][place] == "Juan Benet"
    assert made.content["kinds"][things["kind"][place]]["id"] == "Person"
    assert things["also"][str(place)] == ["jbenet"]
    assert things["urls"][str(place)] == ["https://example.org/juan"]


def test_what_the_graph_does_not_describe_is_no_thing() -> None:
    graph = dotscale()
    known, unknown = iri("technology/ipfs"), Iri("https://example.org/unknown")
    strays = (Statement(known, Predicate.USES, unknown), Statement(unknown, Predicate.USES, known))
    content = tables(
        whole(TalkGraph(graph.things, (*graph.statements, *strays), graph.recaps)), base=DEFAULT_BASE
    ).content
    assert unknown.value in content["values"]
    assert len(content["statements"]["subject"]) == len(graph.statements) + 1
