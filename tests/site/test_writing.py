"""A site on the disk: every link leads somewhere, and everything that is said stands in it."""

from __future__ import annotations

import functools
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from lxml import etree

from talkgraph.errors import FolderError
from talkgraph.exports import MARKER
from talkgraph.graph import project
from talkgraph.model import Iri, Kind
from talkgraph.reports import event_programme, related_talks
from talkgraph.site import Material, write_site
from tests.examples import iri
from tests.explorer.samples import HOSTILE
from tests.site.links import checked, parsed
from tests.site.samples import STRANGE, named_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from talkgraph.store import Store


def words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def data_of(page: HtmlElement) -> dict[str, Any]:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    data: dict[str, Any] = json.loads(script.text)
    return data


@pytest.mark.parametrize("site", ["world_site", "strange_site"])
def test_every_link_leads_somewhere(site: str, request: pytest.FixtureRequest) -> None:
    found = checked(request.getfixturevalue(site))
    assert found.broken == set()
    assert found.odd == set()
    assert len(found.links) > 100


def test_only_recaps_and_things_own_addresses_are_elsewhere(world_site: Path, world: Store) -> None:
    graph = project(world)
    known = {url for thing in graph.things.values() for url in thing.urls}
    known |= {recap.address for recap in graph.recaps.values() if recap.address}
    outside = checked(world_site).outside
    assert {each for each in outside if not each.startswith("https://example.org/talks/")} <= known


