"""Names that are code elsewhere, from the claims of a recap to every export and page: they stay names."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from talkgraph.explorer import explore
from talkgraph.exports import FORMATS, export
from talkgraph.graph import project
from talkgraph.model import (
    DEFAULT_BASE,
    Claim,
    Document,
    Evidence,
    Kind,
    Literal,
    LocalThing,
    Predicate,
    defused,
)
from talkgraph.reports import list_talks, render
from talkgraph.resolution import RecapClaims, resolve
from talkgraph.server import Settings
from talkgraph.site import write_site
from talkgraph.sparql import format_answer
from talkgraph.store import open_store, write_store
from tests.browsing import Opened, chromium, opening
from tests.server.conftest import running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Dialog

    from talkgraph.store import Store

NAMES = (
    '=HYPERLINK("http://evil.example")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "a;=1+1",
    "＝1",
    'it\'s "quoted" \\ twice',
    "two\nlines",
    '<https://evil.example/> . <x> <y> "z',
    "https://evil.example/a b{}|^`",
    "} ; DROP ALL ; INSERT DATA { <x:a> <x:b> <x:c>",
    "$(touch /tmp/ran); `id` && ls",
    "<script>window.ran=1;alert(1)</script>",
    '<img src=x onerror="window.ran=1;alert(2)">',
    "javascript:alert(3)",
    "[[link]] ![[embed]] #tag %%comment%%",
    "../../etc/passwd",
    "CON",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202eright to left",
    "e" + "\u0301" * 3_000,
    "{{ 7 * 7 }} ${window.ran=1}",
    "x" * 5_000,
)
EVENT = LocalThing(Kind.EVENT, "evening")


def recap() -> RecapClaims:
    """One talk a name, about a technology and by a person of that name."""
    text = "\n".join(NAMES)
    claims = []
    for number, name in enumerate(NAMES):
        start = text.index(name)
        evidence = Evidence(start, start + len(name), name)
        talk = LocalThing(Kind.TALK, f"{number:02}")
        about, person = LocalThing(Kind.TECHNOLOGY, name), LocalThing(Kind.PERSON, name)
        said: list[tuple[LocalThing, Predicate, LocalThing | Literal | Kind]] = [
            (EVENT, Predicate.TYPE, EVENT.kind),
            (EVENT, Predicate.NAME, Literal("Evening")),
            *((thing, Predicate.TYPE, thing.kind) for thing in (talk, about, person)),
            *((thing, Predicate.NAME, Literal(name)) for thing in (talk, about, person)),
            (talk, Predicate.SUPER_EVENT, EVENT),
            (talk, Predicate.PERFORMER, person),
            (talk, Predicate.ABOUT, about),
        ]
        claims += [Claim(one, predicate, other, evidence, 0.9, "by-hand") for one, predicate, other in said]
    document = Document(source="evil\n<b>.md", text=text, title=NAMES[12], language="en", address=NAMES[9])
    return RecapClaims(document, tuple(sorted(claims, key=lambda claim: claim.sort_key)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("names") / "talkgraph.db"
    write_store([recap()], resolve([recap()], base=DEFAULT_BASE), folder)
    return open_store(folder)


def test_the_addresses_of_things_are_plain(hostile: Store) -> None:
    graph = project(hostile)
    assert len([thing for thing in graph.things.values() if thing.kind is Kind.TECHNOLOGY]) >= len(NAMES) - 2
    for thing in [*graph.things, *graph.recaps]:
        assert re.fullmatch(re.escape(DEFAULT_BASE) + r"[a-z0-9/-]+", thing.value), thing


@pytest.mark.parametrize("format_", FORMATS)
def test_every_export_can_be_read_back(hostile: Store, format_: str, tmp_path: Path) -> None:
    import pyoxigraph as ox

    output = tmp_path / "out"
    export(hostile, format_, output if format_ not in {"csv"} else tmp_path / "edges.csv")
    files = sorted(path for path in output.rglob("*") if path.is_file()) if output.is_dir() else [output]
    graph = project(hostile)
    match format_:
        case "nquads" | "trig" | "jsonld":
            known = {
                "nquads": ox.RdfFormat.N_QUADS,
                "trig": ox.RdfFormat.TRIG,
                "jsonld": ox.RdfFormat.JSON_LD,
            }
            assert set(ox.parse(output.read_bytes(), known[format_])) == set(hostile.graph)
        case "turtle":
            found = {quad.triple for quad in ox.parse(output.read_bytes(), ox.RdfFormat.TURTLE)}
            default = hostile.graph.quads_for_pattern(None, None, None, ox.DefaultGraph())
            assert found == {quad.triple for quad in default}
        case "graphml" | "gexf":
            assert ET.fromstring(output.read_bytes()).tag.endswith(format_)
        case "csv":
            rows = list(csv.reader(io.StringIO((tmp_path / "edges.csv").read_text("utf-8"), newline="")))
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r＝")]
            assert not [cell for row in rows for cell in row if ";=" in cell]
        case "neo4j-csv":
            nodes = next(path for path in files if path.name == "nodes.csv").read_text("utf-8")
            assert len(list(csv.reader(io.StringIO(nodes)))) == len(graph.things) + 1
        case "parquet":
            pq = pytest.importorskip("pyarrow.parquet")
            for path in files:
                if path.suffix == ".parquet":
                    pq.read_table(path)
        case "obsidian":
            names = [path.relative_to(output).as_posix() for path in files if path.suffix == ".md"]
            assert len(names) == len(graph.things) + len(graph.recaps)
            for name in names:
                assert re.fullmatch(r"[^\x00-\x1f\x7f\\:*?\"<>|#^\[\]]+", name), name
                assert all(len(part.encode()) <= 255 for part in name.split("/"))
                assert not {"..", "CON.md"} & set(name.split("/"))
        case _:
            pytest.fail(f"{format_} is not tried yet")


def test_answers_in_csv_stay_literal_as_the_w3c_demands(hostile: Store) -> None:
    text = "SELECT DISTINCT ?name { ?s a tg:Technology ; schema:name ?name }"
    rows = csv.reader(io.StringIO(format_answer(hostile, text, "csv").decode(), newline=""))
    assert {'=HYPERLINK("http://evil.example")', "a;=1+1"} <= {row[0] for row in rows}


@pytest.mark.parametrize("format_", ["table", "csv"])
@pytest.mark.parametrize("width", [None, 100])
def test_no_report_and_no_answer_steers_a_terminal(hostile: Store, format_: str, width: int | None) -> None:
    report = render(list_talks(project(hostile)), format_, why=True, terminal_width=width)
    query = "SELECT ?name { ?s a tg:Technology ; schema:name ?name }"
    answer = format_answer(hostile, query, "table", width=width).decode()
    ours = re.compile(r"\x1b\[[0-9;]*m")  # colours that the table itself is drawn in
    for text in (answer, report) if format_ == "table" else (answer,):
        assert "\x1b[31m" not in text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\x9b]", ours.sub("", text))


@pytest.mark.parametrize("name", NAMES[:6])
def test_a_cell_that_would_be_a_formula_is_defused(name: str) -> None:
    cell = defused(name)
    assert cell.replace("'", "") == name
    assert not re.search(r"(^|;)[=+\-@＝]", cell)


@pytest.mark.browser
def test_no_page_runs_a_name(hostile: Store, tmp_path: Path) -> None:
    write_site(hostile, tmp_path / "site")
    explore(project(hostile)).write(tmp_path / "graph.html")
    with running(Settings(hostile.folder)) as server, chromium() as browser:
        pages = [
            f"{server.address}{thing.value.removeprefix(DEFAULT_BASE)}" for thing in project(hostile).things
        ]
        pages += [f"{server.address}{path}" for path in ("", "q/talks", "explore", "find?text=script")]
        pages += [path.as_uri() for path in sorted((tmp_path / "site").rglob("*.html"))][:30]
        pages.append((tmp_path / "graph.html").as_uri())
        dialogs: list[str] = []

        def refuse(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        with opening(browser, Opened, may_fail=True) as visit:
            opened = visit(pages[0], server.address)
            opened.page.context.unroute_all()
            opened.page.on("dialog", refuse)
            for address in pages:
                opened.page.goto(address)
                assert opened.run("window.ran ?? null") is None, address
                assert opened.run("document.querySelectorAll('img[onerror]').length") == 0
                assert opened.run("document.querySelectorAll('a[href^=\"javascript:\" i]').length") == 0
        assert dialogs == []
