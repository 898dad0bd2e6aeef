"""Queries that would end the process, or that no parser can read, are refused in one short line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.errors import NotFoundError, QueryError, QuestionError, TalkgraphError
from talkgraph.graph import index_store
from talkgraph.questions import ask
from talkgraph.sparql import find_query, query, saved_queries
from tests.hostile.conftest import torture

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.store import Store

N = 20_000
MUTANTS = torture("mutants")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * N + "1" + ")" * N + ") }",
        "ASK { FILTER(?a<" + "(" * N + "1" + ")" * N + ">0) }",
        "ASK " + "{" * N + " ?s ?p 1 " + "}" * N,
        "ASK " + "{" * N,
        "ASK { FILTER(" + "!" * N + "true) }",
        "ASK { FILTER(?a<" + "!" * N + "?b>0) }",
        "ASK { ?s <a:b>" + "/<a:b>" * N + " 1 }",
        "ASK { FILTER(1=1" + "||1=1" * N + ") }",
        "ASK { FILTER(" + "STR(" * 1000 + "1" + ")" * 1000 + ") }",
        "ASK { " + "FILTER(EXISTS { " * 1000 + "?s ?p 1" + " }) " * 1000 + " }",
        "ASK { " + "OPTIONAL { ?s <a:b> 1 } " * N + " }",
        "SELECT" + "".join(f" (1 AS ?x{i})" for i in range(3000)) + " {}",
        "ASK " + "{" * 90 + "?service ?p ?o . " * 3000 + "}" * 90,
        "ASK { ?s ?p '" + "x" * 1_000_000 + "' }",
    ],
    ids=range(14),
)
def test_a_query_too_deep_for_the_stack_is_refused(example_store: Store, text: str) -> None:
    with pytest.raises(QueryError) as raised:
        query(example_store, text)
    assert len(str(raised.value)) < 400


def test_a_query_that_cannot_be_read_and_is_too_long_to_say_where_is_refused(example_store: Store) -> None:
    with pytest.raises(QueryError, match="not understood"):
        query(example_store, "SELECT * { " + "?s ?p ?o . " * 30_000 + " ]")


def test_long_lists_of_values_and_all_saved_queries_are_small_enough(example_store: Store) -> None:
    values = " ".join(f"<https://example.org/a-b/{number}(c)>" for number in range(5_000))
    assert query(example_store, f"ASK {{ VALUES ?x {{ {values} }} }}") is True
    for saved in saved_queries().values():
        if not saved.parameters:
            query(example_store, saved.text)


@pytest.mark.parametrize("words", ["a\0b.rq", "\ud800.rq", "x" * 5_000 + ".rq", "/dev/zero/x.rq"])
def test_no_name_of_a_file_is_more_than_a_query_at_fault(words: str) -> None:
    with pytest.raises(QueryError, match="cannot be read") as raised:
        find_query(words)
    assert len(str(raised.value)) < 400


def test_a_name_without_end_is_cut_in_the_message(example_store: Store) -> None:
    names = index_store(example_store)
    with pytest.raises(NotFoundError) as missing:
        find_query("who-talked-about").values({"topic": "x" * 100_000}, names)
    with pytest.raises(QueryError) as wrong:
        find_query("who-talked-about").values({"topic": "IPFS", "since": "9" * 100_000}, names)
    with pytest.raises(QuestionError) as unread:
        ask(example_store, "who works at " + "x" * 100_000 + "?", names=names)
    for raised in (missing, wrong, unread):
        assert len(str(raised.value)) < 1_000


@settings(max_examples=150, derandomize=True)
@given(seed=st.integers(0, 10_000))
def test_any_words_are_answered_or_refused(example_store: Store, seed: int) -> None:
    text = next(MUTANTS.queries(seed))
    assert "\n" not in refusal_of(lambda: query(example_store, text))


@settings(max_examples=40, derandomize=True)
@given(text=st.text(max_size=30), seed=st.integers(0, 10_000))
def test_any_question_is_answered_or_refused(example_store: Store, text: str, seed: int) -> None:
    question, names = text + next(MUTANTS.questions(seed)), index_store(example_store)
    assert "\n" not in refusal_of(lambda: ask(example_store, question, names=names))


def refusal_of(run: Callable[[], object]) -> str:
    """The message of one of our errors; empty if there is none."""
    try:
        run()
    except TalkgraphError as error:
        return str(error)
    return ""
