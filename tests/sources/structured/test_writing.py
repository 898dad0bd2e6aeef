from __future__ import annotations

from datetime import date

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.errors import TooLargeError
from talkgraph.model import Kind, Literal, LocalThing, Predicate
from talkgraph.sources.structured import Programme, StatedEvent, StatedPerson, StatedTalk, documents_of

EVENT = StatedEvent(
    "Harbour Web 3",
    series="Harbour Web",
    start=date(2026, 3, 12),
    city="Ghent",
    venue="De Krook",
    country="Belgium",
    address="https://harbour.example/3",
    organizer="Tidewater",
)
NORA = StatedPerson("Nora Lindqvist", "Tidewater", ("https://github.com/nora",), also=("Nori L",))
TALK = StatedTalk(
    "Small pages",
    (NORA, StatedPerson("Bo Ek")),
    "How we built a shop with Astro.\n\n- fast\n- small",
    published=date(2026, 4, 1),
    address="https://video.example/7",
    language="eng",
)


def stated(programme: Programme) -> set[tuple[str, str, str]]:
    """What the first document of a programme states, types and names left out."""
    (document, *_) = documents_of(programme, "a.json")
    return {
        (
            claim.subject.key,
            str(claim.predicate),
            claim.object.key
            if isinstance(claim.object, LocalThing)
            else str(getattr(claim.object, "value", "")),
        )
        for claim in document.stated
        if claim.predicate not in {Predicate.TYPE, Predicate.NAME}
    }


def test_what_is_stated_becomes_lines_and_then_the_abstract() -> None:
    (document,) = documents_of(Programme("made-up", EVENT, (TALK,)), "a.json")

    assert document.text.split("\n\n") == [
        "event: Harbour Web 3",
        "series: Harbour Web",
        "event_date: 2026-03-12",
        "city: Ghent",
        "venue: De Krook",
        "country: Belgium",
        "organizer: Tidewater",
        "speakers: Nora Lindqvist (Nori L) (Tidewater), Bo Ek",
        "Small pages",
        "How we built a shop with Astro.",
        "fast",
        "small",
    ]
    assert (document.title, document.published, document.address) == (
        "Small pages",
        date(2026, 4, 1),
        "https://video.example/7",
    )
    assert [document.words(link) for link in document.links] == ["Harbour Web 3", "Nora Lindqvist"]


def test_every_statement_is_certain_and_has_its_line() -> None:
    (document,) = documents_of(Programme("made-up", EVENT, (TALK,)), "a.json")

    assert {(claim.confidence, claim.rule) for claim in document.stated} == {(1.0, "stated.made-up")}
    for claim in document.stated:
        quote = claim.evidence
        assert document.text[quote.start : quote.end] == quote.quote
        if isinstance(claim.object, Literal) and claim.predicate is Predicate.NAME:
            assert claim.object.value in quote.quote


def test_what_a_programme_states() -> None:
    assert stated(Programme("made-up", EVENT, (TALK,))) == {
        ("01", "schema:superEvent", "Harbour Web 3"),
        ("01", "schema:performer", "Nora Lindqvist"),
        ("01", "schema:performer", "Bo Ek"),
        ("01", "schema:url", "https://video.example/7"),
        ("Harbour Web 3", "schema:superEvent", "Harbour Web"),
        ("Harbour Web 3", "schema:startDate", "2026-03-12"),
        ("Harbour Web 3", "schema:location", "Ghent"),
        ("Harbour Web 3", "schema:location", "De Krook"),
        ("Harbour Web 3", "schema:location", "Belgium"),
        ("Harbour Web 3", "schema:organizer", "Tidewater"),
        ("Harbour Web 3", "schema:url", "https://harbour.example/3"),
        ("Nora Lindqvist", "schema:alternateName", "Nori L"),
        ("Nora Lindqvist", "schema:url", "https://github.com/nora"),
        ("Nora Lindqvist", "schema:worksFor", "Tidewater"),
    }


def test_each_talk_is_a_document_of_its_own() -> None:
    talks = tuple(StatedTalk(f"Part {number}") for number in range(3))
    documents = documents_of(Programme("made-up", EVENT, talks), "a.json")

    assert [document.source for document in documents] == ["a.json", "a.json#2", "a.json#3"]
    assert all(LocalThing(Kind.TALK, "01") in {c.subject for c in each.stated} for each in documents)


