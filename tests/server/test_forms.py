"""Saved queries as forms, and the search for a name."""

from __future__ import annotations

import csv
import io
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from talkgraph.errors import excerpt
from talkgraph.graph import NameIndex, Thing
from talkgraph.model import DEFAULT_BASE, Kind
from talkgraph.server import Settings
from talkgraph.server.places import find
from talkgraph.sparql import saved_queries
from tests.examples import iri
from tests.server.conftest import running
from tests.server.crawling import HTML, page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from talkgraph.store import Store
    from tests.server.conftest import Running

ASK_WHO = "q/who-talked-about"
# A value for each parameter of the saved queries, by what it asks for.
VALUES = {
    "Person": "Zoë Lindqvist",
    "Organization": "Kestrel",
    "Event": "Webfabrik 7",
    "EventSeries": "Webfabrik",
    "Place": "Prague",
    "Technology": "IPFS",
    "Topic": "testing",
    "Talk": "Docs that answer",
    "": "IPFS",
}


def words(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", str(element.text_content())).strip()


def shown(
    server: Running, path: str, *, status: int = 200, given: dict[str, str] | None = None, **parameters: str
) -> HtmlElement:
    response = server.client.get(path, params={**(given or {}), **parameters}, headers=HTML)
    assert response.status_code == status, response.text
    return page(response)


def filled(name: str) -> dict[str, str]:
    """A value for each parameter that a query needs."""
    return {
        parameter.name: VALUES[parameter.kinds[0] if parameter.kinds else ""]
        if parameter.kinds is not None
        else "2"
        for parameter in saved_queries()[name].parameters
        if not parameter.optional
    }


def table(it: HtmlElement) -> list[list[str]]:
    return [[words(cell) for cell in row] for row in it.xpath("//table//tr")]


def test_all_saved_queries_are_listed(example_server: Running) -> None:
    listed = {link.get("href"): words(link) for link in shown(example_server, "q/").xpath("//dt/a")}
    assert listed == {name: query.title for name, query in saved_queries().items()}


def test_without_the_slash_the_list_is_found_too(example_server: Running) -> None:
    answer = example_server.client.get("q", headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "q/")


@pytest.mark.parametrize("name", list(saved_queries()))
def test_every_query_has_a_form_and_answers_in_every_format(world_server: Running, name: str) -> None:
    query = saved_queries()[name]
    form = shown(world_server, f"q/{name}")
    assert [field.get("name") for field in form.xpath("//form[@class='question']//input")] == [
        parameter.name for parameter in query.parameters
    ]
    assert form.find_class("wrong") == []
    given = filled(name)
    assert len(form.xpath("//table")) <= (not given)
    answered = table(shown(world_server, f"q/{name}", given=given))
    as_csv = world_server.client.get(f"q/{name}.csv", params=given)
    assert (as_csv.status_code, as_csv.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    header, *rows = csv.reader(io.StringIO(as_csv.text))
    as_json = world_server.client.get(f"q/{name}.json", params=given).json()
    assert as_json["head"]["vars"] == header
    assert len(as_json["results"]["bindings"]) == len(rows)
    assert len(answered) == (1 + len(rows) if rows else 0)
    accepted = world_server.client.get(f"q/{name}", params=given, headers={"Accept": "text/csv"})
    assert accepted.content == as_csv.content


def test_the_links_of_an_answer_give_the_same_answer(world_server: Running) -> None:
    answered = shown(world_server, ASK_WHO, topic="Postgres", since="", until="2019")
    as_csv, as_json, editor = answered.find_class("bar")[0].xpath("a/@href")
    rows = list(csv.reader(io.StringIO(world_server.client.get(f"q/{as_csv}").text)))
    assert len(rows) == len(table(answered)) > 1
    assert len(world_server.client.get(f"q/{as_json}").json()["results"]["bindings"]) == len(rows) - 1
    assert editor.startswith("../#query=")


def test_a_thing_goes_by_any_of_its_names(world_server: Running) -> None:
    answers = {
        world_server.client.get(f"{ASK_WHO}.csv", params={"topic": name}).text
        for name in ("PostgreSQL", "Postgres", "postgresql", "technology/postgresql")
    }
    assert len(answers) == 1
    assert answers.pop().count("\n") > 1


@pytest.mark.parametrize(("accept", "ending"), [("text/html", ""), ("application/json", ""), ("*/*", ".csv")])
def test_a_typo_is_400_with_a_name_that_may_be_meant(world_server: Running, accept: str, ending: str) -> None:
    response = world_server.client.get(
        f"{ASK_WHO}{ending}", params={"topic": "Kubernetis"}, headers={"Accept": accept}
    )
    assert response.status_code == 400
    assert "did you mean" in response.text
    assert "Kubernetes" in response.text
    if accept == "text/html":
        it = page(response)
        assert it.xpath("//input[@name='topic']/@value") == ["Kubernetis"]
        assert it.xpath("//table") == []


def test_a_form_proposes_values_and_takes_none(example_server: Running) -> None:
    form = shown(example_server, ASK_WHO)
    topic, since, until = form.xpath("//form[@class='question']//input")
    assert (topic.get("placeholder"), topic.get("value"), topic.get("required")) == ("IPFS", "", "")
    assert [field.get("required") for field in (since, until)] == [None, None]
    assert form.xpath("//table | //*[@role='alert']") == []


def test_optional_values_may_be_empty(world_server: Running) -> None:
    bare = table(shown(world_server, ASK_WHO, topic="JavaScript"))
    assert table(shown(world_server, ASK_WHO, topic="JavaScript", since="", until=" ")) == bare
    assert len(table(shown(world_server, ASK_WHO, topic="JavaScript", since="2019"))) < len(bare)


@pytest.mark.parametrize("since", ["last year", "2016.5", "9" * 5000, "²"])
def test_words_for_a_number_are_400_and_said_so(world_server: Running, since: str) -> None:
    form = shown(world_server, ASK_WHO, status=400, topic="IPFS", since=since)
    assert words(form.find_class("wrong")[0]) == f"parameter since: {excerpt(since)!r} is no integer"
    as_csv = world_server.client.get(f"{ASK_WHO}.csv", params={"topic": "IPFS", "since": since})
    assert as_csv.status_code == 400


def test_an_unknown_parameter_is_400(world_server: Running) -> None:
    form = shown(world_server, ASK_WHO, status=400, topic="IPFS", whatever="1")
    assert "no parameter named 'whatever'; it has topic, since, until" in words(form.find_class("wrong")[0])


def test_things_in_the_table_lead_to_their_pages(example_server: Running) -> None:
    answered = shown(example_server, ASK_WHO, topic="IPFS")
    assert table(answered)[0] == ["speaker", "talk", "event", "date", "says who"]
    links = {words(link): link.get("href") for link in answered.xpath("//table//td/a")}
    assert links["Juan Benet"] == "../person/juan-benet"
    assert links["The permanent web"] == "../talk/dotscale-2016/the-permanent-web"
    for href in links.values():
        assert example_server.client.get(f"q/{href}", headers=HTML).status_code == 200


def test_the_sentences_behind_a_row_are_shown(example_server: Running) -> None:
    answered = shown(example_server, ASK_WHO, topic="IPFS")
    (row,) = answered.xpath("//tr[td/a='Juan Benet']")
    assert words(row.find(".//summary")) == "2 sentences"
    sentence, heading = row.findall(".//blockquote")
    assert words(heading.find("p")) == "Juan Benet: The permanent web"
    assert words(sentence) == (
        "Juan Benet, of Protocol Labs, presented IPFS, the InterPlanetary File System. "
        "A Monday at dotScale · 2016-04-27 · original · 85 % certain"
    )
    assert sentence.xpath(".//a/@href")[0] == "../recap/2016-04-25-dotscale"


def test_nothing_found_is_said(example_server: Running) -> None:
    answered = shown(example_server, ASK_WHO, topic="libp2p")
    assert "Nothing in the graph answers this." in words(answered.find(".//main"))


def test_an_unknown_query_is_404_with_near_ones(example_server: Running) -> None:
    missing = shown(example_server, "q/speekers", status=404)
    assert words(missing.find_class("message")[0]) == "There is no question 'speekers'."
    assert missing.xpath("//ul[@class='found']//a/@href")[0] == "speakers"
    text = example_server.client.get("q/speekers.csv")
    assert text.status_code == 404
    assert text.text.startswith("no saved query named 'speekers'; did you mean 'speakers'")
    as_json = example_server.client.get("q/speekers", headers={"Accept": "application/json"})
    assert as_json.status_code == 404
    assert "'speakers'" in as_json.json()["error"]["message"]


def test_a_format_that_there_is_not_is_406(example_server: Running) -> None:
    for path in ("q/talks.pdf", "q/talks?format=pdf"):
        response = example_server.client.get(path, headers=HTML)
        assert response.status_code == 406
        assert response.text == "no format 'pdf' for this page; there are html, json, xml, csv, tsv\n"
    assert example_server.client.get("q/talks", headers={"Accept": "image/png"}).status_code == 406


OWN = """# title: Names that begin so
# description: Things by the first letters of their names.
# param start: string
SELECT ?name { ?s schema:name ?name FILTER(STRSTARTS(?name, $start)) } ORDER BY ?name
"""


USABLE = ("away", "graph", "iri", "starting.v2", "typo", "yes")


@pytest.fixture(scope="module")
def own_queries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of queries: one good, and of each kind of trouble one."""
    folder = tmp_path_factory.mktemp("queries")
    (folder / "starting.v2.rq").write_text(OWN)
    (folder / "no-type.rq").write_text("# param n: colour\nSELECT * { ?s ?p $n }")
    (folder / "no-text.rq").write_bytes(b"# title: \xff\nASK {}")
    (folder / "no-number.rq").write_text("# param n: integer = many\nSELECT * { ?s ?p $n }")
    (folder / "typo.rq").write_text("# title: Typo\nSELECT * {\n ?s ?p ?o } LIMT 3")
    (folder / "yes.rq").write_text("# title: Yes or no\nASK { ?s ?p ?o }")
    (folder / "graph.rq").write_text("# title: Graph\nCONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    (folder / "away.rq").write_text("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }")
    (folder / "iri.rq").write_text("# param it: iri\nSELECT * { $it ?p ?o }")
    return folder


@pytest.fixture(scope="module")
def own_server(example_store: Store, own_queries: Path) -> Iterator[Running]:
    """The example, served with queries of one's own."""
    with running(Settings(example_store.folder, own=own_queries, title="Ours")) as server:
        yield server


def test_own_queries_are_served(own_server: Running) -> None:
    listed = shown(own_server, "q/")
    assert "starting.v2" in listed.xpath("//dt/a/@href")
    assert words(listed.find_class("site-name")[0]) == "Ours"
    assert table(shown(own_server, "q/starting.v2", start="dot")) == [
        ["name"],
        ["dotConferences"],
        ["dotScale"],
        ["dotScale 2016"],
    ]
    as_csv = own_server.client.get("q/starting.v2.csv", params={"start": "IP"})
    assert as_csv.text == "name\r\nIPFS\r\n"


def test_what_is_put_in_a_query_stays_a_value(own_server: Running) -> None:
    for text in ('")) } #', "'''", "\\", "{{ 7 * 7 }}", "\n\x00"):
        answered = shown(own_server, "q/starting.v2", start=text)
        assert "Nothing in the graph answers this." in words(answered.find(".//main"))
    assert own_server.client.get("q/iri.json", params={"it": "> ?p ?o } #"}).status_code == 400
    assert own_server.client.get("q/iri", params={"it": "no iri"}, headers=HTML).status_code == 400


def test_queries_are_read_again_when_files_change(own_server: Running, own_queries: Path) -> None:
    file = own_queries / "new.rq"
    assert own_server.client.get("q/new", headers=HTML).status_code == 404
    file.write_text('# title: A new one\nSELECT ("first" AS ?word) {}')
    assert table(shown(own_server, "q/new")) == [["word"], ["first"]]
    assert "A new one" in own_server.client.get("", headers=HTML).text
    file.write_text('# title: A newer one\nSELECT ("second" AS ?word) {}')
    assert table(shown(own_server, "q/new")) == [["word"], ["second"]]
    assert "A newer one" in own_server.client.get("", headers=HTML).text
    file.unlink()
    assert own_server.client.get("q/new", headers=HTML).status_code == 404


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("no-type", "no type 'colour'; there are string, integer"),
        ("no-text", "no-text.rq cannot be read: not UTF-8"),
        ("no-number", "parameter n: 'many' is no integer"),
    ],
)
def test_a_broken_file_is_named_and_takes_nothing_else_down(
    own_server: Running, own_queries: Path, name: str, why: str
) -> None:
    listed = shown(own_server, "q/")
    assert len(listed.xpath("//dt/a")) == len(saved_queries()) + len(USABLE)
    (wrong,) = listed.xpath("//dt[.=$name]/following-sibling::dd[1]", name=name)
    assert why in words(wrong)
    for answer in (
        own_server.client.get(f"q/{name}", headers=HTML),
        own_server.client.get(f"q/{name}.csv"),
    ):
        assert answer.status_code == 404
        assert str(own_queries) not in answer.text
        assert why in answer.text.replace("&#39;", "'")
    assert own_server.client.get("", headers=HTML).status_code == 200
    assert own_server.client.get("sparql", headers={"Accept": "text/turtle"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("typo", "line 3, column 13: not understood from 'LIMT 3' on"),
        ("yes", "this page shows tables only"),
        ("graph", "this page shows tables only"),
        ("away", "SERVICE"),
    ],
)
def test_a_query_that_makes_no_table_says_why(own_server: Running, name: str, why: str) -> None:
    form = shown(own_server, f"q/{name}", status=400)
    assert why in words(form.find_class("wrong")[0])


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("ipfs", "technology/ipfs"),
        ("Juan  BENET", "person/juan-benet"),
        ("jua", "person/juan-benet"),
        ("protocol l", "organization/protocol-labs"),
    ],
)
def test_one_thing_of_a_name_leads_to_its_page(example_server: Running, text: str, path: str) -> None:
    answer = example_server.client.get("find", params={"text": text}, headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"./{path}")
    assert answer.headers["vary"] == "Accept"


