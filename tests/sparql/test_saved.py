from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError, QueryError
from talkgraph.sparql import Bindings, Parameter, find_query, load_query, query, read_query, saved_queries
from talkgraph.sparql.saved import parse_query

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.sparql import Cell
    from talkgraph.store import Store

ANSWERS: dict[str, tuple[dict[str, str], list[tuple[Cell, ...]]]] = {
    "builds-on": ({"technology": "interplanetary file system"}, [("libp2p", True)]),
    "people-of-company": (
        {"company": "cern"},
        [
            (
                "Alice Martin",
                "formerly worked for",
                "Alice Martin formerly worked for CERN and talked about the InterPlanetary File System.",
            ),
            (
                "Oliver Keeble",
                "works for",
                "Oliver Keeble showed how CERN stores the data of its detectors.",
            ),
        ],
    ),
    "recaps": (
        {},
        [
            ("A Monday at dotScale", "2016-04-25-dotscale.md", date(2016, 4, 27), 48),
            ("Distributed things, the second evening", "2016-05-10-meetup.txt", None, 21),
        ],
    ),
    "talks-of": (
        {"person": "juan benet"},
        [("The permanent web", "dotScale 2016", date(2016, 4, 25), "IPFS")],
    ),
    "technologies-by-year": ({}, [(2016, "IPFS", 1), (2016, "git", 1), (2016, "libp2p", 1)]),
    "who-talked-about": (
        {"topic": "ipfs"},
        [
            ("Alice Martin", "the InterPlanetary File System", "Distributed things #2", None),
            ("Juan Benet", "The permanent web", "dotScale 2016", date(2016, 4, 25)),
        ],
    ),
}


def test_every_saved_query_is_tested() -> None:
    assert list(saved_queries()) == sorted(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_saved_query_answers(example_store: Store, name: str) -> None:
    given, rows = ANSWERS[name]
    saved = load_query(name)
    found = query(example_store, saved.text, parameters=saved.values(given))
    assert isinstance(found, Bindings)
    assert list(found.rows) == rows


@pytest.mark.parametrize("name", ANSWERS)
def test_a_saved_query_describes_itself(name: str) -> None:
    saved = load_query(name)
    assert saved.title
    assert saved.description.endswith(".")
    assert all(f"${parameter.name}" in saved.text for parameter in saved.parameters)


def test_a_wrong_name_gets_a_near_one() -> None:
    with pytest.raises(NotFoundError, match="no saved query named 'talk-of'; did you mean 'talks-of'"):
        load_query("talk-of")


def test_headers_are_read_up_to_the_query() -> None:
    saved = parse_query(
        "# title: A title\n\n# param a: integer = 3\n#param b: iri\n# a remark\nASK {}\n# param c: string\n"
    )
    assert (saved.title, saved.description) == ("A title", "")
    assert saved.parameters == (Parameter("a", "integer", "3"), Parameter("b", "iri", None))


def test_an_unknown_type_is_named() -> None:
    with pytest.raises(QueryError, match="line 2, column 1: no type 'number'; there are string, integer"):
        parse_query("# title: A title\n# param a: number\nASK {}")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "parameter year needs a value"),
        ({"year": "soon"}, "parameter year: 'soon' is no integer"),
        ({"year": "1", "yaer": "2"}, "no parameter named 'yaer'; it has year"),
    ],
)
def test_a_wrong_value_is_refused(given: dict[str, str], reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        parse_query("# param year: integer\nASK {}").values(given)


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
