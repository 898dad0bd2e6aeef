from __future__ import annotations

from typing import TYPE_CHECKING

from talkgraph.graph import index_store
from talkgraph.sparql import Bindings, load_query, parse_query, query, row_evidence

if TYPE_CHECKING:
    from talkgraph.graph import Statement
    from talkgraph.sparql import SavedQuery
    from talkgraph.store import Store


def _behind(store: Store, saved: SavedQuery, **given: str) -> tuple[tuple[Statement, ...], ...]:
    values = saved.values(given, index_store(store))
    found = query(store, saved.text, parameters=values)
    assert isinstance(found, Bindings)
    return row_evidence(store, saved, values, found)


def test_each_row_has_the_sentences_behind_it(example_store: Store) -> None:
    rows = _behind(example_store, load_query("who-talked-about"), topic="IPFS", until="2016")
    assert [[statement.quotes[0].text for statement in row] for row in rows] == [
        [
            "Juan Benet, of Protocol Labs, presented IPFS, the InterPlanetary File System.",
            "Juan Benet: The permanent web",
        ]
    ]


def test_a_column_may_hold_the_relation(example_store: Store) -> None:
    rows = _behind(example_store, load_query("people-of-company"), company="CERN")
    assert [[statement.predicate for statement in row] for row in rows] == [
        ["tg:formerlyWorkedFor"],
        ["schema:worksFor"],
    ]


def test_values_are_found_too(example_store: Store) -> None:
    (row,) = _behind(example_store, load_query("event"), event="dotScale 2016")
    assert {statement.object for statement in row} >= {"2016-04-25", "800"}


def test_what_nobody_said_and_unknown_columns_give_nothing(example_store: Store) -> None:
    saved = parse_query(
        "# param who: person\n"
        "# evidence: $who tg:spokeAt ?eventIri\n"
        "# evidence: ?other schema:about $who\n"
        "# evidence: $who ex:likes ?eventIri\n"
        "SELECT ?eventIri { $who tg:spokeAt ?eventIri }"
    )
    assert _behind(example_store, saved, who="Juan Benet") == ((),)
