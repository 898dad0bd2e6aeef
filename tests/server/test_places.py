"""Pages of things, recaps and claims at their addresses, for people and for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from talkgraph.graph import project
from talkgraph.model import DEFAULT_BASE, Iri, expand, prefixes, shorten
from talkgraph.server import Settings
from tests.examples import iri
from tests.server.conftest import running
from tests.server.crawling import HTML, Crawled, crawl, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from talkgraph.store import Store
    from tests.server.conftest import Running

IPFS = "technology/ipfs"
DOTSCALE = "recap/2016-04-25-dotscale"


@pytest.fixture(scope="module")
def world(world_server: Running) -> Crawled:
    """The whole site of the world."""
    return crawl(world_server)


def words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def fetched(server: Running, path: str) -> HtmlElement:
    response = server.client.get(path, headers=HTML)
    assert response.status_code == 200, path
    return page(response)


def local(it: Iri) -> str:
    return it.value.removeprefix(DEFAULT_BASE)


def test_everything_has_a_page_with_all_that_is_said_of_it(
    example_server: Running, example_store: Store
) -> None:
    graph = project(example_store)
    assert len(graph.things) == 18
    for thing in graph.things.values():
        shown = fetched(example_server, local(thing.iri))
        assert words(shown.find(".//h1")) == thing.name
        text = words(shown.find(".//article"))
        assert all(name in text for name in (*thing.alternate_names, *thing.urls, thing.iri.value))
        said = [*graph.outgoing.get(thing.iri, ()), *graph.incoming.get(thing.iri, ())]
        assert said
        for statement in said:
            other = statement.object if statement.subject == thing.iri else statement.subject
            if isinstance(other, Iri):
                (link, *_) = shown.xpath(
                    f"//section//a[@href='../{local(other)}' or @href='../../{local(other)}']"
                )
                assert words(link) == graph.things[other].name
            else:
                assert other in [words(each) for each in shown.xpath("//span[@class='value']")]
            for said_in in statement.quotes:
                recap = graph.recaps[said_in.recap]
                assert any(
                    words(block[0]) == said_in.text
                    and words(block.find("footer/a")) == recap.title
                    and (recap.published or "") in words(block)
                    and f"{said_in.confidence * 100:.0f} % certain" in words(block)
                    for block in shown.xpath("//section//blockquote")
                ), (thing.iri, said_in)


def test_a_page_says_kind_heading_date_and_certainty(example_server: Running) -> None:
    shown = fetched(example_server, IPFS)
    assert words(shown.find_class("kind")[0]) == "technology"
    assert words(shown.find_class("also")[0]) == "Also called InterPlanetary File System"
    (builds,) = shown.xpath("//section[h2='Builds on']")
    assert words(builds.find(".//li")) == (
        "libp2p why IPFS is built on libp2p and was inspired by git. "
        "A Monday at dotScale · 2016-04-27 · original · 90 % certain"
    )
    assert [link.get("href") for link in builds.findall(".//a")] == [
        "../technology/libp2p",
        "../why?subject=technology/ipfs&predicate=tg:buildsOn&object=technology/libp2p",
        f"../{DOTSCALE}",
        "https://blog.example/dotscale",
    ]


def test_what_follows_from_other_facts_says_so_and_has_no_sentence(example_server: Running) -> None:
    shown = fetched(example_server, "person/juan-benet")
    (spoke,) = shown.xpath("//section[h2='Spoke at']")
    assert words(spoke) == "Spoke at dotScale 2016 why This follows from the talks."
    assert len(shown.xpath("//p[.='This follows from the talks.']")) == 2


def test_a_talk_shows_related_ones_and_its_event(example_server: Running) -> None:
    shown = fetched(example_server, "talk/dotscale-2016/the-permanent-web")
    (kin,) = shown.find_class("related")
    assert kin.find(".//a").get("href") == "../../talk/distributed-things-2/ipfs"
    assert "IPFS" in words(kin.find_class("why")[0])


def test_the_drawing_leads_to_every_neighbour(example_server: Running) -> None:
    shown = fetched(example_server, IPFS)
    linked = {link.get("href") for link in shown.xpath("//*[local-name()='svg']/a")}
    assert {"../technology/libp2p", "../technology/git", "../technology/http"} <= linked
    (around,) = shown.xpath("//figcaption/a")
    assert around.get("href") == "../explore#focus=technology/ipfs"


def test_a_recap_s_page_has_its_sentences_in_order_with_what_was_read(example_server: Running) -> None:
    shown = fetched(example_server, DOTSCALE)
    assert words(shown.find(".//h1")) == "A Monday at dotScale"
    passages = shown.find_class("passage")
    sentences = [words(each.find("blockquote")) for each in passages]
    assert sentences == [
        "dotScale 2016, organized by dotConferences, took place on 25 April 2016 in Paris before 800 people.",
        "Juan Benet: The permanent web",
        "Juan Benet, of Protocol Labs, presented IPFS, the InterPlanetary File System.",
        "IPFS is built on libp2p and was inspired by git.",
        "He founded Protocol Labs.",
        "Oliver Keeble on the grid",
        "Oliver Keeble showed how CERN stores the data of its detectors.",
    ]
    read = [[words(line) for line in each.findall("ul/li")] for each in passages]
    assert read[4] == ["Juan Benet created Protocol Labs 75 %"]
    assert "dotScale 2016 began on 2016-04-25 90 %" in read[0]
    assert words(passages[2].find_class("named")[0]) == (
        "Names Protocol Labs, IPFS (InterPlanetary File System)"
    )


def test_the_address_of_every_claim_leads_to_its_place(example_server: Running, example_store: Store) -> None:
    rows: Any = example_store.graph.query(
        "SELECT ?claim ?recap ?text { GRAPH ?recap { ?claim a tg:Claim ; oa:hasSelector/oa:exact ?text } }",
        prefixes=dict(prefixes()),
    )
    claims = [(row["claim"].value, row["recap"].value, row["text"].value) for row in rows]
    assert len(claims) == 69
    recaps = {recap: fetched(example_server, local(Iri(recap))) for _, recap, _ in claims}
    for claim, recap, text in claims:
        path = local(Iri(claim))
        answer = example_server.client.get(path, headers=HTML, follow_redirects=False)
        assert answer.status_code == 303
        where = urlsplit(str(answer.url.join(answer.headers["location"])))
        assert where.path == f"/{local(Iri(recap))}"
        (target,) = recaps[recap].xpath("//*[@id=$id]", id=where.fragment)
        (section,) = target.xpath("ancestor::section")
        assert words(section.find("blockquote")) == text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("technology/ipsf", "IPFS"),
        ("person/jaun-benet", "Juan Benet"),
        ("talk/dotscale-2016/permanent-web", "The permanent web"),
    ],
)
def test_what_is_not_there_is_404_with_near_names(example_server: Running, path: str, near: str) -> None:
    response = example_server.client.get(path, headers=HTML)
    assert response.status_code == 404
    shown = page(response)
    (link,) = [each for each in shown.xpath("//ul[@class='found']//a") if words(each) == near]
    assert example_server.client.get(str(response.url.join(link.get("href")))).status_code == 200
    assert path in words(shown.find_class("message")[0])


def test_programs_are_told_of_404_as_they_ask(example_server: Running) -> None:
    text = example_server.client.get("technology/none", headers={"Accept": "text/turtle"})
    assert (text.status_code, text.headers["vary"]) == (404, "Accept")
    assert text.text == f"the graph does not know {iri('technology/none')}\n"
    as_json = example_server.client.get("technology/none", headers={"Accept": "application/ld+json"})
    assert as_json.status_code == 404
    assert "technology/none" in as_json.json()["error"]["message"]


def test_all_links_of_the_example_lead_somewhere(example_server: Running, example_store: Store) -> None:
    found = crawl(example_server)
    assert (found.broken, found.absolute) == ({}, set())
    graph = project(example_store)
    assert {local(each) for each in (*graph.things, *graph.recaps)} <= found.pages.keys()
    assert found.outside == {"https://blog.example/dotscale", "https://libp2p.example/"}


def test_all_links_of_the_world_lead_somewhere(world: Crawled, world_server: Running) -> None:
    assert (world.broken, world.absolute) == ({}, set())
    things = {local(Iri(term)) for term in _things(world_server)}
    assert things <= world.pages.keys()
    assert len(things) > 100


def test_every_part_of_a_page_that_is_linked_to_is_there(world: Crawled) -> None:
    assert world.anchors
    for path, anchor in world.anchors:
        assert world.pages[path].xpath("//*[@id=$id]", id=anchor), (path, anchor)


def test_no_page_has_two_parts_of_one_name_or_skips_a_title(world: Crawled) -> None:
    for path, shown in world.pages.items():
        ids = [element.get("id") for element in shown.xpath("//*[@id]")]
        assert len(ids) == len(set(ids)), path
        assert words(shown.find(".//title")), path
        assert len(shown.findall(".//h1")) == 1, path
        assert shown.get("lang") == "en"


def _things(server: Running) -> set[str]:
    bindings = server.query("SELECT DISTINCT ?s { ?s a ?c }").json()["results"]["bindings"]
    return {row["s"]["value"] for row in bindings}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        (HTML["Accept"], "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.4, text/turtle;q=0.5", "text/turtle"),
        ("text/turtle;q=0.4, text/html;q=0.5", "text/html"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("application/trig, text/turtle;q=0.9", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_one_address_gives_what_is_asked_for(example_server: Running, accept: str | None, media: str) -> None:
    for path in (IPFS, DOTSCALE):
        response = example_server.client.get(
            path, headers={"Accept": accept or ""} if accept else {"Accept": "*/*"}
        )
        assert response.headers["content-type"].partition(";")[0] == media
        assert (response.status_code, response.headers["vary"]) == (200, "Accept")
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("ending", "media"),
    [
        ("html", "text/html"),
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("jsonld", "application/ld+json"),
        ("trig", "application/trig"),
        ("nq", "application/n-quads"),
    ],
)
def test_the_address_may_name_the_format_too(example_server: Running, ending: str, media: str) -> None:
    response = example_server.client.get(IPFS, params={"format": ending}, headers={"Accept": "image/png"})
    assert response.headers["content-type"].partition(";")[0] == media


def test_what_cannot_be_had_is_406(example_server: Running) -> None:
    for asked in ({"headers": {"Accept": "image/png"}}, {"params": {"format": "docx"}}):
        response = example_server.client.get(IPFS, **asked)  # type: ignore[arg-type]
        assert (response.status_code, response.headers["vary"]) == (406, "Accept")
        assert "html" in response.text


def _stated(store: Store, it: Iri) -> set[ox.Triple]:
    """The statements about a thing in both directions, and what the ends are and are called."""
    node, default = ox.NamedNode(it.value), ox.DefaultGraph()
    about = {
        quad.triple
        for subject, target in ((node, None), (None, node))
        for quad in store.graph.quads_for_pattern(subject, None, target, default)
    }
    naming = {"rdf:type", "schema:name", "schema:alternateName", "schema:url"}
    ends = {end for triple in about for end in (triple.subject, triple.object) if end != node}
    named = {
        quad.triple
        for end in ends
        if isinstance(end, ox.NamedNode)
        for quad in store.graph.quads_for_pattern(end, None, None, default)
        if shorten(quad.predicate.value) in naming
    }
    return about | named


def test_turtle_says_what_the_store_says(example_server: Running, example_store: Store) -> None:
    for thing in project(example_store).things:
        expected = _stated(example_store, thing)
        for accept in ("text/turtle", "application/n-triples", "application/rdf+xml"):
            response = example_server.client.get(local(thing), headers={"Accept": accept})
            format_ = ox.RdfFormat.from_media_type(accept)
            assert format_ is not None
            assert {quad.triple for quad in ox.parse(response.content, format=format_)} == expected


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's reader itself uses it
def test_json_ld_needs_no_network_and_says_the_same(example_server: Running, example_store: Store) -> None:
    import rdflib

    response = example_server.client.get(IPFS, headers={"Accept": "application/ld+json"})
    context = json.loads(response.content)["@context"]
    assert isinstance(context, dict)  # an address would have to be fetched
    graph = rdflib.Graph().parse(data=response.text, format="json-ld")
    statements = {tuple(map(str, triple)) for triple in graph}
    expected = {
        (triple.subject.value, triple.predicate.value, triple.object.value)  # type: ignore[union-attr]
        for triple in _stated(example_store, iri(IPFS))
    }
    assert statements == expected


@pytest.mark.parametrize("accept", ["application/trig", "application/n-quads"])
def test_quads_carry_the_claims_with_their_quotes(
    example_server: Running, example_store: Store, accept: str
) -> None:
    response = example_server.client.get(IPFS, headers={"Accept": accept})
    read = ox.Store()
    read.load(response.content, format=ox.RdfFormat.from_media_type(accept))
    text = f"""SELECT ?recap ?predicate ?quote {{ GRAPH ?recap {{
        {{ ?claim rdf:subject <{iri(IPFS)}> }} UNION {{ ?claim rdf:object <{iri(IPFS)}> }}
        ?claim rdf:predicate ?predicate ; oa:hasSelector/oa:exact ?quote }} }}"""
    rows, stored = (
        sorted(tuple(map(str, row)) for row in graph.query(text, prefixes=dict(prefixes())))  # type: ignore[union-attr]
        for graph in (read, example_store.graph)
    )
    assert rows == stored
    assert len(rows) == 10
    default = {quad.triple for quad in read.quads_for_pattern(None, None, None, ox.DefaultGraph())}
    assert default == _stated(example_store, iri(IPFS))


def test_a_recap_s_quads_are_its_graph(example_server: Running, example_store: Store) -> None:
    response = example_server.client.get(DOTSCALE, headers={"Accept": "application/n-quads"})
    name = ox.NamedNode(str(iri(DOTSCALE)))
    read = {
        quad for quad in ox.parse(response.content, format=ox.RdfFormat.N_QUADS) if quad.graph_name == name
    }
    assert read == set(example_store.graph.quads_for_pattern(None, None, None, name))


def test_a_claim_can_be_had_as_data(example_server: Running, example_store: Store) -> None:
    claim = next(
        quad.subject
        for quad in example_store.graph.quads_for_pattern(
            None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("tg:Claim")), None
        )
    )
    assert isinstance(claim, ox.NamedNode)
    response = example_server.client.get(local(Iri(claim.value)), headers={"Accept": "text/turtle"})
    read = {quad.predicate.value for quad in ox.parse(response.content, format=ox.RdfFormat.TURTLE)}
    assert {expand("rdf:subject"), expand("oa:exact"), expand("tg:confidence")} <= read


def test_the_page_names_its_other_forms(example_server: Running) -> None:
    shown = fetched(example_server, IPFS)
    links = shown.xpath("//head/link[@rel='alternate']")
    assert len(links) >= 2
    for link in links:
        response = example_server.client.get(f"{IPFS}{link.get('href')}", headers=HTML)
        assert response.headers["content-type"].partition(";")[0] == link.get("type")


@pytest.mark.parametrize(
    ("path", "type_", "has"),
    [
        (
            "event/dotscale-2016",
            "Event",
            {"startDate": "2016-04-25", "location": "Paris", "organizer": "dotConferences"},
        ),
        (
            "talk/dotscale-2016/the-permanent-web",
            "Event",
            {
                "startDate": "2016-04-25",
                "location": "Paris",
                "performer": "Juan Benet",
                "superEvent": "dotScale 2016",
            },
        ),
        ("talk/distributed-things-2/ipfs", "Event", {"performer": "Alice Martin"}),
        ("person/juan-benet", "Person", {"worksFor": "Protocol Labs", "performerIn": "The permanent web"}),
        ("technology/libp2p", "Thing", {"sameAs": "https://libp2p.example/"}),
    ],
)
def test_search_engines_read_the_page(
    example_server: Running, path: str, type_: str, has: dict[str, str]
) -> None:
    data = _embedded(fetched(example_server, path))
    assert (data["@context"], data["@type"], data["@id"]) == ("https://schema.org", type_, str(iri(path)))
    read = {name: data[name]["name"] if isinstance(data[name], dict) else data[name] for name in has}
    assert read == has


def _embedded(shown: HtmlElement) -> dict[str, Any]:
    (script,) = shown.xpath("//script[@type='application/ld+json']")
    return dict(json.loads(script.text))


def test_every_page_of_the_world_embeds_valid_data(world: Crawled) -> None:
    types = {
        _embedded(shown)["@type"]
        for shown in world.pages.values()
        if shown.xpath("//script[@type='application/ld+json']")
    }
    assert types >= {"Event", "EventSeries", "Person", "Organization", "Place", "Thing", "DefinedTerm"}


def test_pages_are_guarded_by_their_policy(world_server: Running) -> None:
    for path in (
        "",
        "q/",
        "q/talks",
        "technology/ipfs",
        "recap/2014-10-12-webfabrik-3",
        "find?text=w",
        "nothing",
    ):
        headers = world_server.client.get(path, headers=HTML).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy
        assert all(
            part in policy for part in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        )
        assert headers["x-content-type-options"] == "nosniff"
    explorer = world_server.client.get("explore", headers=HTML)
    assert explorer.headers["content-security-policy"] == "frame-ancestors 'none'"
    (policy,) = page(explorer).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "script-src 'sha256-" in policy
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")  # vis-network writes styles


def test_an_answer_above_the_limit_is_refused(serving: Callable[..., Running], example_store: Store) -> None:
    server = serving(example_store.folder, answer=200)
    for accept in ("text/turtle", "application/ld+json", "application/trig"):
        response = server.client.get(IPFS, headers={"Accept": accept})
        assert response.status_code == 413
        assert "above the limit of 200 bytes" in response.text


@pytest.mark.parametrize("path", ["q", "find?text=ipfs", "find?text=jua"])
def test_what_leads_on_does_so_under_any_prefix(example_server: Running, path: str) -> None:
    answer = example_server.client.get(path, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    assert not answer.headers["location"].startswith(("/", "http"))


def test_a_recap_names_what_is_too_uncertain_for_the_graph_and_leads_nowhere_with_it(
    example_store: Store,
) -> None:
    with running(Settings(example_store.folder, min_confidence=0.99)) as server:
        page = server.client.get("recap/2016-04-25-dotscale", headers={"Accept": "text/html"}).text

        missing = set(re.findall(r'class="missing" title="[^"]*">([^<]+)<', page))
        assert "libp2p" in missing
        links = set(re.findall(r'href="\.\./([a-z]+/[^"#]+)"', page))
        assert {server.client.get(link).status_code for link in links} <= {200}
        assert not any("https://w3id.org" in name for name in missing)
