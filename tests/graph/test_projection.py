from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkgraph.graph import Statement, project
from talkgraph.model import Kind, Predicate
from talkgraph.store import open_store, write_store
from tests.examples import example_recaps, example_resolution, iri

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store


def _statements(store: Store, predicate: Predicate) -> dict[tuple[str, str], Statement]:
    graph = project(store)
    return {(str(s.subject), str(s.object)): s for s in graph.statements if s.predicate is predicate}


def test_things_have_their_names_and_addresses(example_store: Store) -> None:
    things = project(example_store).things
    ipfs = things[iri("technology/ipfs")]
    assert (ipfs.kind, ipfs.name, ipfs.alternate_names) == (
        Kind.TECHNOLOGY,
        "IPFS",
        ("InterPlanetary File System",),
    )
    assert things[iri("technology/libp2p")].urls == ("https://libp2p.example/",)
    assert list(things) == sorted(things)


def test_recaps_are_no_things(example_store: Store) -> None:
    graph = project(example_store)
    assert [recap.title for recap in graph.recaps.values()] == [
        "A Monday at dotScale",
        "Distributed things, the second evening",
    ]
    first = graph.recaps[iri("recap/2016-04-25-dotscale")]
    assert (first.published, first.address) == ("2016-04-27", "https://blog.example/dotscale")
    assert first.source == "2016-04-25-dotscale.md"
    assert not set(graph.recaps) & set(graph.things)


def test_quotes_stand_in_their_recaps(example_store: Store) -> None:
    texts = {
        iri("recap/2016-04-25-dotscale"): example_recaps()[0].document.text,
        iri("recap/2016-05-10-meetup"): example_recaps()[1].document.text,
    }
    quotes = [quote for statement in project(example_store).statements for quote in statement.quotes]
    assert len(quotes) == 25
    assert all(texts[quote.recap][quote.start : quote.end] == quote.text for quote in quotes)


def test_the_most_certain_quote_comes_first(example_store: Store) -> None:
    for statement in project(example_store).statements:
        confidences = [quote.confidence for quote in statement.quotes]
        assert confidences == sorted(confidences, reverse=True)


def test_values_are_text(example_store: Store) -> None:
    found = _statements(example_store, Predicate.ATTENDANCE)
    assert list(found) == [(str(iri("event/dotscale-2016")), "800")]


def test_derived_statements_have_no_quotes(example_store: Store) -> None:
    found = _statements(example_store, Predicate.SPOKE_ABOUT)
    assert {subject.rsplit("/", 1)[1]: target.rsplit("/", 1)[1] for subject, target in found} == {
        "juan-benet": "ipfs",
        "oliver-keeble": "data-storage",
        "alice-martin": "ipfs",
    }
    assert not any(statement.quotes for statement in found.values())


def test_a_higher_confidence_drops_weak_claims_and_what_follows_from_them(example_store: Store) -> None:
    certain = open_store(example_store.folder, min_confidence=0.7)
    assert (str(iri("person/oliver-keeble")), str(iri("organization/cern"))) in _statements(
        example_store, Predicate.WORKS_FOR
    )
    assert len(_statements(certain, Predicate.WORKS_FOR)) == 1
    assert len(_statements(certain, Predicate.SPOKE_ABOUT)) == 2
    assert len(_statements(certain, Predicate.SPOKE_AT)) == 3


def test_a_confidence_above_all_claims_leaves_no_things(example_store: Store) -> None:
    graph = project(open_store(example_store.folder, min_confidence=0.99))
    assert not graph.things
    assert not graph.statements
    assert len(graph.recaps) == 2


def test_a_statement_has_its_less_certain_quotes_too(tmp_path: Path) -> None:
    first, second = example_recaps()
    founded = next(claim for claim in first.claims if claim.predicate is Predicate.CREATED)
    doubtful = replace(founded, confidence=0.2, rule="example.doubt")
    recaps = [replace(first, claims=(*first.claims, doubtful)), second]
    write_store(recaps, example_resolution(), tmp_path / "db", min_confidence=0.5)
    (created,) = _statements(open_store(tmp_path / "db"), Predicate.CREATED).values()
    assert [quote.confidence for quote in created.quotes] == [0.75, 0.2]
    assert created.confidence == 0.75


def test_unread_words_are_those_of_the_recaps_whatever_the_confidence(example_store: Store) -> None:
    first = example_recaps()[0]

    assert first.unread
    for confidence in (None, 0.99):
        found = project(open_store(example_store.folder, min_confidence=confidence)).unread
        assert dict(found) == {iri("recap/2016-04-25-dotscale"): first.unread}
