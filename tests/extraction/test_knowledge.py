from __future__ import annotations

from importlib.resources import files

import pytest

from talkgraph.extraction.knowledge import Familiarity, Known, identities, load_knowledge
from talkgraph.extraction.names import Name
from talkgraph.model import Kind, Predicate

FOLDER = files("talkgraph").joinpath("data", "knowledge")
TABLES = sorted(place.name for place in FOLDER.iterdir() if place.name.endswith(".tsv"))


def technology(key: str, *forms: str) -> Name:
    return Name(Kind.TECHNOLOGY, key, [key, *forms])


def familiar(predicate: Predicate, subject: Name, target: Name) -> Familiarity:
    ends = ((str(one.kind), one.key) for one in (subject, target))
    return Known([subject, target]).of(predicate, *ends)


def test_a_fact_is_known() -> None:
    assert familiar(Predicate.BUILDS_ON, technology("Elixir"), technology("Erlang")).known


def test_a_fact_is_known_in_one_direction_only() -> None:
    said = familiar(Predicate.BUILDS_ON, technology("Erlang"), technology("Elixir"))

    assert not said.known
    assert said.otherwise


def test_alternatives_are_known_both_ways() -> None:
    one, other = technology("React"), technology("Vue")

    assert familiar(Predicate.ALTERNATIVE_TO, one, other).known
    assert familiar(Predicate.ALTERNATIVE_TO, other, one).known


def test_a_name_is_known_in_every_form_the_recap_gives_it() -> None:
    assert familiar(Predicate.PART_OF, technology("KStreams", "Kafka Streams"), technology("Kafka")).known


def test_of_invented_things_nothing_is_known() -> None:
    assert familiar(Predicate.USES, technology("Quuxly"), technology("Frobnitz")) == Familiarity()


def test_of_the_recap_s_own_event_nothing_is_known() -> None:
    assert Known([]).of(Predicate.HOST, None, ("Organization", "Acme")) == Familiarity()


@pytest.mark.parametrize(
    ("subject", "target", "named"),
    [
        ("Kafka Streams", "Kafka", True),
        ("Google Maps Platform", "Google Maps", True),
        ("Kafka", "Kafka", False),
        ("Kafkaesque Streams", "Kafka", False),
        ("Kafka", "Kafka Streams", False),
    ],
)
def test_a_thing_can_be_named_after_another(subject: str, target: str, named: bool) -> None:
    assert familiar(Predicate.PART_OF, technology(subject), technology(target)).named is named


def test_identities_go_through_the_lexicon() -> None:
    assert {"postgres", "postgresql"} <= identities(["Postgres"])


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_sorted_and_hold_each_fact_once(table: str) -> None:
    rows = FOLDER.joinpath(table).read_text(encoding="utf-8").splitlines()[1:]

    assert rows == sorted({row.lower(): row for row in rows}.values(), key=str.lower)


@pytest.mark.parametrize("table", TABLES)
def test_every_line_of_a_table_names_two_things_or_a_group(table: str) -> None:
    head, *rows = FOLDER.joinpath(table).read_text(encoding="utf-8").splitlines()
    columns = {len(row.split("\t")) for row in rows}

    assert all(all(row.split("\t")) for row in rows)
    assert min(columns) >= 2 if head == "names" else columns == {2}


def test_nothing_builds_on_what_builds_on_it() -> None:
    directed = {Predicate.BUILDS_ON, Predicate.PART_OF}
    both = [
        (one, other)
        for (one, other), facts in load_knowledge().facts.items()
        for predicate in facts & directed
        if predicate in load_knowledge().facts.get((other, one), ())
    ]

    assert both == []
