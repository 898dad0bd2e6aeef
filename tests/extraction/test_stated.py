"""Extraction from documents whose source states talks and events as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.model import Kind, Literal, LocalThing, Predicate
from talkgraph.sources.structured import Programme, StatedEvent, StatedPerson, StatedTalk, documents_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkgraph.extraction import Extractor
    from talkgraph.model import Claim, Document

TALK = LocalThing(Kind.TALK, "01")
ABSTRACT = (
    "Redux is built on top of Immutable.js. First talk: Jane Doe from Algolia showed it at ParisJS 12. "
    "In this talk we look at how React and Redux work together."
)


HARBOUR = StatedEvent("Harbour Web 3")


def read(talk: StatedTalk | None, event: StatedEvent | None = HARBOUR) -> Document:
    (document,) = documents_of(Programme("made-up", event, (talk,) if talk else ()), "a.json")
    return document


def facts(claims: Iterable[Claim], predicate: Predicate) -> set[tuple[str, str]]:
    return {
        (claim.subject.key, claim.object.key if isinstance(claim.object, LocalThing) else str(claim.object))
        for claim in claims
        if claim.predicate is predicate
    }


@pytest.fixture(scope="module")
def claims(extractor: Extractor) -> tuple[Claim, ...]:
    talk = StatedTalk(
        "State in the browser", (StatedPerson("Nora Lindqvist"), StatedPerson("Bo Ek")), ABSTRACT
    )
    return extractor.extract(read(talk))


def test_there_is_one_talk_with_the_speakers_that_are_stated(claims: tuple[Claim, ...]) -> None:
    assert {claim.subject for claim in claims if claim.object is Kind.TALK} == {TALK}
    assert facts(claims, Predicate.PERFORMER) == {("01", "Nora Lindqvist"), ("01", "Bo Ek")}


def test_the_talk_belongs_to_the_event_that_is_stated(claims: tuple[Claim, ...]) -> None:
    of_talk = {
        claim.object for claim in claims if claim.subject == TALK and claim.predicate is Predicate.SUPER_EVENT
    }
    assert of_talk == {LocalThing(Kind.EVENT, "Harbour Web 3")}


def test_what_is_stated_is_certain_and_tells_its_form(claims: tuple[Claim, ...]) -> None:
    (title,) = [c for c in claims if c.subject == TALK and c.predicate is Predicate.NAME]
    assert (title.object, title.confidence, title.rule) == (
        Literal("State in the browser"),
        1.0,
        "stated.made-up",
    )


def test_the_description_is_read(claims: tuple[Claim, ...]) -> None:
    named = {claim.subject.key for claim in claims if claim.object is Kind.TECHNOLOGY}
    assert {"Redux", "React"} <= named
    about = facts(claims, Predicate.ABOUT) | facts(claims, Predicate.MENTIONS)
    assert {("01", "Redux"), ("01", "React")} <= about


def test_without_an_event_none_is_made_up(extractor: Extractor) -> None:
    talk = StatedTalk("State in the browser", (StatedPerson("Bo Ek"),), "How Redux came to be, and why.")
    found = extractor.extract(read(talk, None))

    assert facts(found, Predicate.PERFORMER) == {("01", "Bo Ek")}
    assert facts(found, Predicate.SUPER_EVENT) == set()
    assert not any(claim.object is Kind.EVENT for claim in found)


def test_of_an_event_without_talks_its_facts_are_stated(extractor: Extractor) -> None:
    found = extractor.extract(read(None, StatedEvent("Harbour Web 3", city="Ghent")))

    assert facts(found, Predicate.LOCATION) == {("Harbour Web 3", "Ghent")}
    assert not any(claim.object is Kind.TALK for claim in found)


def test_of_a_language_without_data_files_only_what_is_stated_is_known(extractor: Extractor) -> None:
    text = "Neste bate-papo mostramos como construímos uma loja com Astro, e por que gostamos tanto dele."
    document = read(StatedTalk("Páginas pequenas", (StatedPerson("Bo Ek"),), text))

    assert document.language == "pt"
    assert extractor.extract(document) == document.stated
