from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from talkgraph.model import Kind, Predicate, class_names, expand, relations
from talkgraph.sparql import Bindings, query
from tests.questions.world import QUESTIONS, World, read_world, world_store

if TYPE_CHECKING:
    from talkgraph.store import Store

NUMBERS = {
    Kind.TALK: 30,
    Kind.EVENT: 10,
    Kind.SERIES: 4,
    Kind.PERSON: 30,
    Kind.ORGANIZATION: 15,
    Kind.PLACE: 11,
    Kind.TECHNOLOGY: 37,
    Kind.TOPIC: 10,
}
OF_NAMES = {Predicate.NAME, Predicate.ALTERNATE_NAME}


@pytest.fixture(scope="module")
def world() -> World:
    return read_world()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return world_store(tmp_path_factory.mktemp("world") / "talkgraph.db")


def _rows(store: Store, text: str) -> list[tuple[str, ...]]:
    found = query(store, text)
    assert isinstance(found, Bindings)
    return [tuple(map(str, row)) for row in found.rows]


def test_the_file_has_the_numbers_that_it_promises(world: World) -> None:
    assert Counter(thing.kind for thing in world.things) == NUMBERS
    assert len(world.recaps) == 8


def test_every_thing_is_in_the_store_with_its_kind_and_names(world: World, store: Store) -> None:
    told = {(str(t.iri), class_names()[t.kind], t.name) for t in world.things}
    others = {(str(thing.iri), name) for thing in world.things for name in thing.alternate_names}
    kinds = " ".join(class_names().values())
    assert others
    assert (
        set(
            _rows(
                store,
                f"""SELECT ?thing ?class ?name {{
                        VALUES (?class ?kind) {{ {_pairs(kinds)} }}
                        ?thing a ?kind ; schema:name ?name FILTER NOT EXISTS {{ ?thing a tg:Recap }} }}""",
            )
        )
        == told
    )
    assert set(_rows(store, "SELECT ?thing ?name { ?thing schema:alternateName ?name }")) == others


def _pairs(kinds: str) -> str:
    return " ".join(f'("{kind}" {kind})' for kind in kinds.split())


def test_the_store_states_what_the_file_states_and_nothing_else(world: World, store: Store) -> None:
    named = world.named
    told: dict[Predicate, set[tuple[str, str]]] = defaultdict(set)
    for statement in (
        s for recap in world.recaps for sentence in recap.sentences for s in sentence.statements
    ):
        is_value = relations()[statement.predicate].datatype is not None
        target = statement.object if is_value else str(named[statement.object].iri)
        told[statement.predicate].add((str(named[statement.subject].iri), target))
    for predicate, relation in relations().items():
        if not relation.derived and predicate not in OF_NAMES:
            found = _rows(store, f"SELECT ?s (STR(?o) AS ?v) {{ ?s {predicate} ?o }}")
            assert told[predicate], predicate
            assert set(found) == told[predicate], predicate


def test_every_statement_is_claimed_by_its_sentence(world: World, store: Store) -> None:
    named = world.named
    told = {
        (str(named[s.subject].iri), expand(s.predicate), sentence.quote, s.confidence)
        for recap in world.recaps
        for sentence in recap.sentences
        for s in sentence.statements
    }
    claimed = {
        (subject, predicate, quote, float(confidence))
        for subject, predicate, quote, confidence in _rows(
            store,
            """SELECT ?s ?p ?quote ?confidence { GRAPH ?recap {
                   ?recap schema:articleBody ?text .
                   ?claim rdf:subject ?s ; rdf:predicate ?p ; tg:confidence ?confidence ; oa:hasSelector ?at .
                   ?at oa:exact ?quote ; oa:start ?start ; oa:end ?end
                   FILTER (SUBSTR(?text, ?start + 1, ?end - ?start) = ?quote)
                   FILTER (?p NOT IN (rdf:type, schema:name)) } }""",
        )
    }
    assert claimed == told


def test_confidences_reach_from_doubtful_to_sure(world: World) -> None:
    confidences = {
        s.confidence for r in world.recaps for sentence in r.sentences for s in sentence.statements
    }
    assert (min(confidences), max(confidences)) == (0.45, 0.98)


def test_some_statements_are_made_by_two_recaps(store: Store) -> None:
    twice = _rows(
        store,
        """SELECT ?name { ?s schema:name ?name {
               SELECT ?s { GRAPH ?recap { ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }
                           FILTER (?p != rdf:type && ?p != schema:name) }
               GROUP BY ?s ?p ?o HAVING (COUNT(DISTINCT ?recap) > 1) } }""",
    )
    assert {"Kubernetes", "Webfabrik 7", "Zoë Lindqvist", "Files without a server"} <= {n for (n,) in twice}


def test_talks_have_no_one_or_two_speakers(store: Store) -> None:
    speakers = _rows(
        store, "SELECT (COUNT(?p) AS ?n) { ?t a tg:Talk OPTIONAL { ?t schema:performer ?p } } GROUP BY ?t"
    )
    assert Counter(int(n) for (n,) in speakers) == {0: 2, 1: 26, 2: 2}


def test_three_people_spoke_at_several_events(store: Store) -> None:
    events = Counter(name for (name,) in _rows(store, "SELECT ?n { ?p tg:spokeAt ?e ; schema:name ?n }"))
    assert {name: n for name, n in events.items() if n > 1} == {
        "Zoë Lindqvist": 3,
        "Łukasz Wójcik": 2,
        "Jérôme Castelain": 2,
    }


@pytest.mark.parametrize(("file", "number", "refused"), [("before", 40, 5), ("after", 30, 2)])
def test_questions_have_an_answer_from_the_world_or_a_reason_for_none(
    world: World, file: str, number: int, refused: int
) -> None:
    values = {s.object for recap in world.recaps for sentence in recap.sentences for s in sentence.statements}
    known = values | {thing.name for thing in world.things}
    questions = tomllib.loads((QUESTIONS / f"{file}.toml").read_text(encoding="utf-8"))["question"]
    assert len({question["question"] for question in questions}) == len(questions) == number
    assert sum("refused" in question for question in questions) == refused
    for question in questions:
        assert ("answer" in question) != ("refused" in question), question
        assert question.get("refused", "unknown form") in {"unknown form", "unknown name"}, question
        answer = question.get("answer", [])
        assert not isinstance(answer, list) or set(answer) <= known, question
