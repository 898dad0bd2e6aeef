from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from talkgraph.errors import EmptyRecapError
from talkgraph.model import BlockKind, Kind, LocalThing, Predicate
from talkgraph.sources import find_recaps, read_html, read_recaps
from talkgraph.sources.structured import read_page
from tests.sources.checks import assert_consistent, blocks_of
from tests.sources.structured.test_linked import EVENT, TALK

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.model import Document

BODY = "<article><h1>An evening at the harbour</h1><p>We met in Ghent.</p></article>"
LINES = [
    "event: Harbour Web 3",
    "event_date: 2026-03-12",
    "city: Ghent",
    "venue: De Krook",
    "country: Belgium",
    "organizer: Tidewater",
]


def page(*values: object, body: str = BODY, front: str = "") -> tuple[Document, ...]:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)
    html = f"{front}<html><head><title>Evening</title>{scripts}</head><body>{body}</body></html>"
    return read_page(html, "a.html")


def test_the_event_of_a_page_stands_in_front_of_its_text() -> None:
    (document,) = page(EVENT)

    assert document.text.split("\n\n") == [*LINES, "Evening", "An evening at the harbour", "We met in Ghent."]
    assert blocks_of(document, BlockKind.METADATA) == LINES
    assert document.source == "a.html"


def test_what_it_states_is_certain_and_has_its_lines() -> None:
    (document,) = page(EVENT)

    assert {(claim.rule, claim.confidence) for claim in document.stated} == {("stated.json-ld", 1.0)}
    assert {claim.subject for claim in document.stated if claim.predicate is Predicate.START_DATE} == {
        LocalThing(Kind.EVENT, "Harbour Web 3")
    }
    for claim in document.stated:
        quote = claim.evidence
        assert quote.quote in LINES
        assert document.text[quote.start : quote.end] == quote.quote


def test_all_but_the_lines_is_as_without_json_ld() -> None:
    (plain,) = page()
    (document,) = page(EVENT)

    assert document.text.removeprefix("\n\n".join(LINES)) == f"\n\n{plain.text}"
    assert (document.title, document.language, document.published, document.address) == (
        plain.title,
        plain.language,
        plain.published,
        plain.address,
    )


def test_the_first_heading_is_the_title_of_a_page_without_one() -> None:
    script = f'<script type="application/ld+json">{json.dumps(EVENT)}</script>'
    (document,) = read_page(f"<html><body>{script}{BODY}</body></html>", "a.html")

    assert document.title == "An evening at the harbour"


@pytest.mark.parametrize("value", [{"@type": "Article", "name": "x"}, [], "Event", {"@type": "Event"}])
def test_a_page_that_states_no_event_is_read_as_ever(value: object) -> None:
    html = f'<html><script type="application/ld+json">{json.dumps(value)}</script>{BODY}</html>'

    assert read_page(html, "a.html") == (read_html(html, "a.html"),)


def test_talks_are_documents_of_their_own() -> None:
    documents = page({**EVENT, "subEvent": [TALK, {**TALK, "name": "Queues"}]})

    assert [(each.source, each.title) for each in documents] == [
        ("a.html", "Evening"),
        ("a.html#2", "Small pages"),
        ("a.html#3", "Queues"),
    ]
    assert documents[1].text.endswith(
        "speakers: Nora Lindqvist\n\nSmall pages\n\nHow we built a shop with Astro."
    )


def test_the_events_of_a_listing_are_documents_of_their_own() -> None:
    documents = page(EVENT, {**EVENT, "name": "Harbour Web 4", "startDate": "2026-04-12"})

    assert [each.source for each in documents] == ["a.html", "a.html#2", "a.html#3"]
    assert [each.title for each in documents] == ["Evening", "Harbour Web 3", "Harbour Web 4"]
    assert documents[0].stated == ()
    assert blocks_of(documents[0], BlockKind.METADATA) == []


def test_front_matter_that_names_an_event_keeps_it() -> None:
    documents = page(EVENT, front="---\nevent: Quay Talks\n---\n")

    assert documents[0].text.startswith("event: Quay Talks\n\nEvening")
    assert [each.source for each in documents if each.stated] == ["a.html#2"]


def test_lines_of_the_front_matter_are_not_taken_for_those_of_the_event() -> None:
    (document,) = page(EVENT, front="---\ncity: Bruges\n---\n")

    cities = [claim for claim in document.stated if claim.object == LocalThing(Kind.PLACE, "Ghent")]
    assert [claim.evidence.quote for claim in cities] == ["city: Ghent"]


def test_a_page_that_only_a_browser_fills_gives_its_event() -> None:
    script = f'<script type="application/ld+json">{json.dumps(EVENT)}</script>'
    (document,) = read_page(f"<html><body>{script}<div id=app></div></body></html>", "a.html")

    assert (document.source, document.title) == ("a.html", "Harbour Web 3")


def test_a_page_of_nothing_is_empty() -> None:
    with pytest.raises(EmptyRecapError):
        read_page("<html><body></body></html>", "a.html")


@pytest.mark.parametrize("name", ["a.json", "a.jsonld"])
def test_a_file_of_an_event(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(json.dumps([{**EVENT, "subEvent": [TALK]}, {**EVENT, "name": "Other"}]))
    (file,) = find_recaps([tmp_path])

    assert [(each.source, each.title) for each in read_recaps(file)] == [
        (name, "Small pages"),
        (f"{name}#2", "Other"),
    ]


@given(
    st.dictionaries(
        st.sampled_from(["name", "startDate", "location", "organizer", "url", "superEvent"]),
        st.one_of(
            st.text(max_size=20), st.fixed_dictionaries({"@type": st.just("Place"), "name": st.text()})
        ),
    )
)
def test_any_words_keep_their_claims_in_their_lines(value: dict[str, Any]) -> None:
    script = json.dumps({"@type": "Event", **value}).replace("<", "\\u003c")
    html = f'<html><script type="application/ld+json">{script}</script>{BODY}</html>'
    for document in read_page(html, "a.html"):
        assert_consistent(document)
        for claim in document.stated:
            quote = claim.evidence
            assert document.text[quote.start : quote.end] == quote.quote
