from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import NotFoundError, TalkgraphError
from talkgraph.explorer import explore, explorer_page, write_page
from talkgraph.graph.values import TalkGraph
from talkgraph.model import Iri
from tests.explorer.pages import embedded, parsed
from tests.explorer.samples import dotscale, hostile, iri, many

if TYPE_CHECKING:
    from pathlib import Path

LOADING = ("src", "srcset", "data", "poster", "action", "formaction", "background", "manifest")


@pytest.mark.parametrize("graph", [dotscale(), hostile()], ids=["dotscale", "hostile"])
def test_a_page_loads_nothing(graph: TalkGraph) -> None:
    page = parsed(explorer_page(graph, title="</title><script src=https://example.org/a.js>"))
    assert not page.xpath("//link | //img | //iframe | //object | //embed | //base")
    for element in page.iter():
        assert not set(element.attrib) & set(LOADING)
        assert not any(name.startswith("on") for name in element.attrib)
    assert [a.get("href") for a in page.xpath("//a")] == ["#browse"]


def test_only_the_page_s_own_scripts_may_run() -> None:
    page = parsed(explorer_page(dotscale()))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("style-src")[0]
    scripts = page.xpath("//script[not(@type)]")
    assert policy.count("'sha256-") == len(scripts)


def test_the_same_graph_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import sys; from tests.explorer.samples import dotscale;"
        "from talkgraph.explorer import explorer_page;"
        "sys.stdout.buffer.write(explorer_page(dotscale()).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {explorer_page(dotscale()).encode()}


def test_it_opens_on_the_overview_up_to_the_cap() -> None:
    graph = many(events=3, talks=10, technologies=20)
    page = explore(graph, top=30)
    start = embedded(page.html, "start")
    assert len(start["nodes"]) == page.drawn == 30
    assert page.things == len(graph.things)
    best = embedded(page.html, "tables")["things"]["order"][:30]
    assert {node["id"] for node in start["nodes"]} == set(best)


def test_it_opens_on_a_focus_given_as_iri_or_name() -> None:
    by_iri = explore(dotscale(), focus=iri("technology/ipfs"), depth=1)
    assert by_iri.html == explore(dotscale(), focus="InterPlanetary file system", depth=1).html
    start = embedded(by_iri.html, "start")
    assert {node["label"] for node in start["nodes"]} == {
        "IPFS",
        "Juan Benet",
        "The permanent web",
        "git",
        "libp2p",
    }
    assert len(start["overview"]) == len(dotscale().things)


@pytest.mark.parametrize("focus", ["IPSF", Iri("https://example.org/none")])
def test_an_unknown_focus_is_an_error(focus: str | Iri) -> None:
    with pytest.raises(NotFoundError):
        explore(dotscale(), focus=focus)


@pytest.mark.parametrize("option", [{"top": 0}, {"top": 5001}, {"depth": 0}])
def test_an_option_out_of_range_is_an_error(option: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="must be"):
        explore(dotscale(), **option)  # type: ignore[arg-type]


def test_an_empty_graph_has_a_page() -> None:
    assert embedded(explorer_page(TalkGraph()), "start")["nodes"] == []


def test_a_page_is_written_in_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "graph.html"
    page = write_page(dotscale(), file, title="Théâtre ✓")
    assert file.read_bytes() == page.html.encode()
    assert "<title>Théâtre ✓</title>" in page.html


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        TalkgraphError, match=r"nowhere/graph\.html: the page cannot be written: No such file"
    ):
        write_page(dotscale(), tmp_path / "nowhere" / "graph.html")


def test_a_notebook_shows_the_page_in_a_frame() -> None:
    page = explore(dotscale(), title='"quoted"')
    frame = parsed(page._repr_html_())
    assert frame.get("srcdoc") == page.html
    assert frame.get("title") == '"quoted"'
    assert "allow-same-origin" not in frame.get("sandbox")
    assert repr(page) == "<Page '\"quoted\"': 13 of 13 things drawn>"


def test_no_path_of_this_machine_is_in_the_page(checkout: Path) -> None:
    html = explorer_page(dotscale())
    assert str(checkout) not in html
    assert not re.search(r"site-packages|/home/|/root/", html)
