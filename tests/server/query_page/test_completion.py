"""Completion in the editor: with our prefixes and names, and from nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from talkgraph.server.editor import editor_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkgraph.store import Store
    from tests.server.query_page.conftest import QueryPage

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(open_page: Callable[..., QueryPage], example_store: Store) -> QueryPage:
    """The page with the editor."""
    editor = editor_files()
    if editor is None:
        pytest.skip("this checkout has no editor: it was built without npm or without a network")
    return open_page(example_store, editor)


def hints(opened: QueryPage) -> list[str]:
    """The completions that are offered."""
    opened.find(".CodeMirror-hints").wait_for()
    return opened.find(".CodeMirror-hint").all_inner_texts()


def test_names_of_the_graph_are_offered_while_a_prefixed_name_is_typed(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s ")
    opened.page.keyboard.type("schema:per")
    assert hints(opened) == ["schema:performer", "schema:Person"]
    opened.page.keyboard.press("Enter")
    assert opened.text() == "SELECT * { ?s schema:performer"


def test_only_classes_are_offered_after_a(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s a ")
    opened.page.keyboard.type("schema:p")
    assert hints(opened) == ["schema:Person", "schema:Place"]


def test_all_classes_are_offered_for_nothing_typed(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s a ")
    opened.page.keyboard.press("Control+Space")
    assert "tg:Technology" in hints(opened)
    assert "schema:name" not in hints(opened)


def test_names_are_offered_within_paths(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s schema:about/")
    opened.page.keyboard.type("schema:alt")
    assert hints(opened) == ["schema:alternateName"]


def test_names_of_claims_are_offered_too(opened: QueryPage) -> None:
    opened.write("SELECT * { GRAPH ?g { ?s ")
    opened.page.keyboard.type("oa:ex")
    assert hints(opened) == ["oa:exact"]


def test_a_name_is_found_without_its_prefix(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s altern")
    opened.page.keyboard.press("Control+Space")
    assert "schema:alternateName" in hints(opened)


def test_our_prefixes_are_offered_after_prefix(opened: QueryPage) -> None:
    opened.write("PREFIX sch")
    opened.page.keyboard.press("Control+Space")
    assert hints(opened) == ["schema: <https://schema.org/>"]
    opened.page.keyboard.press("Enter")
    assert opened.text() == "PREFIX schema: <https://schema.org/>"


def test_variables_are_offered_while_they_are_typed(opened: QueryPage) -> None:
    opened.write("SELECT ?speaker { ?talk schema:performer ")
    opened.page.keyboard.type("?s")
    assert hints(opened) == ["?speaker"]


def test_no_prefix_is_declared_unasked(opened: QueryPage) -> None:
    opened.write("SELECT * { ?s ")
    opened.page.keyboard.type("foaf:name ")
    opened.rest()
    assert opened.text() == "SELECT * { ?s foaf:name "


@pytest.mark.parametrize("text", ["# schema:", 'SELECT * { ?s ?p "schema:', "SELECT * { ?s ?p <http:"])
def test_nothing_is_offered_in_comments_texts_and_addresses(opened: QueryPage, text: str) -> None:
    opened.write(text)
    opened.page.keyboard.type("n")
    opened.rest()
    opened.page.wait_for_timeout(200)
    assert opened.find(".CodeMirror-hints").count() == 0


def test_the_graph_is_asked_for_its_names_once_and_only_when_needed(opened: QueryPage) -> None:
    assert opened.asked == []
    for _ in range(2):
        opened.write("SELECT * { ?s ")
        opened.page.keyboard.type("schema:na")
        hints(opened)
        opened.page.keyboard.press("Escape")
    assert len(opened.asked) == 1
