"""Pages of what stands behind statements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from talkgraph.evidence import Explanation, Presence, explain
from talkgraph.graph import project
from talkgraph.model import DEFAULT_BASE, Iri
from talkgraph.reports import plain
from tests.evidence.considered import BUILT, considered_store
from tests.server.conftest import running
from tests.server.crawling import HTML, crawl, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from talkgraph.store import Store
    from tests.server.conftest import Running


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return considered_store(tmp_path_factory.mktemp("served") / "talkgraph.db")


@pytest.fixture(scope="module")
def server(store: Store) -> Iterator[Running]:
    from talkgraph.server import Settings

    with running(Settings(store.folder)) as it:
        yield it


def words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def shown(server: Running, **asked: str) -> HtmlElement:
    response = server.client.get("why", params=asked, headers=HTML)
    assert response.status_code == 200, response.text
    return page(response)


def test_each_statement_of_a_page_leads_to_what_stands_behind_it(server: Running, store: Store) -> None:
    graph = project(store)
    for thing in graph.things.values():
        local = thing.iri.value.removeprefix(DEFAULT_BASE)
        response = server.client.get(local, headers=HTML)
        asked = set()
        for link in page(response).find_class("reason"):
            address = urlsplit(str(response.url.join(link.get("href"))))
            assert address.path == "/why"
            asked.add(tuple(values[0] for values in parse_qs(address.query).values()))
        said = [*graph.outgoing.get(thing.iri, ()), *graph.incoming.get(thing.iri, ())]
        assert asked == {
            (
                each.subject.value.removeprefix(DEFAULT_BASE),
                str(each.predicate),
                str(each.object).removeprefix(DEFAULT_BASE),
            )
            for each in said
        }


def test_a_statement_s_page_has_all_that_the_command_prints(server: Running, store: Store) -> None:
    found = explain(store, "IPFS", "libp2p", relation="builds on")
    assert isinstance(found, Explanation)
    it = shown(server, subject="technology/ipfs", predicate="tg:buildsOn", object="technology/libp2p")

    assert words(it.find(".//h1")) == "Why IPFS builds on libp2p"
    (statement,) = it.find_class("statement")
    assert words(statement.find("h2")) == "IPFS builds on libp2p"
    assert words(statement.find("blockquote")) == (
        f"{BUILT} A Monday at dotScale · 2016-04-27 · original · 90 % certain · rule example.by-hand"
    )
    read = [words(each) for each in it.find_class("readings")[0].findall("ul/li")]
    assert len(read) == len(found.considered) == 3
    for line, each in zip(read, found.considered, strict=True):
        assert line.startswith(f"{each.text} {each.reason} {BUILT}")
        assert each.support.rule in line


def test_an_uncertain_claim_is_on_the_page(server: Running) -> None:
    it = shown(server, subject="technology/ipfs", predicate="tg:inspiredBy", object="technology/git")

    (section,) = it.xpath("//section[h2='Claimed and not stated']")
    assert "too uncertain for the graph, confidence 0.20, from 0.35 on" in words(section)


def test_a_derived_statement_leads_on_to_what_it_follows_from(server: Running) -> None:
    it = shown(server, subject="person/juan-benet", predicate="tg:spokeAt", object="event/dotscale-2016")

    text = words(it.find(".//article"))
    assert "This follows from what is stated of talks." in text
    (statement,) = it.find_class("statement")
    assert words(statement.find("ul/li/a")) == "The permanent web"
    assert len(it.find_class("reason")) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"subject": "event/dotscale-2016", "predicate": "schema:startDate", "object": "2016-04-25"},
        {"subject": "dotScale 2016", "object": "2016-04-25"},
    ],
)
def test_a_value_has_a_page_too(server: Running, asked: dict[str, str]) -> None:
    assert "dotScale 2016 began on 2016-04-25" in words(shown(server, **asked).find(".//article"))


def test_a_thing_alone_has_its_page(server: Running) -> None:
    it = shown(server, subject="technology/ipfs")

    assert words(it.find(".//h1")) == "Why IPFS is in the graph"
    assert "IPFS is also called InterPlanetary File System" in words(it.find(".//article"))


def test_it_is_json_for_programs(server: Running, store: Store) -> None:
    asked = {"subject": "IPFS", "object": "libp2p"}
    answer = server.client.get("why", params=asked, headers={"Accept": "application/json"})
    assert answer.headers["vary"] == "Accept"
    assert answer.json() == plain(explain(store, "IPFS", "libp2p"), evidence=False)
    named = server.client.get("why", params={**asked, "format": "json"}, headers=HTML)
    assert named.json() == answer.json()
    whole = server.client.get("why", params={"subject": "IPFS", "format": "json"}).json()
    assert whole == plain(explain(store, "IPFS", limit=200), evidence=False)
    assert isinstance(explain(store, "IPFS"), Presence)


def test_what_is_not_there_is_404_with_near_names(server: Running) -> None:
    response = server.client.get("why", params={"subject": "Juan Bennington"}, headers=HTML)
    assert response.status_code == 404
    assert "Juan Benet" in [words(each) for each in page(response).xpath("//ul[@class='found']//a")]
    told = server.client.get("why", params={"subject": "No such thing", "format": "json"})
    assert (told.status_code, "No such thing" in told.json()["error"]["message"]) == (404, True)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"subject": ""},
        {"subject": "\x00"},
        {"subject": "a" * 20_000},
        {"subject": "IPFS", "predicate": "x" * 5000, "object": "git"},
        {"subject": "IPFS", "predicate": "builds on", "object": "<script>alert(1)</script>"},
        {"subject": "IPFS", "predicate": "rdf:type", "object": "' OR 1"},
        {"subject": "IPFS", "predicate": "began on", "object": "> } SELECT"},
    ],
)
def test_odd_questions_are_not_the_server_s_fault(server: Running, asked: dict[str, str]) -> None:
    response = server.client.get("why", params=asked, headers=HTML)
    assert response.status_code in {200, 404}
    assert not page(response).xpath("//script[contains(., 'alert')]")


def test_a_format_that_is_not_offered(server: Running) -> None:
    assert server.client.get("why", params={"subject": "IPFS", "format": "ttl"}).status_code == 406


def test_every_link_leads_somewhere(server: Running, store: Store) -> None:
    found = crawl(server, "why?subject=technology/ipfs")
    assert (found.broken, found.absolute) == ({}, set())
    reasons = [path for path in found.pages if path.startswith("why?")]
    assert len(reasons) >= len(project(store).statements)
    for path in reasons:
        assert len(found.pages[path].findall(".//h1")) == 1, path


def test_a_thing_can_be_given_by_its_whole_iri(server: Running) -> None:
    it = shown(server, subject=Iri(f"{DEFAULT_BASE}technology/ipfs").value, object="technology/git")
    assert words(it.find(".//h1")) == "What is stated between IPFS and git"