@pytest.fixture
def served(world_site: Path) -> Iterator[str]:
    """The address of the site below the root of a host, as a plain server of files has it."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(world_site.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{world_site.name}/"
        server.shutdown()
        thread.join()


def test_it_works_below_a_path_of_any_server_of_files(served: str, world_site: Path) -> None:
    links = checked(world_site).links
    asked = {urldefrag(urljoin(served + page, address))[0] for page, address in links}
    assert served + "technology/ipfs/index.html" in asked
    assert all(address.startswith(served) for address in asked)
    for address in sorted(asked):
        with urlopen(address) as response:
            assert response.status == 200


def test_every_thing_has_a_page_with_its_names_its_data_and_a_description(
    world_site: Path, world: Store
) -> None:
    graph = project(world)
    for thing in graph.things.values():
        local = thing.iri.value.rpartition("/id/")[2]
        page = parsed(world_site / local / "index.html")
        assert words(page.find(".//h1")) == thing.name
        assert page.findtext(".//title") == f"{thing.name} · Small world"
        assert all(name in words(page) for name in thing.alternate_names)
        data = data_of(page)
        assert (data["name"], data["@id"]) == (thing.name, thing.iri.value)
        assert data["url"] == f"https://example.org/talks/{local}/index.html"
        assert page.xpath("//link[@rel='canonical']/@href") == [data["url"]]
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert thing.name in description


def test_every_page_has_a_title_a_description_and_data(world_site: Path) -> None:
    pages = checked(world_site).pages
    pages.pop("explorer.html")
    titles = [page.findtext(".//title") for page in pages.values()]
    assert all(titles)
    for name, page in pages.items():
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert 10 < len(description) < 400, name
        assert data_of(page)["@context"] == "https://schema.org"
    recap = data_of(pages["recap/2017-09-18-cloud-evening/index.html"])["isBasedOn"]
    assert (recap["@type"], recap["datePublished"]) == ("Article", "2017-09-18")


def test_whatever_is_said_of_a_thing_stands_on_its_page_with_all_sentences(
    world_site: Path, world: Store
) -> None:
    graph = project(world)
    for statement in graph.statements:
        ends = [statement.subject, *([statement.object] if isinstance(statement.object, Iri) else [])]
        for end in ends:
            local = end.value.rpartition("/id/")[2]
            page = parsed(world_site / local / "index.html")
            said = {words(block) for block in page.iter("blockquote") for block in block.iter("p")}
            assert {re.sub(r"\s+", " ", quote.text) for quote in statement.quotes} <= said, (end, statement)


def test_a_talk_has_related_talks_with_reasons_for_the_pair(world_site: Path, world: Store) -> None:
    graph = project(world)
    seen = 0
    for thing in graph.things.values():
        if thing.kind is not Kind.TALK:
            continue
        page = parsed(world_site / thing.iri.value.rpartition("/id/")[2] / "index.html")
        shown = [
            (words(item.find("a")), words(item.find("p")))
            for item in page.xpath("//section[@class='related']/ul/li")
        ]
        expected = [
            (kin.talk.name, "; ".join(reason.text for reason in kin.reasons))
            for kin in related_talks(graph, thing.iri, limit=5).related
        ]
        assert shown == expected
        seen += len(shown)
    assert seen > 20


def test_an_event_has_its_programme_in_order(world_site: Path, world: Store) -> None:
    graph = project(world)
    page = parsed(world_site / "event" / "cloud-evening-2017" / "index.html")
    programme = event_programme(graph, iri("event/cloud-evening-2017")).programme
    items = page.xpath("//section[@class='programme']/ol/li")
    assert [words(item.find("h3")) for item in items] == [entry.talk.name for entry in programme]
    assert len(items) >= 3
    for item, entry in zip(items, programme, strict=True):
        text = words(item)
        named = (*entry.talk.speakers, *entry.companies, *entry.talk.about, *entry.mentions)
        assert all(each.name in text for each in named)
        assert words(item.find(".//blockquote/p")) == entry.talk.evidence[0].quote
    headings = [words(each) for each in page.iter("h2")]
    assert headings.count("Programme") == 1
    assert "Talks" not in headings


def test_a_series_has_its_editions_the_newest_first(world_site: Path) -> None:
    page = parsed(world_site / "series" / "cloud-evening" / "index.html")
    editions = page.xpath("//ul[@class='events']/li")
    assert [words(each.find(".//a")) for each in editions] == [
        "Cloud Evening 2019",
        "Cloud Evening 2017",
        "Cloud Evening 2015",
    ]
    assert all(each.find(".//blockquote") is not None for each in editions)


def test_the_first_page_leads_to_everything(world_site: Path) -> None:
    page = parsed(world_site / "index.html")
    headings = {words(section.find("h2")): section for section in page.iter("section")}
    assert list(headings) == ["Events", "Recaps", "Technologies", "People"]
    dates = [words(each) for each in headings["Events"].iter("time")]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 10
    counts = [int(words(each).split()[0]) for each in headings["People"].xpath(".//span[@class='hint']")]
    assert counts == sorted(counts, reverse=True)
    assert data_of(page)["@type"] == "WebSite"
    lists = page.xpath("//footer//a/@href")
    assert len(lists) == 9


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("technology", Kind.TECHNOLOGY), ("person", Kind.PERSON), ("talk", Kind.TALK), ("place", Kind.PLACE)],
)
def test_a_list_has_all_of_a_kind(world_site: Path, world: Store, folder: str, kind: Kind) -> None:
    page = parsed(world_site / folder / "index.html")
    listed = [words(each.find("a")) for each in page.xpath("//ul[@class='names']/li")]
    assert sorted(listed) == sorted(
        thing.name for thing in project(world).things.values() if thing.kind is kind
    )
    assert data_of(page)["numberOfItems"] == len(listed)


def test_the_sitemap_has_every_page(world_site: Path) -> None:
    tree = etree.parse(world_site / "sitemap.xml")
    found = {str(each.text) for each in tree.getroot().iter("{*}loc")}
    pages = [file for file in contents(world_site) if file.endswith(".html")]
    assert found == {f"https://example.org/talks/{page}" for page in pages}


def test_without_an_address_there_is_neither_a_sitemap_nor_a_canonical_address(strange_site: Path) -> None:
    assert not (strange_site / "sitemap.xml").exists()
    assert b"canonical" not in (strange_site / "index.html").read_bytes()


def test_the_same_store_gives_the_same_bytes(world: Store, tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, talkgraph.site as s, talkgraph.store as t\n"
        "s.write_site(t.open_store(sys.argv[1]), pathlib.Path(sys.argv[2]))"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", script, world.folder, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_strange_names_make_safe_files(strange_site: Path) -> None:
    safe = re.compile(r"([a-z0-9-]+/)*[a-z0-9-]+\.(html|css|js)")
    files = [file for file in contents(strange_site) if file != MARKER]
    assert [file for file in files if not safe.fullmatch(file)] == []
    assert len({file.casefold() for file in files}) == len(files)
    assert {entry.name for entry in strange_site.parent.iterdir()} <= {"strange", "world"}


def test_strange_names_stay_texts(strange_site: Path, strange: Store) -> None:
    addresses = Material.of(strange).addresses
    for thing, name in STRANGE.items():
        page = parsed(strange_site / addresses.path(thing))
        assert words(page.find(".//h1")) == re.sub(r"\s+", " ", name).strip()
        assert [each.get("type") for each in page.iter("script")] == ["application/ld+json"]
        assert data_of(page)["name"] == name
    assert words(parsed(strange_site / "index.html").find(".//h1")) == HOSTILE[1]
    for name, page in checked(strange_site).pages.items():
        assert list(page.iter("img", "iframe")) == [], name
        attributes = {attribute for element in page.iter("*") for attribute in element.attrib}
        assert not {each for each in attributes if str(each).startswith("on")}
        outside = page.xpath("//a[starts-with(@href, 'javascript:')]")
        assert outside == []
    title = HOSTILE[0] + HOSTILE[1]
    assert words(parsed(strange_site / "recap" / "recap" / "index.html").find(".//h1")) == title


def test_what_is_too_uncertain_has_no_page_and_no_link(world: Store, tmp_path: Path) -> None:
    from talkgraph.store import open_store

    certain = open_store(world.folder, min_confidence=0.96)
    outcome = write_site(certain, tmp_path / "site")
    assert outcome.things < len(project(world).things)
    assert checked(tmp_path / "site").broken == set()


def test_a_graph_of_nothing_is_a_site_too(tmp_path: Path) -> None:
    from talkgraph.resolution import Resolution
    from talkgraph.store import open_store, write_store

    write_store([], Resolution({}, (), {}), tmp_path / "talkgraph.db")
    outcome = write_site(open_store(tmp_path / "talkgraph.db"), tmp_path / "site")
    assert (outcome.things, outcome.recaps) == (0, 0)
    found = checked(tmp_path / "site")
    assert sorted(found.pages) == ["explorer.html", "index.html", "search.html"]
    assert found.broken == set()


def test_what_vanishes_loses_its_page_and_other_files_stay(tmp_path: Path) -> None:
    names = {iri("technology/go"): "Go", iri("technology/rust"): "Rust"}
    out = tmp_path / "site"
    write_site(named_store(tmp_path / "two", names), out)
    (out / "CNAME").write_text("talks.example.org\n", encoding="utf-8")
    (out / "technology" / "mine.html").write_text("mine", encoding="utf-8")
    unchanged = out / "static" / "theme.css"
    before = unchanged.stat().st_mtime_ns
    del names[iri("technology/go")]
    outcome = write_site(named_store(tmp_path / "one", names), out)
    assert outcome.removed == 1
    assert not (out / "technology" / "go").exists()
    assert (out / "technology" / "rust" / "index.html").exists()
    assert b"Go" not in (out / "technology" / "index.html").read_bytes()
    assert (out / "CNAME").read_text(encoding="utf-8") == "talks.example.org\n"
    assert (out / "technology" / "mine.html").exists()
    assert unchanged.stat().st_mtime_ns == before
    fresh = tmp_path / "fresh"
    write_site(named_store(tmp_path / "again", names), fresh)
    ours = {
        name: data for name, data in contents(out).items() if name not in {"CNAME", "technology/mine.html"}
    }
    assert ours == contents(fresh)


def test_a_folder_of_something_else_is_left_alone(world: Store, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError, match="holds files that are not ours"):
        write_site(world, tmp_path)
    assert contents(tmp_path) == {"notes.txt": b"mine"}
