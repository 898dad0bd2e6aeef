"""The query page as a reader has it: every case with the editor, and with the plain text area."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import pytest

from talkgraph.model import DEFAULT_BASE
from tests.server.query_page.conftest import store_of
from tests.server.query_page.site import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from talkgraph.server.editor import Editor
    from talkgraph.store import Store
    from tests.server.query_page.conftest import QueryPage

pytestmark = pytest.mark.browser

SPEAKERS = """SELECT ?speaker ?talk WHERE {
  ?talk schema:performer ?speaker
} ORDER BY ?speaker ?talk"""

VALUES = """SELECT ?number ?date ?text ?iri ?nothing WHERE {
  VALUES (?number ?date ?text ?iri ?nothing) {
    (12 "2016-04-25"^^xsd:date "Guten Tag"@de schema:name UNDEF)
    (7.5 "2017-01-02"^^xsd:date "plain" <urn:x:y> UNDEF)
  }
} ORDER BY DESC(?number)"""


@pytest.fixture
def example_page(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None
) -> QueryPage:
    """The page of the small graph."""
    return open_page(example_store, editor)


@pytest.fixture
def answer_page(
    open_page: Callable[..., QueryPage], example_store: Store, answer_editor: Editor | None
) -> QueryPage:
    """The page of the small graph, for what does not depend on where the query is written."""
    return open_page(example_store, answer_editor)


def test_an_example_fills_the_editor_and_runs(example_page: QueryPage) -> None:
    assert example_page.asked == []
    example_page.find(".example", has_text="Who talked about it").click()
    assert f"VALUES ?topic {{ <{DEFAULT_BASE}technology/ipfs> }}" in example_page.text()
    assert example_page.find("li[aria-current] .form").get_attribute("href") == "q/who-talked-about"
    example_page.find("#run").click()
    example_page.settle()
    assert example_page.rows()[0][:4] == ["speaker", "talk", "event", "date"]
    assert "Juan Benet" in [row[0] for row in example_page.rows()]
    assert "rows in " in example_page.find("#status").inner_text()


def test_an_edited_example_is_marked_no_more(example_page: QueryPage) -> None:
    assert example_page.find("li[aria-current]").count() == 1
    example_page.write("ASK {}")
    assert example_page.find("li[aria-current]").count() == 0


def test_things_are_shown_by_their_labels_and_lead_to_their_pages(answer_page: QueryPage) -> None:
    answer_page.ask(SPEAKERS)
    assert [row[0] for row in answer_page.rows()] == [
        "speaker",
        "Alice Martin",
        "Juan Benet",
        "Oliver Keeble",
    ]
    link = answer_page.find("#result a", has_text="Juan Benet")
    assert link.get_attribute("title") == f"{DEFAULT_BASE}person/juan-benet"
    link.click()
    answer_page.page.wait_for_url(f"{answer_page.address}person/juan-benet")
    assert answer_page.find("body").inner_text() == "page of person/juan-benet"


def test_labels_are_asked_for_once(answer_page: QueryPage) -> None:
    answer_page.ask(SPEAKERS)
    answer_page.ask(SPEAKERS)
    assert len([text for text in answer_page.asked if "VALUES ?thing" in text]) == 1


def test_things_whose_labels_cannot_be_had_keep_their_short_iris(answer_page: QueryPage) -> None:
    def refuse(route: Route) -> None:
        if "VALUES ?thing" in (route.request.post_data or ""):
            route.fulfill(status=503, body="too busy")
        else:
            route.continue_()

    answer_page.page.route("**/sparql", refuse)
    answer_page.ask(SPEAKERS)
    assert answer_page.rows()[2][0] == "id:person/juan-benet"
    assert answer_page.find("#fault").inner_text() == ""


def test_values_are_shown_by_their_kinds(answer_page: QueryPage) -> None:
    answer_page.ask(VALUES)
    assert answer_page.rows() == [
        ["number", "date", "text", "iri", "nothing"],
        ["12", "2016-04-25", "Guten Tag", "schema:name", ""],
        ["7.5", "2017-01-02", "plain", "urn:x:y", ""],
    ]
    sides = (
        "[...document.querySelectorAll('#result td')].slice(0, 3).map((td) => getComputedStyle(td).textAlign)"
    )
    assert answer_page.run(sides) == ["right", "left", "left"]
    titles = "[...document.querySelectorAll('#result tr:nth-child(1) td > *')].map((each) => each.title)"
    assert answer_page.run(titles) == ["xsd:integer", "xsd:date", "@de", "https://schema.org/name"]
    assert answer_page.find("#result a").evaluate_all("(all) => all.map((a) => a.href)") == [
        "https://schema.org/name"
    ]


@pytest.mark.parametrize("plain_errors", [False, True])
def test_an_error_is_shown_at_its_place(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None, plain_errors: bool
) -> None:
    opened = open_page(example_store, editor, plain_errors=plain_errors)
    first = 'SELECT * WHERE { BIND ("🙂🙂" AS ?x)'
    opened.write(f'{first}\n  BIND ("🙂" AS ?y) ?s ex:p ?o .\n}}')
    opened.find("#run").click()
    opened.settle()
    told = opened.find("#fault").inner_text()
    assert "the prefix ex: is not declared" in told
    assert told.lower().count("line 2, column 23") == 1
    opened.page.keyboard.insert_text("HERE")
    assert "?s HEREex:p ?o" in opened.text()


def test_a_marked_line_is_unmarked_when_the_text_changes(example_page: QueryPage) -> None:
    if not example_page.has_editor:
        pytest.skip("a text area marks no lines")
    example_page.ask("SELECT * WHERE {\n  ?s ex:p ?o\n}")
    assert example_page.find(".fault-line").count() == 1
    assert example_page.find(".fault-sign").inner_text() == "!"
    example_page.page.keyboard.insert_text("x")
    assert example_page.find(".fault-line").count() == 0
    assert example_page.find(".fault-sign").count() == 0


def test_an_answer_takes_the_place_of_an_error(answer_page: QueryPage) -> None:
    answer_page.ask("SELECT nonsense")
    assert answer_page.find("#fault").inner_text() != ""
    answer_page.ask("ASK { }")
    assert answer_page.find("#fault").inner_text() == ""


@pytest.mark.parametrize(("text", "verdict"), [("ASK { ?s ?p ?o }", "Yes"), ("ASK { tg:x ?p ?o }", "No")])
def test_ask_is_answered_with_yes_or_no(answer_page: QueryPage, text: str, verdict: str) -> None:
    answer_page.ask(text)
    assert answer_page.find("#result").inner_text() == verdict
    assert answer_page.find("#downloads button").all_inner_texts() == ["JSON"]


def test_construct_gives_turtle(answer_page: QueryPage) -> None:
    answer_page.ask("CONSTRUCT { ?s schema:name ?o } WHERE { ?s a schema:Person ; schema:name ?o }")
    assert 'schema:name "Juan Benet"' in answer_page.find("#result pre").inner_text()
    assert answer_page.find("#downloads button").all_inner_texts() == ["Turtle"]


def test_no_rows_are_told_of(answer_page: QueryPage) -> None:
    answer_page.ask("SELECT ?x WHERE { tg:x ?p ?x }")
    assert answer_page.find("#status").inner_text().startswith("0 rows in ")
    assert answer_page.find("#result table").count() == 0


def test_a_cut_answer_says_that_there_are_more_rows(answer_page: QueryPage) -> None:
    answer_page.ask("SELECT * WHERE { ?s ?p ?o }")
    assert len(answer_page.rows()) == ROWS + 1
    assert f"gives {ROWS} rows" in answer_page.find("#notice").inner_text()
    answer_page.ask("SELECT * WHERE { ?s ?p ?o } LIMIT 3")
    assert answer_page.find("#notice").is_hidden()


def test_a_long_table_is_drawn_in_parts(answer_page: QueryPage) -> None:
    rows = [{"n": {"type": "literal", "value": str(number)}} for number in range(1200)]
    body = json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": rows}})
    answer_page.page.route(
        "**/sparql", lambda route: route.fulfill(body=body, content_type="application/sparql-results+json")
    )
    answer_page.find("#run").click()
    answer_page.settle()
    assert answer_page.find("#status").inner_text().startswith("1,200 rows")
    assert answer_page.find("#result tbody tr").count() == 500
    answer_page.find("#result button", has_text="Show 500 more rows").click()
    answer_page.find("#result button", has_text="Show 200 more rows").click()
    assert answer_page.find("#result tbody tr").count() == 1200
    assert answer_page.find("#result button").is_hidden()


HOSTILE = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>'


def test_names_with_markup_run_nothing(
    open_page: Callable[..., QueryPage], answer_editor: Editor | None
) -> None:
    store = store_of(
        [("person/evil", HOSTILE), ("javascript:window.ran=3", "a script"), ("../../out", "out")]
    )
    opened = open_page(store, answer_editor)
    opened.ask(
        "SELECT ?thing ?name ?iri { ?thing schema:name ?name BIND(IRI('javascript:window.ran=4') AS ?iri) }"
    )
    texts = [text for row in opened.rows() for text in row]
    assert texts.count(HOSTILE) == 2
    assert opened.find("#result img, #result script").count() == 0
    links = opened.find("#result a").evaluate_all("(all) => all.map((a) => a.href)")
    assert sorted(links) == [f"{opened.address}javascript:window.ran=3", f"{opened.address}person/evil"]
    for text in (f"ASK {{ {HOSTILE}", f"SELECT ?a {{ BIND('''{HOSTILE}''' AS ?a) }}"):
        opened.ask(text)
    assert opened.run("typeof window.ran") == "undefined"


def test_hostile_examples_and_errors_are_texts(example_page: QueryPage) -> None:
    example_page.page.route(
        "**/sparql", lambda route: route.fulfill(status=500, body=HOSTILE, content_type="text/html")
    )
    example_page.find("#run").click()
    example_page.settle()
    assert example_page.find("#fault").inner_text() == HOSTILE
    assert example_page.run("typeof window.ran") == "undefined"


def test_ctrl_enter_runs_the_query(example_page: QueryPage) -> None:
    example_page.write("ASK { }")
    example_page.page.keyboard.press("Control+Enter")
    example_page.settle()
    assert example_page.find("#result").inner_text() == "Yes"
    assert example_page.text() == "ASK { }"


def test_the_tabulator_leads_out_of_the_editor(example_page: QueryPage) -> None:
    example_page.write("ASK { }")
    example_page.page.keyboard.press("Tab")
    assert example_page.run("document.activeElement.id") == "run"
    assert example_page.text() == "ASK { }"


def test_a_prefix_is_declared_by_a_click_and_only_once(example_page: QueryPage) -> None:
    example_page.write("ASK { ?s schema:name ?o }")
    example_page.find("#prefixes summary").click()
    for _ in range(2):
        example_page.find(".prefix", has_text="schema:").click()
    assert example_page.text() == "PREFIX schema: <https://schema.org/>\nASK { ?s schema:name ?o }"
    example_page.find(".prefix", has_text="id:").click()
    assert example_page.text().startswith(f"PREFIX id: <{DEFAULT_BASE}>\n")


def test_a_query_can_be_stopped(answer_page: QueryPage) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    answer_page.page.route("**/sparql", hold)
    answer_page.find("#run").click()
    answer_page.find("#stop").click()
    assert answer_page.find("#status").inner_text() == "Stopped."
    assert answer_page.find("#stop").is_hidden()
    assert answer_page.find("#fault").inner_text() == ""
    assert len(held) == 1


def test_a_new_run_takes_the_place_of_a_slow_one(answer_page: QueryPage) -> None:
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    answer_page.page.route("**/sparql", hold_first)
    answer_page.find("#run").click()
    answer_page.find("#stop").wait_for()
    answer_page.ask("ASK { }")
    assert answer_page.find("#result").inner_text() == "Yes"
    assert answer_page.find("#fault").inner_text() == ""


def test_a_server_that_is_gone_is_told_of(answer_page: QueryPage) -> None:
    answer_page.page.route("**/sparql", lambda route: route.abort())
    answer_page.find("#run").click()
    answer_page.settle()
    assert answer_page.find("#fault").inner_text() == "The server cannot be reached."
    assert answer_page.find("#status").inner_text() == ""


@pytest.mark.parametrize(
    ("button", "name", "begins"),
    [
        ("CSV", "answer.csv", "speaker,talk\r\n"),
        ("JSON", "answer.json", '{"head":{"vars":["speaker","talk"]}'),
    ],
)
def test_an_answer_can_be_downloaded(answer_page: QueryPage, button: str, name: str, begins: str) -> None:
    answer_page.ask(SPEAKERS)
    answer_page.write("ASK { }")  # what is shown is downloaded, not what is being written
    with answer_page.page.expect_download() as downloading:
        answer_page.find("#downloads button", has_text=button).click()
    assert downloading.value.suggested_filename == name
    assert downloading.value.path().read_bytes().startswith(begins.encode())


def test_an_address_with_a_query_fills_the_editor_and_runs_nothing(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None
) -> None:
    text = 'ASK {\n  ?s ?p "50 % & more" # ümlaut\n}'
    opened = open_page(example_store, editor, f"#query={quote(text)}")
    assert opened.text() == text
    opened.rest()
    assert opened.asked == []
    other = "SELECT * { ?s ?p ?o }"
    opened.run(f"location.hash = {f'#query={quote(other)}'!r}")
    opened.until("talkgraph.queryPage.editor.text.startsWith('SELECT')")
    assert opened.text() == other
    assert opened.asked == []


def test_the_address_follows_what_is_written(example_page: QueryPage) -> None:
    text = "ASK { ?s ?p '#&=%' }"
    example_page.write(text)
    example_page.until("location.hash.startsWith('#query=ASK')")
    assert unquote(str(example_page.run("location.hash"))) == f"#query={text}"
    example_page.page.reload()
    assert example_page.text() == text


def test_the_address_stays_as_it_is_until_something_is_written(example_page: QueryPage) -> None:
    example_page.page.wait_for_timeout(600)
    assert example_page.page.url == example_page.address


def test_the_link_is_copied(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None
) -> None:
    opened = open_page(example_store, editor, permissions=["clipboard-read", "clipboard-write"])
    opened.write("ASK { }")
    opened.find("#copy").click()
    opened.find("#status", has_text="The link is copied.").wait_for()
    assert opened.run("navigator.clipboard.readText()") == f"{opened.address}#query=ASK%20%7B%20%7D"


def test_the_link_is_shown_where_pages_may_not_copy(answer_page: QueryPage) -> None:
    answer_page.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    answer_page.write("ASK { }")
    answer_page.find("#copy").click()
    answer_page.find("#link").wait_for()
    assert answer_page.find("#link").input_value() == f"{answer_page.address}#query=ASK%20%7B%20%7D"


def test_nothing_is_stored_in_the_browser(example_page: QueryPage) -> None:
    example_page.ask("ASK { }")
    example_page.find("#run").focus()
    assert example_page.run("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None, scheme: str
) -> None:
    from axe_core_python.sync_playwright import Axe  # type: ignore[import-untyped]

    opened = open_page(example_store, editor, color_scheme=scheme)
    opened.find("#prefixes summary").click()
    found = _serious(Axe().run(opened.page))
    opened.ask("SELECT * WHERE { ?s ?p ?o }")
    found |= _serious(Axe().run(opened.page))
    opened.ask('SELECT ?x # all\nWHERE { ?x ex:p <urn:a>, "text"@en, 12 }')
    found |= _serious(Axe().run(opened.page))
    opened.ask("CONSTRUCT WHERE { ?s ?p ?o }")
    found |= _serious(Axe().run(opened.page))
    assert found == set()


def _serious(result: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (violation["id"], str(node["target"]))
        for violation in result["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    }


def test_dark_and_light_are_two_pictures(example_page: QueryPage) -> None:
    colors = """["body", ".editor", "#run", "#query", ".CodeMirror"]
        .map((each) => document.querySelector(each))
        .filter(Boolean)
        .map((each) => getComputedStyle(each))
        .map((style) => style.color + style.backgroundColor)"""
    light = example_page.run(colors)
    example_page.page.emulate_media(color_scheme="dark")
    dark = example_page.run(colors)
    assert all(one != other for one, other in zip(light, dark, strict=True))


@pytest.mark.parametrize("width", [1280, 800, 360])
def test_nothing_is_cut_off_on_small_screens(
    open_page: Callable[..., QueryPage], example_store: Store, editor: Editor | None, width: int
) -> None:
    opened = open_page(example_store, editor, size=(width, 700))
    opened.ask("SELECT * WHERE { ?s ?p ?o OPTIONAL { ?o ?q ?r } }")
    assert opened.run("document.documentElement.scrollWidth") <= width
    opened.find("#result table").wait_for()
    box = opened.find(".editor").bounding_box()
    assert box is not None
    assert box["width"] > 0.6 * width


def test_without_javascript_the_page_says_so_and_still_asks(
    open_page: Callable[..., QueryPage], example_store: Store
) -> None:
    opened = open_page(example_store, None, java_script_enabled=False)
    assert "JavaScript is switched off" in opened.find("noscript").inner_text()
    assert opened.find("form").get_attribute("action") == "sparql"
