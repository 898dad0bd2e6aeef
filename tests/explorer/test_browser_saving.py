"""What is in view as files: the page's downloads, read back."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from talkgraph.explorer import explorer_page
from talkgraph.graph.values import Quote, Recap, Statement, TalkGraph, Thing
from talkgraph.model import DEFAULT_BASE, Iri, Kind, Predicate, class_names, expand, relations
from tests.explorer.samples import HOSTILE, dotscale, evenings, hostile, iri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browsing import Opened

pytestmark = pytest.mark.browser

Triple = tuple[str, str, str, str]

CORNERS = """async (data) => {
    const picture = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const at = (x, y) => [...context.getImageData(x, y, 1, 1).data];
    const all = context.getImageData(0, 0, picture.width, picture.height).data;
    const colors = new Set();
    for (let place = 0; place < all.length; place += 4) colors.add(all.slice(place, place + 3).join());
    return [picture.width, picture.height, at(1, 1), [...colors]];
}"""


def saved(opened: Opened, button: str, tmp_path: Path) -> tuple[str, bytes]:
    """Press a button of the menu; give the file's name and content."""
    opened.find("#save summary").click()
    with opened.page.expect_download() as waiting:
        opened.find(f"#save-{button}").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert opened.find(f"#save-{button}").is_hidden()
    return file.name, file.read_bytes()


def read_turtle(data: bytes) -> set[Triple]:
    """Subjects, predicates, objects and datatypes, where there are any."""
    import pyoxigraph as ox

    found = set()
    for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
        target = triple.object
        assert isinstance(triple.subject, ox.NamedNode)
        assert isinstance(target, ox.NamedNode | ox.Literal)
        datatype = target.datatype.value if isinstance(target, ox.Literal) else ""
        found.add((triple.subject.value, triple.predicate.value, target.value, datatype))
    return found


def stated(graph: TalkGraph) -> set[Triple]:
    """The same of a graph: classes, names, addresses and all that is not derived."""
    found = set()
    for thing in graph.things.values():
        found.add((thing.iri.value, expand("rdf:type"), expand(class_names()[thing.kind]), ""))
        for predicate, texts in (
            ("schema:name", [thing.name]),
            ("schema:alternateName", thing.alternate_names),
            ("schema:url", thing.urls),
        ):
            datatype = expand("xsd:anyURI" if predicate == "schema:url" else "xsd:string")
            found |= {(thing.iri.value, expand(predicate), text, datatype) for text in texts}
    for statement in graph.statements:
        relation = relations()[statement.predicate]
        datatype = expand(relation.datatype) if relation.datatype else ""
        if not relation.derived:
            row = (statement.subject.value, expand(statement.predicate), str(statement.object), datatype)
            found.add(row)
    return found


@pytest.mark.parametrize(
    "graph", [dotscale(), evenings(), hostile()], ids=["dotscale", "evenings", "hostile"]
)
def test_turtle_says_what_is_in_view(
    open_html: Callable[..., Opened], tmp_path: Path, graph: TalkGraph
) -> None:
    name, data = saved(open_html(explorer_page(graph)), "turtle", tmp_path)
    assert name == "graph.ttl"
    assert read_turtle(data) == stated(graph)


def test_turtle_says_nothing_of_what_is_not_in_view(open_html: Callable[..., Opened], tmp_path: Path) -> None:
    opened = open_html(explorer_page(dotscale()), "focus=technology/git&depth=1&confidence=75")
    subjects = read_turtle(saved(opened, "turtle", tmp_path)[1])
    ipfs, git = f"{DEFAULT_BASE}technology/ipfs", f"{DEFAULT_BASE}technology/git"
    assert {row[0] for row in subjects} == {ipfs, git}
    assert (ipfs, expand("tg:inspiredBy"), git, "") in subjects
    assert len(subjects) == 2 + 3 + 1
    opened.go("focus=technology/git&depth=1&confidence=85")
    assert {row[0] for row in read_turtle(saved(opened, "turtle", tmp_path)[1])} == {git}


