from __future__ import annotations

import re

import pytest

from talkgraph.model import DEFAULT_BASE
from talkgraph.server.editor import STATIC, Editor
from talkgraph.server.query_page import Limits, example, query_page
from talkgraph.sparql import SavedQuery, saved_queries
from talkgraph.sparql.saved import parse_query
from tests.explorer.pages import embedded, parsed

EDITOR = Editor("yasqe/yasqe.min.js", "yasqe/yasqe.min.css")
LIMITS: Limits = {"rows": 10000, "seconds": 2.5}


def page(*, editor: Editor | None = None, title: str = "Ask", queries: list[SavedQuery] | None = None) -> str:
    return query_page(base=DEFAULT_BASE, limits=LIMITS, editor=editor, title=title, queries=queries)


def addresses(html: str) -> list[str]:
    return [
        value
        for element in parsed(html).iter()
        for name, value in element.items()
        if name in {"href", "src", "action"}
    ]


def test_an_example_has_its_defaults_filled_in_and_its_head_taken_off() -> None:
    query = parse_query(
        '# title: Talks\n# description: All of them.\n# param topic: string = IP"FS\n'
        "# param least: integer = 2\n# read this\nSELECT * { ?s ?p $topic FILTER (?o > $least) }",
        name="talks",
    )
    assert example(query) == {
        "name": "talks",
        "title": "Talks",
        "description": "All of them.",
        "text": '# read this\nSELECT * { ?s ?p "IP\\"FS" FILTER (?o > 2) }\n',
        "parameters": ["topic", "least"],
    }


def test_a_parameter_without_a_default_stays_in_the_text() -> None:
    assert (
        example(parse_query("# param a: string\nASK { ?s ?p $a }", name="a"))["text"] == "ASK { ?s ?p $a }\n"
    )


def test_every_saved_query_is_an_example() -> None:
    examples = embedded(page(), "page")["examples"]
    assert [each["name"] for each in examples] == list(saved_queries())
    assert all(each["title"] and each["description"] for each in examples)
    assert [each["name"] for each in examples if re.search(r"\$\w", each["text"])] == []


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


def test_no_text_ends_the_element_that_it_stands_in() -> None:
    hostile = '</script><script>window.ran=1</script>"<b>'
    query = parse_query(f"# title: {hostile}\n# description: {hostile}\nASK {{}} # {hostile}", name=hostile)
    html = page(title=hostile, queries=[query])
    assert parsed(html).findtext(".//h1").strip() == hostile
    assert embedded(html, "page")["examples"][0]["title"] == hostile
    assert all(script.text is None or script.get("type") for script in parsed(html).iter("script"))


def test_the_page_names_the_limits() -> None:
    assert "10,000 rows and 2.5 seconds" in page()
