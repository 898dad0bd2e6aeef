from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.extraction.assembly import extraction_of
from talkgraph.extraction.relations import FoundRelation
from talkgraph.model import Claim, Kind, Literal, LocalThing, Predicate, relations
from talkgraph.sources import read_markdown, read_plain

if TYPE_CHECKING:
    from talkgraph.extraction import Extractor
    from talkgraph.model import Document

RECAP = """\
---
event: HumanTalks May 2016
event_date: 2016-05-10
city: Paris
host: Criteo
attendance: 80
---

# HumanTalks in May

We were at Criteo, in Paris.

## Cross-platform apps - Maxence Haltel (Aircall)

[Maxence](https://twitter.com/maxhaltel) works at Aircall. He showed Electron. Slack is built on Electron.

## Redux in anger

Jane Doe, from Algolia, explained how Redux was inspired by Elm. She likes unit tests.
"""

_PARTS = st.sampled_from(
    [
        "# HumanTalks May 2016",
        "## Jane Doe: The permanent web",
        "## Conclusion",
        "First talk was by Jane Doe, from Algolia.",
        "She explained how Redux is inspired by Elm, and   why.",
        "Slack is built on Electron. It uses Node.js.",
        "We were 80 people at Criteo in Paris.",
        "- [IPFS](https://github.com/ipfs/go-ipfs) by Juan Benet",
        "- **Docker**: Bob Roe",
        "> “A quote” – Bob",
        "```\nNode.js\n```",
        "| Jane Doe | Algolia |\n|---|---|\n| Elm | Redux |",
        "**Redux.** Jane Doe spoke.",
        "\u00a0Émile Zoë (@zoe) aime   \u201cElm\u201d\u2026 \U0001f600",
        "東京 で Ruby を 使う。",
        "<script>alert('x')</script> & \"quotes\" <https://x.y/>",
        "Then Jane's team, e.g. Bob's, moved from MySQL to PostgreSQL (9.6)!",
    ]
)


def by_predicate(claims: tuple[Claim, ...], predicate: Predicate) -> set[tuple[str, str]]:
    """Subject and object of the claims with a predicate, by key or value."""
    return {
        (
            claim.subject.key,
            claim.object.key
            if isinstance(claim.object, LocalThing)
            else claim.object.value
            if isinstance(claim.object, Literal)
            else str(claim.object),
        )
        for claim in claims
        if claim.predicate == predicate
    }


def assert_sound(document: Document, claims: tuple[Claim, ...]) -> None:
    """What must hold for the claims of any recap."""
    for claim in claims:
        quote = claim.evidence
        assert document.text[quote.start : quote.end] == quote.quote
        assert quote.quote == quote.quote.strip() != ""
        assert 0.0 <= claim.confidence <= 1.0
        assert claim.rule
        assert claim.subject != claim.object
        if isinstance(claim.object, Kind):
            assert (claim.predicate, claim.object) == (Predicate.TYPE, claim.subject.kind)
        else:
            target = claim.object.kind if isinstance(claim.object, LocalThing) else None
            relation = relations()[claim.predicate]
            assert relation.fits(claim.subject.kind, target), claim
            assert not relation.derived
            if isinstance(claim.object, Literal):
                assert claim.object.datatype == relation.datatype
    keys = [(c.subject, c.predicate, c.object, c.evidence) for c in claims]
    assert len(keys) == len(set(keys))
    assert [c.sort_key for c in claims] == sorted(c.sort_key for c in claims)
    typed = {c.subject for c in claims if c.predicate == Predicate.TYPE}
    things = {t for c in claims for t in (c.subject, c.object) if isinstance(t, LocalThing)}
    assert things <= typed


@pytest.fixture(scope="module")
def claims(extractor: Extractor) -> tuple[Claim, ...]:
    return extractor.extract(read_markdown(RECAP, "recap.md"))


@settings(max_examples=30, deadline=None)
@given(st.lists(_PARTS, max_size=7), st.sampled_from([read_markdown, read_plain]), st.booleans())
def test_the_claims_of_any_recap_are_sound(
    extractor: Extractor, parts: list[str], read: type, front_matter: bool
) -> None:
    head = (
        "---\nevent: dotScale 2016\nhost: Jane Doe\ncity: Paris\nsponsor: Docker\n---\n\n"
        if front_matter
        else ""
    )
    document = read(head + "\n\n".join([*parts, "Bye."]), "recap.md")

    assert_sound(document, next(extractor.extract_all([document])))


