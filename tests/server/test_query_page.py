from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from talkgraph.graph import index_store
from talkgraph.model import DEFAULT_BASE
from talkgraph.server.editor import STATIC, Editor
from talkgraph.server.limits import Limits
from talkgraph.server.query_page import Example, example, query_page
from talkgraph.sparql import parse_query, saved_queries
from tests.examples import iri
from tests.explorer.pages import embedded, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkgraph.graph import NameIndex
    from talkgraph.store import Store

EDITOR = Editor("yasqe/yasqe.min.js", "yasqe/yasqe.min.css")
LIMITS = Limits(rows=10000, seconds=2.5)


def page(*, editor: Editor | None = None, title: str = "Ask", examples: Sequence[Example] = ()) -> str:
    return query_page(base=DEFAULT_BASE, limits=LIMITS, editor=editor, title=title, examples=examples)


def addresses(html: str) -> list[str]:
    return [
        value
        for element in parsed(html).iter()
        for name, value in element.items()
        if name in {"href", "src", "action"}
    ]


@pytest.fixture(scope="module")
def names(example_store: Store) -> NameIndex:
    return index_store(example_store)


def test_an_example_has_its_defaults_filled_in_and_its_head_taken_off(names: NameIndex) -> None:
    query = parse_query(
        '# title: Talks\n# description: All of them.\n# param topic: string = IP"FS\n'
        "# param least: integer = 2\n# read this\nSELECT * { ?s ?p $topic FILTER (?o > $least) }",
        name="talks",
    )
    assert example(query, names) == {
        "name": "talks",
        "title": "Talks",
        "description": "All of them.",
        "text": '# read this\nSELECT * { ?s ?p "IP\\"FS" FILTER (?o > 2) }\n',
        "parameters": ["topic", "least"],
    }


def test_a_thing_that_is_proposed_is_looked_up(names: NameIndex) -> None:
    query = parse_query("# param a: technology = interplanetary file system\nASK { $a ?p ?o }")
    assert example(query, names)["text"] == f"ASK {{ <{iri('technology/ipfs')}> ?p ?o }}\n"


def test_a_thing_that_the_graph_lacks_gives_way_to_one_of_its_kind(names: NameIndex) -> None:
    query = parse_query("# param a: person = Nobody\n# param b: person?\nASK { VALUES ?b { $b } $a ?p ?o }")
    assert (
        example(query, names)["text"]
        == f"ASK {{ VALUES ?b {{ UNDEF }} <{iri('person/juan-benet')}> ?p ?o }}\n"
    )


def test_every_saved_query_is_an_example(names: NameIndex) -> None:
    examples = embedded(page(examples=[example(q, names) for q in saved_queries().values()]), "page")[
        "examples"
    ]
    assert [each["name"] for each in examples] == list(saved_queries())
    assert all(each["title"] and each["description"] for each in examples)
    assert [
        each["name"] for each in examples if re.search(r"\$\w|# (param|title|evidence)", each["text"])
    ] == []


@pytest.mark.parametrize("editor", [EDITOR, None])
def test_all_addresses_are_relative(editor: Editor | None) -> None:
    found = addresses(page(editor=editor))
    assert "sparql" in found
    wrong = [address for address in found if re.match(r"/|\w+:(?!,$)", address)]
    assert wrong == []


@pytest.mark.parametrize("editor", [EDITOR, None])
def test_all_files_that_the_page_loads_are_there(editor: Editor | None) -> None:
    files = [address for address in addresses(page(editor=editor)) if address.startswith("./static")]
    files += [address for address in addresses(page(editor=editor)) if address.startswith("static")]
    assert len(files) > 10
    missing = [
        file for file in files if not (STATIC / file.removeprefix("./").removeprefix("static/")).is_file()
    ]
    assert [file for file in missing if "/yasqe/" not in file] == []


def test_the_page_without_the_editor_loads_nothing_of_it() -> None:
    assert any("yasqe" in address for address in addresses(page(editor=EDITOR)))
    assert [address for address in addresses(page()) if "yasqe" in address or "rich" in address] == []


def test_no_text_ends_the_element_that_it_stands_in(names: NameIndex) -> None:
    hostile = '</script><script>window.ran=1</script>"<b>'
    query = parse_query(f"# title: {hostile}\n# description: {hostile}\nASK {{}} # {hostile}", name=hostile)
    html = page(title=hostile, examples=[example(query, names)])
    assert parsed(html).findtext(".//h1").strip() == hostile
    assert embedded(html, "page")["examples"][0]["title"] == hostile
    assert all(script.text is None or script.get("type") for script in parsed(html).iter("script"))


def test_the_page_names_the_limits() -> None:
    assert "10,000 rows and 2.5 seconds" in page()
