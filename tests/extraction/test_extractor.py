from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import ModelError
from talkgraph.extraction import LANGUAGES, Extraction, Extractor
from talkgraph.model import Document, Kind, Literal, LocalThing, Predicate
from talkgraph.sources import read_markdown
from talkgraph.sources.structured import read_page

if TYPE_CHECKING:
    from talkgraph.model import Claim

TEXT = "# ParisJS 12\n\nFirst talk was by Jane Doe, from Algolia. Slack is built on Electron.\n"
FRENCH = "# ParisJS 12\n\nLa première présentation était donnée par Jeanne Martin, qui travaille à Paris.\n"


def test_a_recap_has_claims(extractor: Extractor) -> None:
    assert extractor.extract(read_markdown(TEXT, "recap.md"))


def test_the_same_recap_has_the_same_claims(extractor: Extractor) -> None:
    document = read_markdown(TEXT, "recap.md")
    first = extractor.extract(document)
    extractor.extract(read_markdown("# Other\n\nJane Roe of Google made Elm, Slack, Redux.\n", "other.md"))

    assert extractor.extract(document) == first


def test_claims_hang_on_no_other_document(extractor: Extractor) -> None:
    documents = [read_markdown(TEXT, "one.md"), read_markdown(TEXT.replace("Jane", "Joan"), "two.md")]
    alone: list[tuple[Claim, ...]] = [extractor.extract(document) for document in documents]

    assert list(extractor.extract_all(documents)) == alone
    assert list(extractor.extract_all(reversed(documents))) == alone[::-1]


def test_a_language_without_data_has_no_claims(extractor: Extractor) -> None:
    document = read_markdown(FRENCH, "recap.md")

    assert document.language == "fr"
    assert extractor.extract(document) == ()
    assert extractor.read(document) == Extraction()


def test_a_text_too_short_to_tell_is_tried_as_english(extractor: Extractor) -> None:
    assert "und" in LANGUAGES
    assert extractor.extract(Document(source="one", text="", language="und")) == ()


def test_the_annotations_can_be_looked_at(extractor: Extractor) -> None:
    (doc,) = extractor.parse([read_markdown(TEXT, "recap.md")])

    assert doc.user_data["talkgraph.talks"]
    assert "names" in doc.spans


def test_a_missing_model_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        Extractor("no_such_model")


def test_a_page_that_states_its_event_tells_of_talks_in_its_text(extractor: Extractor) -> None:
    page = """<html><head><title>An evening</title><script type="application/ld+json">
        {"@type": "Event", "name": "Harbour Web 3", "startDate": "2026-03-12"}</script></head><body><article>
        <p>We met to hear two talks about the web.</p>
        <h2>Small pages with Astro</h2><p>Nora Lindqvist told how they built a shop with Astro.</p>
        <h2>Queues that forget</h2><p>Bo Ek showed how Kafka loses messages when nobody looks.</p>
        </article></body></html>"""
    (document,) = read_page(page, "a.html")
    claims = extractor.extract(document)

    titles = {claim.object for claim in claims if claim.subject.kind is Kind.TALK}
    assert {Literal("Small pages with Astro"), Literal("Queues that forget")} <= titles
    hosts = {
        claim.object
        for claim in claims
        if claim.subject.kind is Kind.TALK and claim.predicate is Predicate.SUPER_EVENT
    }
    assert hosts == {LocalThing(Kind.EVENT, "Harbour Web 3")}