def test_the_example_is_sound(extractor: Extractor, claims: tuple[Claim, ...]) -> None:
    assert len(claims) > 40
    assert_sound(read_markdown(RECAP, "recap.md"), claims)


def test_the_event_is_what_the_front_matter_says(claims: tuple[Claim, ...]) -> None:
    edition, series = "HumanTalks May 2016", "HumanTalks"
    declared = [c for c in claims if c.rule == "event.declared"]

    assert (edition, series) in by_predicate(claims, Predicate.SUPER_EVENT)
    assert by_predicate(claims, Predicate.START_DATE) == {(edition, "2016-05-10")}
    assert by_predicate(claims, Predicate.ATTENDANCE) == {(edition, "80")}
    assert (edition, "Paris") in by_predicate(claims, Predicate.LOCATION)
    assert (edition, "Criteo") in by_predicate(claims, Predicate.HOST)
    assert declared
    assert all(c.confidence == 1.0 for c in declared)
    (date,) = (c for c in claims if c.predicate == Predicate.START_DATE)
    assert date.evidence.quote == "event_date: 2016-05-10"


@pytest.mark.parametrize(
    ("stated", "day"), [("25 April 2016", "2016-04-25"), ("2016-04-25T19:00", "2016-04-25"), ("soon", None)]
)
def test_the_day_of_an_event_is_a_date_or_none(extractor: Extractor, stated: str, day: str | None) -> None:
    found = extractor.extract(
        read_markdown(f"---\nevent: ParisJS 12\nevent_date: {stated}\n---\n\nHi.\n", "a.md")
    )

    assert by_predicate(found, Predicate.START_DATE) == ({("ParisJS 12", day)} if day else set())


def test_the_day_of_publication_is_not_that_of_the_event(extractor: Extractor) -> None:
    document = read_markdown(
        "---\nevent: ParisJS 12\ndate: 2016-04-27\n---\n\nHi.\n", "2016-04-27-parisjs.md"
    )

    assert document.published is not None
    assert not by_predicate(extractor.extract(document), Predicate.START_DATE)


def test_several_sponsors_are_several_things(extractor: Extractor) -> None:
    text = "---\nevent: ParisJS 12\nsponsors: [Algolia, Zorkelio]\nvenue: 12 rue Foo, Paris\n---\n\nHi.\n"
    found = extractor.extract(read_markdown(text, "a.md"))

    assert by_predicate(found, Predicate.SPONSOR) == {("ParisJS 12", "Algolia"), ("ParisJS 12", "Zorkelio")}
    assert by_predicate(found, Predicate.LOCATION) == {("ParisJS 12", "12 rue Foo, Paris")}


def test_talks_have_number_title_speaker_and_event(claims: tuple[Claim, ...]) -> None:
    talks = {c.subject for c in claims if c.object == Kind.TALK}
    performers = by_predicate(claims, Predicate.PERFORMER)

    assert talks == {LocalThing(Kind.TALK, "01"), LocalThing(Kind.TALK, "02")}
    assert {("01", "Cross-platform apps"), ("02", "Redux in anger")} <= by_predicate(claims, Predicate.NAME)
    assert performers == {("01", "Maxence Haltel"), ("02", "Jane Doe")}
    assert {(t.key, "HumanTalks May 2016") for t in talks} <= by_predicate(claims, Predicate.SUPER_EVENT)


def test_talks_are_about_things_and_mention_others(claims: tuple[Claim, ...]) -> None:
    about, mentions = by_predicate(claims, Predicate.ABOUT), by_predicate(claims, Predicate.MENTIONS)

    assert ("01", "Electron") in about
    assert ("02", "Redux") in about
    assert ("01", "Aircall") in about | mentions
    assert not about & mentions
    assert not {("01", "Maxence Haltel"), ("02", "Jane Doe")} & mentions


def test_relations_hold_between_the_things_of_the_recap(claims: tuple[Claim, ...]) -> None:
    assert ("Slack", "Electron") in by_predicate(claims, Predicate.BUILDS_ON)
    assert ("Redux", "Elm") in by_predicate(claims, Predicate.INSPIRED_BY)
    assert {("Maxence Haltel", "Aircall"), ("Jane Doe", "Algolia")} <= by_predicate(
        claims, Predicate.WORKS_FOR
    )


def test_other_forms_and_addresses_are_kept(claims: tuple[Claim, ...]) -> None:
    assert ("Maxence Haltel", "Maxence") in by_predicate(claims, Predicate.ALTERNATE_NAME)
    assert ("Maxence Haltel", "https://twitter.com/maxhaltel") in by_predicate(claims, Predicate.URL)


