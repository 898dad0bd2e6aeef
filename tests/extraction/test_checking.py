from __future__ import annotations

import pytest

from talkgraph.extraction.checking import (
    Fit,
    RejectedRelation,
    check,
    fit_of,
    once,
    reason,
    unfit_reason,
    unlikely_reason,
    worded,
)
from talkgraph.extraction.relations import FoundRelation
from talkgraph.model import Claim, Evidence, Kind, Literal, LocalThing, Predicate, relations

JANE = LocalThing(Kind.PERSON, "Jane Doe")
ALGOLIA = LocalThing(Kind.ORGANIZATION, "Algolia")
REDUX = LocalThing(Kind.TECHNOLOGY, "Redux")
QUOTE = Evidence(0, 11, "So it goes.")


def claim(
    subject: LocalThing, predicate: Predicate, target: LocalThing | Literal | Kind, where: Evidence = QUOTE
) -> Claim:
    return Claim(subject, predicate, target, where, 0.8, "test.rule")


def relation(
    subject: LocalThing | None,
    predicate: Predicate,
    target: LocalThing,
    start: int = 0,
    end: int = 9,
    rule: str = "relations.test",
) -> FoundRelation:
    first = (str(subject.kind), subject.key) if subject is not None else None
    return FoundRelation(predicate, first, (str(target.kind), target.key), start, end, 0.8, rule)


@pytest.mark.parametrize("predicate", relations())
def test_kinds_fit_as_the_table_says_or_the_other_way_or_not(predicate: Predicate) -> None:
    table = relations()[predicate]
    for subject in Kind:
        for target in Kind:
            straight, back = table.fits(subject, target), table.fits(target, subject)
            expected = Fit.AS_STATED if straight else Fit.TURNED if back else Fit.NOT
            assert fit_of(predicate, subject, target) is expected


def test_a_value_fits_or_not_but_cannot_be_turned() -> None:
    assert fit_of(Predicate.START_DATE, Kind.EVENT, None) is Fit.AS_STATED
    assert fit_of(Predicate.START_DATE, Kind.TALK, None) is Fit.NOT


def test_a_claim_of_fitting_kinds_passes() -> None:
    for sound in (
        claim(JANE, Predicate.WORKS_FOR, ALGOLIA),
        claim(JANE, Predicate.TYPE, Kind.PERSON),
        claim(JANE, Predicate.NAME, Literal("Jane Doe")),
    ):
        assert check(sound) == (sound, None)


def test_a_claim_whose_kinds_fit_the_other_way_is_turned_round_and_told() -> None:
    read = claim(ALGOLIA, Predicate.WORKS_FOR, JANE)
    turned, rejection = check(read)

    assert turned == claim(JANE, Predicate.WORKS_FOR, ALGOLIA)
    assert rejection is not None
    assert (rejection.claim, rejection.turned) == (read, True)
    assert rejection.reason == "turned round: no organization works for any person"


@pytest.mark.parametrize(
    ("unsound", "why"),
    [
        (claim(JANE, Predicate.USES, JANE), "names itself"),
        (claim(JANE, Predicate.USES, LocalThing(Kind.PERSON, "Bob")), "no person uses any person"),
        (
            claim(JANE, Predicate.ATTENDANCE, Literal("3", "xsd:integer")),
            "no person was attended by anything",
        ),
        (claim(JANE, Predicate.WORKS_FOR, ALGOLIA, Evidence(3, 3, "")), "rests on no words"),
        (claim(JANE, Predicate.WORKS_FOR, REDUX), "no person works for any technology"),
    ],
)
def test_a_claim_that_cannot_be_made_is_dropped_with_its_reason(unsound: Claim, why: str) -> None:
    made, rejection = check(unsound)

    assert made is None
    assert rejection is not None
    assert (rejection.claim, rejection.reason, rejection.turned) == (unsound, why, False)


def test_series_are_named_by_words() -> None:
    assert unfit_reason(Predicate.LOCATION, Kind.SERIES, Kind.PLACE) == "no event series is in any place"


def test_what_is_hardly_too_little_does_not_look_like_enough() -> None:
    assert unlikely_reason(0.2999, 0.3) == "not likely enough: 0.29, asked 0.30"
    assert unlikely_reason(0.314, 0.5) == "not likely enough: 0.31, asked 0.50"


def test_a_relation_in_words_names_the_event_where_it_has_no_subject() -> None:
    assert worded(relation(REDUX, Predicate.BUILDS_ON, LocalThing(Kind.TECHNOLOGY, "Elm"))) == (
        "Redux builds on Elm"
    )
    assert worded(relation(None, Predicate.HOST, ALGOLIA)) == "the event is hosted by Algolia"


def test_a_relation_is_rejected_once_a_place_and_not_where_it_is_stated() -> None:
    used = [
        relation(ALGOLIA, Predicate.USES, REDUX, *place) for place in ((0, 9), (5, 12), (20, 30), (40, 50))
    ]
    rejected = [RejectedRelation(one, f"reason {number}") for number, one in enumerate(used)]
    found = [relation(ALGOLIA, Predicate.USES, REDUX, 45, 60), relation(ALGOLIA, Predicate.CREATED, REDUX)]

    assert [one.reason for one in once(rejected, found)] == ["reason 0", "reason 2"]


def test_every_reason_can_be_worded() -> None:
    fields = {
        "subject": "person",
        "relation": "uses",
        "object": "person",
        "likely": 0.1,
        "asked": 0.2,
        "words": "not",
        "statement": "Redux uses Elm",
    }
    names = [
        *("turned", "unfit", "valueless", "itself", "wordless", "eventless", "unlikely", "unstated"),
        *("denied", "contradicted", "outright", "same", "event"),
    ]
    words = [reason(name, **fields) for name in names]

    assert len(set(words)) == len(names)
    assert not any("{" in each for each in words)
