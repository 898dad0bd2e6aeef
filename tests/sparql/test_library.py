from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError, QueryError
from talkgraph.sparql import find_query, load_query, own_queries, read_query, saved_queries

if TYPE_CHECKING:
    from pathlib import Path


def test_a_wrong_name_gets_a_near_one() -> None:
    with pytest.raises(NotFoundError, match="no saved query named 'talk-of'; did you mean 'talks-of'"):
        load_query("talk-of")


def test_a_query_is_meant_by_text_by_file_and_by_name(tmp_path: Path) -> None:
    file = tmp_path / "my query.rq"
    file.write_text("ASK { ?s ?p ?o }")
    assert find_query("ASK {}").text == "ASK {}"
    assert find_query("SELECT *").text == "SELECT *"
    assert find_query(str(file)).text == "ASK { ?s ?p ?o }"
    assert find_query("recaps") == load_query("recaps")
    with pytest.raises(NotFoundError, match="did you mean 'recaps'"):
        find_query("recap")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"missing\.rq cannot be read: No such file"):
        find_query(str(tmp_path / "missing.rq"))
    (tmp_path / "latin.rq").write_bytes(b"ASK { ?s ?p '\xe9' }")
    with pytest.raises(QueryError, match=r"latin\.rq cannot be read: not UTF-8"):
        read_query(tmp_path / "latin.rq")


def test_own_queries_stand_beside_and_before_those_that_come_along(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# title: Mine\nASK {}")
    (tmp_path / "talks.rq").write_text("# title: Other talks\nASK {}")
    queries = saved_queries(tmp_path)
    assert (queries["mine"].title, queries["talks"].title) == ("Mine", "Other talks")
    assert set(saved_queries()) < set(queries)
    assert list(queries) == sorted(queries)
    assert find_query("mine", tmp_path) == load_query("mine", tmp_path)


def test_own_queries_lie_beside_the_store_unless_a_folder_is_named(tmp_path: Path) -> None:
    store = tmp_path / "talkgraph.db"
    assert own_queries(store) is None
    (tmp_path / "queries").mkdir()
    assert own_queries(store) == (tmp_path / "queries").resolve()
    (tmp_path / "others").mkdir()
    assert own_queries(store, tmp_path / "others") == tmp_path / "others"
    with pytest.raises(QueryError, match="is no folder of queries"):
        own_queries(store, tmp_path / "none")