def test_an_event_without_talks_is_a_document() -> None:
    (document,) = documents_of(Programme("made-up", EVENT), "a.json")

    assert (document.title, document.address) == ("Harbour Web 3", "https://harbour.example/3")
    assert ("Harbour Web 3", "schema:location", "Ghent") in stated(Programme("made-up", EVENT))


def test_a_language_of_three_letters_is_known_where_the_text_is_too_short_to_tell() -> None:
    (document,) = documents_of(Programme("made-up", None, (StatedTalk("Olá", language="por"),)), "a.json")

    assert document.language == "pt"


def test_paragraphs_that_all_talks_share_are_nobodys_own() -> None:
    talks = tuple(
        StatedTalk(f"Part {number}", abstract=f"About {number}.\n\nThe finest event of the north.")
        for number in range(3)
    )
    documents = documents_of(Programme("made-up", None, talks), "a.json")

    assert [document.text for document in documents] == [f"Part {n}\n\nAbout {n}." for n in range(3)]


def test_what_stands_under_every_video_is_left_out() -> None:
    abstract = "This talk is about Redux.\n\nSlides can be found at: https://a.example\n\n#web #redux\n\nhttps://b.example"
    (document,) = documents_of(Programme("made-up", None, (StatedTalk("R", abstract=abstract),)), "a.json")

    assert document.text == "R\n\nThis talk is about Redux."


def test_abstracts_of_any_markup_lose_it() -> None:
    for abstract in (
        "<p>About <a href='https://a.example'>Redux</a>.</p>",
        "About [Redux](https://a.example).",
        "About `Redux <https://a.example>`_.",
        "---\r\n\r\nAbout [Redux](https://a.example).",
    ):
        (document,) = documents_of(
            Programme("made-up", None, (StatedTalk("R", abstract=abstract),)), "a.json"
        )
        assert document.text == "R\n\nAbout Redux."
        assert [document.words(link) for link in document.links] == ["Redux"]


@given(
    st.text(max_size=30),
    st.lists(st.text(max_size=20), max_size=3),
    st.text(max_size=80),
    st.text(min_size=1, max_size=20),
)
def test_any_words_keep_their_claims_in_their_lines(
    event: str, speakers: list[str], abstract: str, title: str
) -> None:
    people = tuple(StatedPerson(name) for name in speakers if name.strip())
    talk = StatedTalk(title if title.isprintable() and title.strip() else "T", people, abstract)
    programme = Programme("made-up", StatedEvent(event, city=event), (talk,))
    for document in documents_of(programme, "a.json"):
        for claim in document.stated:
            quote = claim.evidence
            assert document.text[quote.start : quote.end] == quote.quote


def test_more_talks_than_any_conference_has_are_refused() -> None:
    talks = (StatedTalk("A talk"),) * 5_001
    with pytest.raises(TooLargeError, match="states 5,001 talks, more than the limit of 5,000"):
        documents_of(Programme("made-up", EVENT, talks), "a.json")

    crowd = StatedTalk("A talk", (StatedPerson("Bo Ek"),) * 5_001)
    with pytest.raises(TooLargeError, match="5,001 speakers of one talk"):
        documents_of(Programme("made-up", EVENT, (crowd,)), "a.json")


def test_the_description_of_an_event_without_talks_is_its_text() -> None:
    event = StatedEvent("Harbour Web 3", abstract="## Talks\n\nAbout [Redux](https://a.example).\n\nMore.")
    (document,) = documents_of(Programme("made-up", event), "a.json")

    assert document.text.split("\n\n")[1:] == ["Harbour Web 3", "Talks", "About Redux.", "More."]
    assert [document.words(link) for link in document.links] == ["Redux"]


def test_the_description_of_an_event_is_not_repeated_under_its_talks() -> None:
    event = StatedEvent("Harbour Web 3", abstract="About Redux.")
    (document,) = documents_of(Programme("made-up", event, (StatedTalk("Small pages"),)), "a.json")

    assert "Redux" not in document.text


def test_documents_are_numbered_through_a_file_of_several_programmes() -> None:
    documents = documents_of(Programme("made-up", EVENT, (TALK, TALK)), "a.json", first=3)

    assert [document.source for document in documents] == ["a.json#3", "a.json#4"]
