from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError, QueryError
from talkgraph.graph import index_store
from talkgraph.sparql import (
    Bindings,
    Parameter,
    StatementPattern,
    load_query,
    parse_query,
    query,
    saved_queries,
)
from talkgraph.sparql.tables import without_iris
from tests.examples import iri

if TYPE_CHECKING:
    from talkgraph.sparql import Cell
    from talkgraph.store import Store

# What each answers on the example of tests/examples.py, without the columns of IRIs.
ANSWERS: dict[str, tuple[dict[str, str], list[tuple[Cell, ...]]]] = {
    "alternatives": ({"technology": "http"}, [("IPFS",)]),
    "builds-on": ({"technology": "interplanetary file system"}, [("libp2p", True, "IPFS")]),
    "building-steps": ({"technology": "ipfs", "base": "libp2p"}, [("IPFS", "libp2p")]),
    "built-on": ({"technology": "libp2p"}, [("IPFS", True, "libp2p")]),
    "co-speakers": (
        {"person": "Oliver Keeble"},
        [("Juan Benet", "dotScale 2016", "The permanent web", False)],
    ),
    "companies-in": ({"place": "paris"}, []),
    "companies-by-talks": ({"talks": "1"}, [("CERN", 2, 2), ("Protocol Labs", 1, 1)]),
    "creations": ({"maker": "juan benet"}, [("Protocol Labs",)]),
    "employers": ({"person": "Alice Martin"}, [("CERN", "formerly worked for")]),
    "event": ({"event": "dotscale"}, [("dotScale 2016", date(2016, 4, 25), "Paris", 800)]),
    "events": ({"place": "paris", "since": "2016"}, [("dotScale 2016", date(2016, 4, 25), "Paris", 800)]),
    "events-covering": (
        {"topic": "git"},
        [
            ("Distributed things #2", None, "the InterPlanetary File System", "mention"),
            ("dotScale 2016", date(2016, 4, 25), "The permanent web", "mention"),
        ],
    ),
    "experts": (
        {"topic": "libp2p"},
        [
            ("Alice Martin", "talked about what builds on it", "IPFS", "the InterPlanetary File System"),
            ("Juan Benet", "talked about what builds on it", "IPFS", "The permanent web"),
        ],
    ),
    "facts": (
        {"thing": "libp2p"},
        [
            ("is said by", "buildsOn", "IPFS", None),
            ("is said by", "mentions", "The permanent web", None),
            ("has", "name", None, "libp2p"),
            ("has", "url", None, "https://libp2p.example/"),
        ],
    ),
    "hosts-and-sponsors": (
        {"event": "dotScale 2016"},
        [("dotScale 2016", "organized by", "dotConferences", date(2016, 4, 25))],
    ),
    "inspired-by": ({"technology": "git"}, [("inspired", "IPFS")]),
    "least-certain": (
        {"rows": "2"},
        [
            (
                "Oliver Keeble",
                "worksFor",
                "CERN",
                Decimal("0.5"),
                "Oliver Keeble showed how CERN stores the data of its detectors.",
                "A Monday at dotScale",
            ),
            (
                "Oliver Keeble on the grid",
                "about",
                "data storage",
                Decimal("0.6"),
                "Oliver Keeble showed how CERN stores the data of its detectors.",
                "A Monday at dotScale",
            ),
        ],
    ),
    "makers": ({"thing": "Protocol Labs"}, [("Juan Benet",)]),
    "mentioned-in": (
        {"talk": "The permanent web"},
        [
            ("IPFS", "technology", "subject"),
            ("git", "technology", "mention"),
            ("libp2p", "technology", "mention"),
        ],
    ),
    "most-talked-about": (
        {},
        [
            ("IPFS", "technology", 2, "the InterPlanetary File System"),
            ("data storage", "topic", 1, "Oliver Keeble on the grid"),
        ],
    ),
    "parts": ({"technology": "git"}, []),
    "people-of-company": (
        {"company": "cern"},
        [("Alice Martin", "formerly worked for"), ("Oliver Keeble", "works for")],
    ),
    "recaps": (
        {},
        [
            ("A Monday at dotScale", "2016-04-25-dotscale.md", date(2016, 4, 27), 48),
            ("Distributed things, the second evening", "2016-05-10-meetup.txt", None, 21),
        ],
    ),
    "recaps-of": (
        {"thing": "libp2p"},
        [("A Monday at dotScale", date(2016, 4, 27), 5)],
    ),
    "said-by-two-recaps": ({}, []),
    "similar-to": (
        {"technology": "IPFS"},
        [("HTTP", "an alternative", None), ("git", "one inspired the other", None)],
    ),
    "speakers": (
        {"event": "distributed things #2"},
        [("Alice Martin", "the InterPlanetary File System", "Distributed things #2", None)],
    ),
    "speakers-at-both": (
        {"first": "dotScale", "second": "dotScale 2016"},
        [
            ("Juan Benet", "The permanent web", "The permanent web"),
            ("Oliver Keeble", "Oliver Keeble on the grid", "Oliver Keeble on the grid"),
        ],
    ),
    "speakers-by-talks": (
        {"event": "dotScale"},
        [("Juan Benet", 1, "The permanent web"), ("Oliver Keeble", 1, "Oliver Keeble on the grid")],
    ),
    "speakers-at-two-events": (
        {"events": "1"},
        [
            ("Alice Martin", 1, "Distributed things #2"),
            ("Juan Benet", 1, "dotScale 2016"),
            ("Oliver Keeble", 1, "dotScale 2016"),
        ],
    ),
    "talk": (
        {"talk": "The permanent web"},
        [("The permanent web", "Juan Benet", "dotScale 2016", date(2016, 4, 25), "Paris")],
    ),
    "talked-about-both": ({"first": "ipfs", "second": "data storage"}, []),
    "talks": (
        {"topic": "ipfs", "until": "2016"},
        [("The permanent web", "Juan Benet", "dotScale 2016", date(2016, 4, 25))],
    ),
    "talks-of": (
        {"person": "juan benet"},
        [("The permanent web", "IPFS", "dotScale 2016", date(2016, 4, 25))],
    ),
    "talks-naming": (
        {"words": "Web"},
        [("The permanent web", None, "Juan Benet", "dotScale 2016", date(2016, 4, 25))],
    ),
    "talks-of-company": (
        {"company": "protocol labs", "place": "paris"},
        [("Juan Benet", "works for", "The permanent web", "IPFS", "dotScale 2016", date(2016, 4, 25))],
    ),
    "talks-without-speaker": ({}, []),
    "technologies-by-year": ({"talks": "1"}, [(2016, "IPFS", 1), (2016, "git", 1), (2016, "libp2p", 1)]),
    "used-at-work": ({"person": "Oliver Keeble"}, [("git", "CERN")]),
    "users": ({"technology": "git"}, [("CERN", "company")]),
    "uses": ({"user": "CERN"}, [("git", None)]),
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
    found = query(example_store, saved.text, parameters=saved.values(given, index_store(example_store)))
    assert isinstance(found, Bindings)
    assert list(without_iris(found).rows) == rows


@pytest.mark.parametrize("name", ANSWERS)
def test_a_saved_query_describes_itself(name: str) -> None:
    saved = load_query(name)
    assert saved.title
    assert saved.description.endswith(".")
    body = "\n".join(line for line in saved.text.splitlines() if not line.startswith("#"))
    assert all(f"${parameter.name}" in body for parameter in saved.parameters)
    assert saved.answer is None or f"?{saved.answer}" in body
    for pattern in saved.evidence:
        ends = (pattern.subject, pattern.object, pattern.predicate)
        assert all(word in body for word in ends if word[0] in "?$")


def test_headers_are_read_up_to_the_query() -> None:
    saved = parse_query(
        "# title: A title\n\n# param a: integer = 3\n#param b: iri\n# param d: talk|person?\n# answer: x\n"
        "# evidence: ?xIri schema:about $d\n# a remark\nASK {}\n# param c: string\n"
    )
    assert (saved.title, saved.description, saved.answer) == ("A title", "", "x")
    assert saved.parameters == (
        Parameter("a", "integer", "3"),
        Parameter("b", "iri", None),
        Parameter("d", "talk|person", None, optional=True),
    )
    assert saved.evidence == (StatementPattern("?xIri", "schema:about", "$d"),)


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


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"d": "ipfs"}, iri("technology/ipfs")),
        ({"d": "Interplanetary file-system"}, iri("technology/ipfs")),
        ({"d": "technology/ipfs"}, iri("technology/ipfs")),
        ({}, None),
    ],
)
def test_a_thing_is_given_by_any_of_its_names(
    example_store: Store, given: dict[str, str], value: Cell
) -> None:
    saved = parse_query("# param d: technology?\nASK { VALUES ?d { $d } }")
    assert saved.values(given, index_store(example_store)) == {"d": value}


def test_a_thing_of_another_kind_is_not_meant(example_store: Store) -> None:
    saved = parse_query("# param d: person\nASK { $d a ?class }")
    with pytest.raises(NotFoundError, match="no person named 'Juan Benett'; did you mean 'Juan Benet'"):
        saved.values({"d": "Juan Benett"}, index_store(example_store))
    with pytest.raises(NotFoundError, match="no person named 'IPFS'"):
        saved.values({"d": "IPFS"}, index_store(example_store))


def test_a_parameter_without_a_value_matches_everything(example_store: Store) -> None:
    saved = load_query("talks")
    names = index_store(example_store)
    everything = query(example_store, saved.text, parameters=saved.values({}, names))
    narrowed = query(example_store, saved.text, parameters=saved.values({"person": "Juan Benet"}, names))
    assert isinstance(everything, Bindings)
    assert isinstance(narrowed, Bindings)
    assert (len(everything.rows), len(narrowed.rows)) == (3, 1)