def test_a_recap_with_talks_but_no_event_makes_its_title_the_event(extractor: Extractor) -> None:
    text = "# A quiet night\n\nFirst talk was by Jane Doe, about Redux.\n"
    found = extractor.extract(read_markdown(text, "recap.md"))

    assert ("01", "A quiet night") in by_predicate(found, Predicate.SUPER_EVENT)


def test_an_essay_has_no_event_and_no_talk(extractor: Extractor) -> None:
    text = "# Docs or it did not happen\n\nI write my documentation in Markdown, and so should you.\n"
    found = extractor.extract(read_markdown(text, "recap.md"))

    assert {c.object for c in found if isinstance(c.object, Kind)} <= {Kind.TECHNOLOGY}


def test_what_was_considered_and_rejected_is_sorted_and_rests_on_its_sentence(extractor: Extractor) -> None:
    text = (
        "# ParisJS 12\n\nFirst talk was by Jane Doe, from Algolia. Algolia could use Redux. "
        "Slack is not built on Electron. Jane Doe works at Kubernetes.\n"
    )
    document = read_markdown(text, "recap.md")
    found = extractor.read(document)

    assert found.claims == extractor.extract(document)
    assert len(found.rejections) > 2
    assert [r.sort_key for r in found.rejections] == sorted({r.sort_key for r in found.rejections})
    for rejection in found.rejections:
        quote = rejection.claim.evidence
        assert document.text[quote.start : quote.end] == quote.quote != ""
        assert 0.0 <= rejection.claim.confidence <= 1.0
        assert rejection.reason
    denied = {(r.claim.subject.key, r.claim.predicate, r.reason) for r in found.rejections}
    assert ("Slack", Predicate.BUILDS_ON, "denied or supposed: “not”") in denied


def test_what_was_rejected_is_not_claimed_in_that_sentence(extractor: Extractor) -> None:
    found = extractor.read(read_markdown(RECAP, "recap.md"))
    claimed = {(c.subject, c.predicate, c.object, c.evidence) for c in found.claims}

    for rejection in found.rejections:
        claim = rejection.claim
        assert (claim.subject, claim.predicate, claim.object, claim.evidence) not in claimed


def test_a_relation_of_the_event_of_a_recap_without_one_is_rejected(extractor: Extractor) -> None:
    doc = next(iter(extractor.parse([read_markdown("Docker is nice. Thanks to Docker.\n", "a.md")])))
    name = doc.user_data["talkgraph.names"][0]
    doc.user_data["talkgraph.relations"] = [
        FoundRelation(Predicate.HOST, None, (str(name.kind), name.key), 0, 4, 0.8, "relations.hosts.1")
    ]
    found = extraction_of(doc)

    assert doc.user_data["talkgraph.event"].name is None
    (rejection,) = (r for r in found.rejections if r.claim.predicate == Predicate.HOST)
    assert rejection.claim.subject == LocalThing(Kind.EVENT, "the event")
    assert rejection.reason == "the recap names no event of its own"


def test_a_series_in_a_place_is_rejected_by_its_kind(extractor: Extractor) -> None:
    text = "# ParisJS 12\n\nFirst talk was by Jane Doe. ParisWeb is nice. ParisWeb was in Nantes.\n"
    doc = next(iter(extractor.parse([read_markdown(text, "a.md")])))
    series, place = (
        (str(name.kind), name.key)
        for key in ("ParisWeb", "Nantes")
        for name in doc.user_data["talkgraph.names"]
        if name.key == key
    )
    doc.user_data["talkgraph.rejected"] = ()
    doc.user_data["talkgraph.relations"] = [
        FoundRelation(Predicate.LOCATION, series, place, len(doc) - 5, len(doc), 0.8, "relations.test")
    ]

    (rejection,) = extraction_of(doc).rejections
    assert rejection.claim.subject == LocalThing(Kind.SERIES, "ParisWeb")
    assert rejection.reason == "no event series is in any place"


def test_an_event_takes_place_where_its_name_says(extractor: Extractor) -> None:
    document = read_markdown("# HumanTalks Paris January 2018\n\nWe met and it was good.\n", "a.md")
    (claim,) = (c for c in extractor.extract(document) if c.predicate == Predicate.LOCATION)

    assert (claim.subject.key, claim.object, claim.rule) == (
        "HumanTalks Paris January 2018",
        LocalThing(Kind.PLACE, "Paris"),
        "event.place",
    )
    assert "Paris" in claim.evidence.quote
