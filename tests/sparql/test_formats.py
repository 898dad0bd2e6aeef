from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from talkgraph.errors import FormatError
from talkgraph.sparql import FORMATS, format_answer

if TYPE_CHECKING:
    from talkgraph.store import Store

NAMES = "SELECT ?thing ?name { ?thing a tg:Technology ; schema:name ?name } ORDER BY ?name"
BRICKS = "CONSTRUCT { ?s tg:buildsOn ?o } WHERE { ?s tg:buildsOn ?o }"


def test_a_plain_table_is_aligned_and_has_short_names(example_store: Store) -> None:
    assert format_answer(example_store, NAMES).decode() == (
        "thing                 name\n"
        "--------------------  ------\n"
        "id:technology/http    HTTP\n"
        "id:technology/ipfs    IPFS\n"
        "id:technology/git     git\n"
        "id:technology/libp2p  libp2p\n"
    )


def test_an_empty_table_has_its_head(example_store: Store) -> None:
    assert format_answer(example_store, "SELECT ?long { FILTER (false) }") == b"long\n----\n"


def test_a_table_for_a_terminal_keeps_to_its_width(example_store: Store) -> None:
    text = format_answer(example_store, NAMES, width=24).decode()
    plain = [_without_colours(line) for line in text.splitlines()]
    assert max(map(len, plain)) <= 24
    assert plain[-1].strip() == "4 rows"


def _without_colours(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


@pytest.mark.parametrize("width", [None, 80])
def test_no_value_can_steer_the_terminal(example_store: Store, width: int | None) -> None:
    text = 'SELECT ("a\\u001B[31mb\\nc [bold]d" AS ?x) {}'
    shown = format_answer(example_store, text, width=width).decode()
    assert "a [31mb c [bold]d" in shown


def test_csv_and_tsv_and_xml_and_json_are_the_w3c_formats(example_store: Store) -> None:
    rows = list(csv.reader(io.StringIO(format_answer(example_store, NAMES, "csv").decode())))
    assert rows[0] == ["thing", "name"]
    assert rows[2] == ["https://w3id.org/talkgraph/id/technology/ipfs", "IPFS"]
    for name, format_ in (
        ("json", ox.QueryResultsFormat.JSON),
        ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):
        parsed = ox.parse_query_results(format_answer(example_store, NAMES, name), format_)
        assert isinstance(parsed, ox.QuerySolutions)
        assert [solution["name"].value for solution in parsed] == ["HTTP", "IPFS", "git", "libp2p"]


@pytest.mark.parametrize("format_", ["table", "csv", "tsv", "json", "xml"])
def test_a_boolean_has_every_format_of_a_table(example_store: Store, format_: str) -> None:
    assert b"true" in format_answer(example_store, "ASK {}", format_)


@pytest.mark.parametrize("format_", ["table", "turtle"])
def test_triples_are_turtle(example_store: Store, format_: str) -> None:
    data = format_answer(example_store, BRICKS, format_)
    assert b"<technology/ipfs> tg:buildsOn <technology/libp2p> ." in data
    assert data.startswith(b"@base <https://w3id.org/talkgraph/id/> .\n@prefix tg: ")


def test_every_answer_ends_its_line(example_store: Store) -> None:
    for format_ in FORMATS:
        assert format_answer(example_store, BRICKS if format_ == "turtle" else NAMES, format_).endswith(b"\n")


def test_a_format_that_does_not_suit_is_refused(example_store: Store) -> None:
    with pytest.raises(FormatError, match="turtle is for CONSTRUCT"):
        format_answer(example_store, NAMES, "turtle")
    with pytest.raises(FormatError, match="csv is for SELECT"):
        format_answer(example_store, BRICKS, "csv")
    with pytest.raises(FormatError, match="no format 'yaml' for answers; there are table, csv"):
        format_answer(example_store, NAMES, "yaml")
