from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkgraph.errors import QueryError
from talkgraph.model import Iri
from talkgraph.sparql import Bindings, Triples, query
from tests.examples import iri

if TYPE_CHECKING:
    from talkgraph.sparql import Cell
    from talkgraph.store import Store


def _only(store: Store, text: str, **parameters: Cell) -> Cell:
    found = query(store, text, parameters=parameters)
    assert isinstance(found, Bindings)
    ((value,),) = found.rows
    return value


def test_select_gives_rows_of_python_values(example_store: Store) -> None:
    found = query(
        example_store,
        """SELECT ?event ?name ?date ?people ?nothing {
             ?event schema:startDate ?date ; tg:attendance ?people ; schema:name ?name }""",
    )
    assert found == Bindings(
        ("event", "name", "date", "people", "nothing"),
        ((iri("event/dotscale-2016"), "dotScale 2016", date(2016, 4, 25), 800, None),),
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1.50", Decimal("1.5")),
        ("1e0", 1.0),
        ("1 = 1", True),
        ("'a'@en", "a"),
        ("STRDT('2016-13-01', xsd:date)", "2016-13-01"),
        ("<https://example.org/>", Iri("https://example.org/")),
    ],
)
def test_values_have_the_type_of_their_datatype(example_store: Store, expression: str, value: Cell) -> None:
    found = _only(example_store, f"SELECT ({expression} AS ?value) {{}}")
    assert found == value
    assert type(found) is type(value)


def test_ask_gives_a_boolean(example_store: Store) -> None:
    assert query(example_store, 'ASK { ?thing schema:name "IPFS" }') is True
    assert query(example_store, 'ASK { ?thing schema:name "Plan 9" }') is False


def test_construct_gives_sorted_triples(example_store: Store) -> None:
    found = query(
        example_store, 'CONSTRUCT { ?s tg:buildsOn ?o ; schema:name "x" } WHERE { ?s tg:buildsOn ?o }'
    )
    assert found == Triples(
        (
            (iri("technology/ipfs"), Iri("https://schema.org/name"), "x"),
            (
                iri("technology/ipfs"),
                Iri("https://w3id.org/talkgraph/ontology#buildsOn"),
                iri("technology/libp2p"),
            ),
        )
    )


def test_claims_are_reached_through_their_graph(example_store: Store) -> None:
    count = "SELECT (COUNT(?claim) AS ?n) {{ {} }}"
    assert _only(example_store, count.format("?claim a tg:Claim")) == 0
    assert _only(example_store, count.format("GRAPH ?recap { ?claim a tg:Claim }")) == 69


def test_a_prefix_of_the_query_goes_before_ours(example_store: Store) -> None:
    text = "PREFIX schema: <https://example.org/> SELECT (STR(schema:x) AS ?v) {}"
    assert _only(example_store, text) == "https://example.org/x"


def test_a_parameter_stands_for_its_value(example_store: Store) -> None:
    text = "SELECT ?thing { ?thing schema:name $name }"
    assert _only(example_store, text, name="IPFS") == iri("technology/ipfs")
    assert _only(
        example_store, "SELECT ?n { $thing schema:name ?n }", thing=iri("technology/ipfs")
    ) == "IPFS"  # fmt: skip
    assert _only(
        example_store, "SELECT ?thing { ?thing schema:startDate $day }", day=date(2016, 4, 25)
    ) == iri("event/dotscale-2016")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=20) | st.sampled_from(['"', "'''", '" } SERVICE <x:y> { "', "\\", "$name", "#", "\r\n"])
)
def test_a_text_parameter_is_never_more_than_text(example_store: Store, value: str) -> None:
    assert _only(example_store, "SELECT (STR($name) AS ?v) {}", name=value) == value


@pytest.mark.parametrize("value", [Iri("no iri"), Iri("x:y> } #")])
def test_a_parameter_that_is_no_term_is_refused(example_store: Store, value: Cell) -> None:
    with pytest.raises(QueryError, match="parameter name: "):
        query(example_store, "ASK { ?s ?p $name }", parameters={"name": value})


def test_no_value_is_undefined_in_values(example_store: Store) -> None:
    assert _only(example_store, "SELECT ?v { VALUES ?v { $name } }", name=None) is None


def test_a_query_that_only_oxigraph_refuses_has_its_reason(example_store: Store) -> None:
    with pytest.raises(QueryError, match="contains a variable that is unbound"):
        query(example_store, "SELECT ?p (COUNT(?s) AS ?n) { ?s ?p ?o }")