def test_rdflib_reads_the_turtle_too(open_html: Callable[..., Opened], tmp_path: Path) -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=saved(open_html(explorer_page(evenings())), "turtle", tmp_path)[1], format="turtle")
    assert len(graph) == len(stated(evenings()))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_the_table_has_a_row_for_each_statement_in_view(
    open_html: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_html(explorer_page(dotscale()), "focus=technology/git&depth=1")
    name, data = saved(opened, "csv", tmp_path)
    assert name == "graph.csv"
    assert rows(data) == [
        {
            "subject": "IPFS",
            "subject_kind": "technology",
            "relation": "is inspired by",
            "object": "git",
            "object_kind": "technology",
            "confidence": "0.8",
            "quote": "IPFS is built on libp2p and inspired by git.",
            "recap": "A Monday at dotScale",
            "date": "2016-04-26",
        }
    ]
    opened.find("#to-overview").click()
    assert len(rows(saved(opened, "csv", tmp_path)[1])) == 13  # twelve edges and a date


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+1", "-1, 2", "@SUM(A1)", "\tx", "a\r\nb", 'say "no"'])
def test_no_cell_is_a_formula_and_every_text_comes_back(
    open_html: Callable[..., Opened], tmp_path: Path, name: str
) -> None:
    tool = Thing(iri("technology/odd"), Kind.TECHNOLOGY, name)
    base = Thing(iri("technology/base"), Kind.TECHNOLOGY, "base")
    recap = Recap(iri("recap/one"), name, "one.md")
    quote = Quote(name, recap.iri, 0, 1, 0.5, "rule")
    graph = TalkGraph(
        {base.iri: base, tool.iri: tool},
        (Statement(tool.iri, Predicate.BUILDS_ON, base.iri, (quote,)),),
        {recap.iri: recap},
    )
    (row,) = rows(saved(open_html(explorer_page(graph)), "csv", tmp_path)[1])
    cell = f"'{name}" if name[0] in "=+-@\t" else name
    assert (row["subject"], row["quote"], row["recap"]) == (cell, cell, cell)


def test_hostile_texts_are_cells(open_html: Callable[..., Opened], tmp_path: Path) -> None:
    found = rows(saved(open_html(explorer_page(hostile())), "csv", tmp_path)[1])
    assert {row["object"] for row in found} == {*HOSTILE, "evil event"}


@pytest.mark.parametrize(("scheme", "background"), [("light", [251, 252, 253]), ("dark", [16, 19, 22])])
def test_the_picture_is_the_canvas_over_its_background(
    open_html: Callable[..., Opened], tmp_path: Path, scheme: str, background: list[int]
) -> None:
    opened = open_html(explorer_page(dotscale()), scheme=scheme)
    name, data = saved(opened, "png", tmp_path)
    assert name == "graph.png"
    assert data.startswith(b"\x89PNG")
    size = opened.run(
        "[document.querySelector('#canvas canvas').width, document.querySelector('#canvas canvas').height]"
    )
    other = opened.page.context.new_page()
    width, height, corner, colors = other.evaluate(
        CORNERS, f"data:image/png;base64,{b64encode(data).decode()}"
    )
    other.close()
    assert [width, height] == size
    assert corner == [*background, 255]
    assert "0,114,178" in colors  # a person
    assert len(colors) > 50  # labels have soft edges


def test_the_menu_closes_with_escape(open_html: Callable[..., Opened]) -> None:
    opened = open_html(explorer_page(dotscale()), "at=technology/ipfs")
    opened.find("#save summary").focus()
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Escape")
    assert opened.find("#save-csv").is_hidden()
    assert opened.find("#panel h2").is_visible()


def test_statements_of_other_bases_keep_their_iris(open_html: Callable[..., Opened], tmp_path: Path) -> None:
    one = Thing(Iri("https://example.org/é/one"), Kind.TOPIC, 'a "b" \\ c')
    two = Thing(Iri("urn:two"), Kind.TOPIC, "two\nlines")
    graph = TalkGraph({one.iri: one, two.iri: two}, (), {})
    assert read_turtle(saved(open_html(explorer_page(graph)), "turtle", tmp_path)[1]) == stated(graph)
