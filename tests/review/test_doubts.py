"""What people are asked about, and what not."""

from __future__ import annotations

import pytest

from talkgraph.corrections import parse_corrections
from talkgraph.model import Iri, Kind, Predicate
from talkgraph.review import Duplicate, UncertainStatement, find_doubts
from talkgraph.review.duplicates import alike_things
from tests.reports.sketches import Sketch

EMPTY = ()
SPELLINGS = "Elasticsearch and Elastisearch: nearly the same letters"


def two_doubts() -> Sketch:
    """Something hardly certain, something rather certain, and two spellings of one technology."""
    sketch = Sketch()
    juan, ipfs = sketch.thing(Kind.PERSON, "Juan Benet"), sketch.thing(Kind.TECHNOLOGY, "IPFS")
    google = sketch.thing(Kind.ORGANIZATION, "Google")
    sketch.say(juan, Predicate.WORKS_FOR, google, "He gave a talk at Google.", confidence=0.36)
    sketch.say(juan, Predicate.CREATED, ipfs, "He created IPFS.", confidence=0.9)
    sketch.derive(juan, Predicate.SPOKE_ABOUT, ipfs)
    for name in ("Elasticsearch", "Elastisearch"):
        sketch.say(google, Predicate.USES, sketch.thing(Kind.TECHNOLOGY, name), confidence=1.0)
    return sketch


def asked(sketch: Sketch, corrections: str = "", about: Iri | None = None) -> list[str]:
    decided = parse_corrections(corrections, "corrections.yaml").corrections
    return [str(doubt) for doubt in find_doubts(sketch.graph(), corrections=decided, about=about)]


def test_the_least_certain_statement_comes_first_and_duplicates_in_turn() -> None:
    statement, duplicate, other = find_doubts(two_doubts().graph())

    assert isinstance(statement, UncertainStatement)
    assert str(statement) == "Juan Benet works for Google"
    assert (statement.confidence, statement.rule) == (0.36, "tests.by-hand")
    assert statement.kinds == (Kind.PERSON, Kind.ORGANIZATION)
    assert [citation.quote for citation in statement.evidence] == ["He gave a talk at Google."]
    assert isinstance(duplicate, Duplicate)
    assert {duplicate.first, duplicate.second} == {"Elasticsearch", "Elastisearch"}
    assert str(other) == "Juan Benet created IPFS"


@pytest.mark.parametrize(
    ("entry", "gone"),
    [
        ("- reject: [juan benet, works for, GOOGLE]", "Juan Benet works for Google"),
        ("- confirm: [Google, employs, Juan Benet]", "Juan Benet works for Google"),
        (
            "- keep-apart: [Elasticsearch, Elastisearch]",
            SPELLINGS,
        ),
        ("- merge: [Elastisearch, Elasticsearch]", SPELLINGS),
    ],
)
def test_what_was_decided_is_not_asked_again(entry: str, gone: str) -> None:
    before = asked(two_doubts())

    assert sorted(asked(two_doubts(), entry)) == sorted(each for each in before if each != gone)
    assert gone in before


def test_one_may_ask_about_one_thing_alone() -> None:
    sketch = two_doubts()
    ipfs = next(iri for iri, thing in sketch.graph().things.items() if thing.name == "IPFS")

    assert asked(sketch, about=ipfs) == ["Juan Benet created IPFS"]


def test_no_more_than_asked_for() -> None:
    assert len(find_doubts(two_doubts().graph(), limit=1)) == 1


@pytest.mark.parametrize(
    ("kind", "names", "why"),
    [
        (Kind.TECHNOLOGY, ("React", "React.js"), "the same but for “js”"),
        (Kind.TECHNOLOGY, ("Go", "Golang"), "the same but for “lang”"),
        (Kind.TOPIC, ("browser", "browsers"), "one and many"),
        (Kind.PERSON, ("Grégory Betton", "Gregory Beton"), "nearly the same letters"),
        (Kind.PERSON, ("J. Benet", "Juan Benet"), "the same last name and initial"),
    ],
)
def test_names_that_look_like_one(kind: Kind, names: tuple[str, str], why: str) -> None:
    sketch = Sketch()
    for name in names:
        sketch.thing(kind, name)

    (alike,) = alike_things(sketch.graph())
    assert ({alike.first.name, alike.second.name}, alike.why) == (set(names), why)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.EVENT, ("dotScale 2015", "dotScale 2016")),
        (Kind.TECHNOLOGY, ("Java", "JavaScript")),
        (Kind.TECHNOLOGY, ("Vue", "Vim")),
        (Kind.PERSON, ("Jane Doe", "John Doe")),
        (Kind.PLACE, ("Paris", "Pariss")),
    ],
)
def test_names_that_are_two(kind: Kind, names: tuple[str, str]) -> None:
    sketch = Sketch()
    for name in names:
        sketch.thing(kind, name)

    assert alike_things(sketch.graph()) == EMPTY


def test_a_first_name_is_like_a_full_one_of_the_same_recap_only() -> None:
    sketch = Sketch()
    docker = sketch.thing(Kind.TECHNOLOGY, "Docker")
    for name, recap in (("Juan", "One"), ("Juan Benet", "One"), ("Juan Perez", "Other")):
        sketch.say(sketch.thing(Kind.PERSON, name), Predicate.USES, docker, recap=sketch.recap(recap))

    (alike,) = alike_things(sketch.graph())
    assert {alike.first.name, alike.second.name} == {"Juan", "Juan Benet"}


def test_the_same_is_asked_whatever_the_order_of_the_graph() -> None:
    sketch = two_doubts()

    assert find_doubts(sketch.graph()) == find_doubts(sketch.graph(backwards=True))
