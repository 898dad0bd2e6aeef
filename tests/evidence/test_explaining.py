"""Why something is stated, is not stated, or is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.evidence import Explanation, Presence, explain
from talkgraph.graph import project
from talkgraph.model import Iri, Predicate, relations
from talkgraph.reports import render
from talkgraph.store import open_store
from tests.evidence.considered import BUILT, considered_store
from tests.examples import MEETUP, iri

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.evidence import Considered, StatementEvidence
    from talkgraph.store import Store


def between(store: Store, first: str, second: str, relation: str | None = None) -> Explanation:
    found = explain(store, first, second, relation=relation)
    assert isinstance(found, Explanation)
    return found


def presence(store: Store, thing: str, limit: int | None = None) -> Presence:
    found = explain(store, thing, limit=limit)
    assert isinstance(found, Presence)
    return found


def texts(found: tuple[StatementEvidence | Considered, ...]) -> list[str]:
    return [each.text for each in found]


def test_a_statement_has_sentence_recap_date_offsets_confidence_and_rule(considered: Store) -> None:
    (statement,) = between(considered, "IPFS", "libp2p").statements

    (support,) = statement.supports
    assert statement.text == "IPFS builds on libp2p"
    assert (statement.predicate, statement.confidence) == (Predicate.BUILDS_ON, 0.9)
    assert (support.confidence, support.rule) == (0.9, "example.by-hand")
    sentence = support.sentence
    assert (sentence.text, sentence.recap.title) == (BUILT, "A Monday at dotScale")
    assert sentence.recap.published == "2016-04-27"
    assert sentence.end - sentence.start == len(BUILT)


def test_the_order_of_two_things_makes_no_difference(considered: Store) -> None:
    forwards, backwards = between(considered, "IPFS", "libp2p"), between(considered, "libp2p", "IPFS")

    assert forwards.statements == backwards.statements
    assert forwards.considered == backwards.considered


@pytest.mark.parametrize(
    ("first", "relation", "second"),
    [
        ("IPFS", "builds on", "libp2p"),
        ("IPFS", "Builds On", "libp2p"),
        ("IPFS", "tg:buildsOn", "libp2p"),
        ("IPFS", "buildsOn", "libp2p"),
        ("libp2p", "is the base of", "IPFS"),
        ("InterPlanetary File System", "builds on", "libp2p"),
        ("technology/ipfs", "builds on", "technology/libp2p"),
        ("IPFS", "builds on", "lib-p2p"),
    ],
)
def test_a_whole_statement_is_found_however_it_is_put(
    considered: Store, first: str, relation: str, second: str
) -> None:
    found = between(considered, first, second, relation)

    assert found.asked == "IPFS builds on libp2p"
    assert texts(found.statements) == ["IPFS builds on libp2p"]
    assert found.title == "Why IPFS builds on libp2p"


def test_every_statement_of_the_graph_is_explained_with_all_its_quotes(considered: Store) -> None:
    graph = project(considered)
    assert len(graph.statements) > 20
    for statement in graph.statements:
        found = explain(considered, statement.subject, statement.object, relation=statement.predicate)
        assert isinstance(found, Explanation)
        (told,) = found.statements
        shown = {
            (each.sentence.text, each.sentence.recap.iri, each.sentence.start, each.confidence, each.rule)
            for each in told.supports
        }
        assert shown == {
            (quote.text, quote.recap, quote.start, quote.confidence, quote.rule) for quote in statement.quotes
        }
        assert bool(told.follows_from) is relations()[statement.predicate].derived


@pytest.mark.parametrize(
    ("first", "relation", "second", "text"),
    [
        ("dotScale 2016", "began on", "2016-04-25", "dotScale 2016 began on 2016-04-25"),
        ("2016-04-25", "is the date of", "dotScale 2016", "dotScale 2016 began on 2016-04-25"),
        ("dotScale 2016", None, "2016-04-25", "dotScale 2016 began on 2016-04-25"),
        ("dotScale 2016", "tg:attendance", "800", "dotScale 2016 was attended by 800"),
        ("libp2p", None, "https://libp2p.example/", "libp2p has the address https://libp2p.example/"),
        ("IPFS", "is a", "technology", "IPFS is a technology"),
        ("CERN", "is an", "organization", "CERN is an organization"),
        (
            "IPFS",
            None,
            "InterPlanetary File System",
            "IPFS is also called InterPlanetary File System",
        ),
    ],
)
def test_values_kinds_and_names_are_explained_too(
    considered: Store, first: str, relation: str | None, second: str, text: str
) -> None:
    found = between(considered, first, second, relation)

    assert texts(found.statements) == [text]
    assert found.statements[0].supports


def test_a_relation_of_two_meanings_is_read_by_the_kinds_of_the_things(considered: Store) -> None:
    found = between(considered, "The permanent web", "dotScale 2016", "is part of")

    assert texts(found.statements) == ["The permanent web is part of dotScale 2016"]


def test_a_derived_statement_shows_what_it_follows_from(considered: Store) -> None:
    (statement,) = between(considered, "Juan Benet", "dotScale 2016").statements

    assert (statement.text, statement.supports) == ("Juan Benet spoke at dotScale 2016", ())
    assert texts(statement.follows_from) == [
        "The permanent web is given by Juan Benet",
        "The permanent web is part of dotScale 2016",
    ]
    assert all(premise.supports for premise in statement.follows_from)
    assert "Juan Benet spoke at dotScale 2016: follows from other statements" in render(
        between(considered, "Juan Benet", "dotScale 2016"), why=True
    )


def test_what_was_considered_in_the_same_sentence_comes_along(considered: Store) -> None:
    found = between(considered, "IPFS", "libp2p")

    assert [(each.text, each.reason, each.turned) for each in found.considered] == [
        ("IPFS is part of libp2p", "denied: “not”", False),
        ("libp2p builds on IPFS", "turned round", True),
        ("git uses libp2p", "not likely enough", False),
    ]


def test_an_uncertain_claim_makes_no_statement_and_says_so(considered: Store) -> None:
    found = between(considered, "IPFS", "git")

    assert texts(found.statements) == ["IPFS is inspired by git"]
    assert [(each.text, each.reason) for each in found.uncertain] == [
        ("IPFS uses git", "too uncertain for the graph, confidence 0.20, from 0.35 on")
    ]


def test_a_higher_confidence_makes_more_claims_uncertain(considered: Store) -> None:
    narrow = open_store(considered.folder, min_confidence=0.85)
    found = between(narrow, "IPFS", "git", "is inspired by")

    assert found.statements == ()
    assert "The graph does not state that IPFS is inspired by git." in found.notes
    assert found.uncertain[0].reason == "too uncertain for the graph, confidence 0.80, from 0.85 on"


def test_a_confidence_that_is_hardly_too_low_does_not_look_like_enough(tmp_path: Path) -> None:
    store = considered_store(tmp_path / "store", min_confidence=0.2001)

    (uncertain,) = between(store, "IPFS", "git").uncertain
    assert uncertain.reason == "too uncertain for the graph, confidence 0.19, from 0.20 on"


def test_another_statement_between_the_two_stands_beside_the_one_asked_for(considered: Store) -> None:
    found = between(considered, "Juan Benet", "Protocol Labs", "created")

    assert texts(found.statements) == ["Juan Benet created Protocol Labs"]
    assert texts(found.beside) == ["Juan Benet works for Protocol Labs"]


def test_what_is_stated_otherwise_only_is_said(considered: Store) -> None:
    found = between(considered, "IPFS", "libp2p", "uses")

    assert (found.statements, texts(found.beside)) == ((), ["IPFS builds on libp2p"])
    assert "The graph does not state that IPFS uses libp2p." in found.notes
    assert not any("Nothing is stated" in note for note in found.notes)


def test_that_nothing_is_stated_is_said_with_what_was_dropped(considered: Store) -> None:
    found = between(considered, "libp2p", "git")

    assert found.notes == (
        "Nothing is stated between libp2p and git.",
        "Below is what extraction read and did not state.",
        'How they are connected over other things: talkgraph report path "libp2p" "git"',
    )
    assert texts(found.considered) == ["git uses libp2p"]


def test_that_nothing_was_even_considered_is_said(considered: Store) -> None:
    found = between(considered, "libp2p", "dotConferences")

    assert "Extraction considered nothing between the two that it did not state." in found.notes
    assert (found.considered, found.forgotten) == ((), ())


def test_a_store_that_keeps_nothing_of_a_recap_says_so(considered: Store) -> None:
    found = between(considered, "Alice Martin", "CERN")

    assert found.statements
    assert found.forgotten == (MEETUP,)
    assert any(MEETUP in note for note in found.notes)


def test_a_thing_says_why_it_is_there(considered: Store) -> None:
    found = presence(considered, "ipfs")

    assert found.notes[0] == (
        "It is there because 2 sentences name it as a technology, the surest with confidence 0.95."
    )
    assert texts(found.names) == [
        "IPFS is a technology",
        "IPFS is called IPFS",
        "IPFS is also called InterPlanetary File System",
    ]
    assert all(each.supports for each in found.names)
    said = project(considered)
    thing = iri("technology/ipfs")
    assert len(found.statements) == len(said.outgoing[thing]) + len(said.incoming[thing])
    assert texts(found.uncertain) == ["IPFS uses git"]
    assert texts(found.considered) == ["IPFS is part of libp2p", "libp2p builds on IPFS"]


def test_a_limit_is_told_of(considered: Store) -> None:
    found = presence(considered, "IPFS", limit=2)

    assert (len(found.statements), found.statement_count) == (2, 7)
    assert "What is stated of it: 2 of 7" in render(found)


def test_a_talk_is_known_in_its_recap_by_its_title(considered: Store) -> None:
    found = presence(considered, "The permanent web")

    assert texts(found.considered) == ["The permanent web is given by Oliver Keeble"]


def test_a_typo_is_passed_over_and_told_of(considered: Store) -> None:
    assert between(considered, "Juan Benett", "Protcol Labs").notes == (
        "I read 'Juan Benett' as Juan Benet.",
        "I read 'Protcol Labs' as Protocol Labs.",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Nobody at all", None, None), "no thing named 'Nobody at all'"),
        (("IPFS", "builts on", "libp2p"), "no relation named 'builts on'; did you mean 'builds on'"),
        (("IPFS", "is a", "technologie"), "no kind named 'technologie'; did you mean 'technology'"),
    ],
)
def test_what_is_not_known_is_said_with_near_names(
    considered: Store, words: tuple[str, str | None, str | None], message: str
) -> None:
    thing, relation, other = words
    with pytest.raises(NotFoundError, match=message):
        explain(considered, thing, other, relation=relation)


def test_a_relation_needs_both_ends(considered: Store) -> None:
    with pytest.raises(ValueError, match="needs the other thing"):
        explain(considered, "IPFS", relation="builds on")


def test_things_can_be_given_by_iri(considered: Store) -> None:
    found = explain(considered, iri("technology/ipfs"), Iri(iri("technology/libp2p").value))

    assert isinstance(found, Explanation)
    assert texts(found.statements) == ["IPFS builds on libp2p"]


@pytest.mark.parametrize("output_format", ["table", "markdown", "csv", "html"])
@pytest.mark.parametrize("words", [("IPFS", "libp2p"), ("Juan Benet", "IPFS"), ("IPFS", None)])
def test_every_format_has_the_sentence(
    considered: Store, output_format: str, words: tuple[str, str | None]
) -> None:
    text = render(explain(considered, *words), output_format, why=True)

    assert "presented IPFS" in text or BUILT in text
    assert "example.by-hand" in text


def test_as_json_it_is_all_there(considered: Store) -> None:
    data = json.loads(render(explain(considered, "IPFS", "libp2p"), "json"))

    (statement,) = data["statements"]
    assert statement["text"] == "IPFS builds on libp2p"
    assert statement["supports"][0]["sentence"]["recap"]["published"] == "2016-04-27"
    assert [each["reason"] for each in data["considered"]] == [
        "denied: “not”",
        "turned round",
        "not likely enough",
    ]


def test_that_not_all_recaps_were_looked_into_is_said(
    considered: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talkgraph.evidence.kept._MOST_RECAPS", 1)
    found = presence(considered, "IPFS")

    assert found.unsearched == 1
    assert found.notes[-1] == "What else extraction considered was not looked up in 1 more of its recaps."


def test_what_follows_from_talks_claims_no_certainty_of_its_own(considered: Store) -> None:
    shown = presence(considered, "Juan Benet").report()

    (row,) = (
        row
        for section in shown.sections
        for row in section.rows
        if row.cells[0] == "Juan Benet spoke about IPFS"
    )
    assert row.cells[1:] == (None, None)