def test_several_things_are_listed(example_server: Running) -> None:
    found = shown(example_server, "find", text="dot")
    links = {link.get("href"): words(link.getparent()) for link in found.xpath("//ul[@class='found']//a")}
    assert links == {
        "./event/dotscale-2016": "dotScale 2016 event",
        "./series/dotscale": "dotScale event series",
        "./organization/dotconferences": "dotConferences organization",
    }
    assert found.xpath("//input[@id='find']/@value") == ["dot"]


def test_the_whole_name_goes_before_names_that_begin_so(example_server: Running) -> None:
    answer = example_server.client.get(
        "find", params={"text": "dotscale"}, headers=HTML, follow_redirects=False
    )
    assert answer.headers["location"] == "./series/dotscale"


def test_several_things_of_one_name_are_listed() -> None:
    things = {
        each.iri: each
        for each in (
            Thing(iri("technology/mercury"), Kind.TECHNOLOGY, "Mercury"),
            Thing(iri("organization/quick"), Kind.ORGANIZATION, "Quick", ("Mercury",)),
            Thing(iri("topic/mercury-lamps"), Kind.TOPIC, "Mercury lamps"),
        )
    }
    session: Any = SimpleNamespace(base=DEFAULT_BASE, names=NameIndex(things, lambda _: 1))
    reply = find(session, text="mercury", kinds=[], accept="text/html", site="Site")
    assert reply.status == 200
    listed: Any = html.document_fromstring(reply.body.decode()).xpath("//ul[@class='found']/li")
    assert [words(each) for each in listed] == [
        "Quick (Mercury) organization",
        "Mercury technology",
        "Mercury lamps topic",
    ]


