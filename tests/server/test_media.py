from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.server.media import HTML, accepted, choose, media_types

RESULTS = media_types("results")


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("text/*", "application/sparql-results+xml"),  # which text/xml names, too
        ("text/csv;q=0.1, application/xml;q=0.2", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/tab-separated-values, */*;q=0.1", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("TEXT/CSV ; Q=1.0", "text/csv"),
        ("text/csv;header=present", "text/csv"),
    ],
)
def test_the_most_wanted_type_is_chosen(header: str | None, name: str) -> None:
    chosen = choose(header, RESULTS)
    assert chosen is not None
    assert chosen.name == name


@pytest.mark.parametrize("header", ["image/png", "text/csv;q=0", "nonsense", "*/*;q=0", "text/csv;q=much"])
def test_what_cannot_be_had_is_not_chosen(header: str) -> None:
    assert choose(header, RESULTS) is None


def test_a_browser_gets_a_page() -> None:
    header = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert choose(header, [HTML, *media_types("graphs")]) is HTML


@given(st.text(max_size=60))
def test_any_header_can_be_read(header: str) -> None:
    assert all(0 <= entry.quality <= 1 for entry in accepted(header))
    choose(header, RESULTS)