def test_nothing_of_a_name_shows_near_ones(example_server: Running) -> None:
    found = shown(example_server, "find", text="Jaun Bennet")
    assert "Nothing has that name." in words(found.find(".//main"))
    assert words(found.xpath("//ul[@class='found']//a")[0]) == "Juan Benet"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_typed_is_no_search(example_server: Running, text: str) -> None:
    found = shown(example_server, "find", text=text)
    assert "Nothing has that name" not in words(found.find(".//main"))


def test_a_text_longer_than_any_name_finds_nothing(example_server: Running) -> None:
    for text in ("i" * 50_000, "i " * 20_000):
        found = shown(example_server, "find", text=text)
        assert "Nothing has that name." in words(found.find(".//main"))
        assert len(words(found)) < 2000


def test_names_are_completed_as_json(example_server: Running) -> None:
    def completed(**parameters: str) -> Any:
        answer = example_server.client.get("find", params=parameters, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.headers["vary"]) == (200, "Accept")
        return answer.json()

    assert completed(text="interp")[0] == {
        "iri": "https://w3id.org/talkgraph/id/technology/ipfs",
        "name": "IPFS",
        "matched": "InterPlanetary File System",
        "kind": "Technology",
    }
    assert {row["kind"] for row in completed(text="dot")} == {"Event", "EventSeries", "Organization"}
    assert {row["kind"] for row in completed(text="dot", kinds="Event|Organization")} == {
        "Event",
        "Organization",
    }
    assert completed(text="") == completed(text="zzz") == []
