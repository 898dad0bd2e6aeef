"""The lexicon's files: their form, their order, and that what must be in them is."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "talkgraph" / "data" / "lexicon"
COLUMNS = {
    "technologies": ["name", "kind", "aliases", "ordinary", "organization", "source"],
    "organizations": ["name", "kind", "aliases", "ordinary", "source"],
    "events": ["name", "aliases", "ordinary", "url", "source"],
    "places": ["name", "kind", "country", "aliases", "ordinary", "source"],
}
KINDS = {
    "technologies": "language framework library database protocol format standard platform service tool "
    "product algorithm api os hardware game-engine model",
    "organizations": "company university public-body community foundation team media",
    "places": "city country region",
}
LEAST = {"technologies": 5000, "organizations": 2000, "events": 1500, "places": 9000}
TECHNOLOGIES = {
    "React": "framework", "Vue.js": "framework", "Angular": "framework", "Node.js": "tool",
    "Meteor": "framework", "Django": "framework", "Ruby on Rails": "framework", "Symfony": "framework",
    "jQuery": "library", "Backbone.js": "framework", "RxJS": "library", "D3.js": "library",
    "Three.js": "library", "GraphQL": "language", "PostgreSQL": "database", "MongoDB": "database",
    "Redis": "database", "Neo4j": "database", "SQLite": "database", "Kafka": "platform",
    "Spark": "platform", "Hadoop": "platform", "TensorFlow": "library", "spaCy": "library",
    "GPT-4": "model", "Claude": "model", "Llama": "model", "Docker": "tool", "Kubernetes": "tool",
    "Terraform": "tool", "Jenkins": "tool", "Prometheus": "tool", "Amazon S3": "service",
    "AWS Lambda": "service", "Service Worker": "api", "WebRTC": "api", "Web Components": "api",
    "Intersection Observer": "api", "WAI-ARIA": "standard", "WCAG": "standard", "HTTP/2": "protocol",
    "OAuth": "protocol", "MQTT": "protocol", "IPFS": "protocol", "Git": "tool", "Unity": "game-engine",
    "Arduino": "hardware", "Android": "os", "Merkle tree": "algorithm", "Bloom filter": "algorithm",
    "CRDT": "algorithm", "Raft": "algorithm", "PageRank": "algorithm", "TF-IDF": "algorithm",
    "Markdown": "format", "SVG": "format", "Rust": "language", "C++": "language", "C#": "language",
    "Elixir": "language", "WordPress": "service", "Figma": "tool",
}  # fmt: skip
ALIASES = {
    "Node.js": {"node", "Node", "NodeJS", "node.js"},
    "PostgreSQL": {"Postgres", "postgres"},
    "Kubernetes": {"k8s", "K8s"},
    "IPFS": {"InterPlanetary File System"},
    "Amazon S3": {"S3"},
    "Go": {"golang", "Golang"},
    "Service Worker": {"Service Workers", "ServiceWorker"},
}
CONTEXT = {
    "Go": "Go", "Swift": "Swift", "Rust": "Rust", "Spring": "Spring", "Slate": "Slate", "Storm": "Storm",
    "Chef": "Chef", "Puppet": "Puppet", "Flow": "Flow", "Front": "Front", "Bit": "Bit", "Notion": "Notion",
    "Ruby": "Ruby", "Julia": "Julia", "Ada": "Ada", "Make": "Make", "Less": "Less", "Ember.js": "Ember",
    "Atom": "Atom", "Sketch": "Sketch", "C": "C", "R": "R", "D": "D", "Q": "Q",
}  # fmt: skip


def fold(form: str) -> str:
    """Give a spelling without case and spacing."""
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFKC", form).casefold())


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def cell(row: dict[str, str], column: str) -> list[str]:
    return [form for form in row[column].split("|") if form]


def by_name(table: str) -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in rows(table)}


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("table", COLUMNS)
def test_table_is_whole(table: str) -> None:
    content = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8")
    assert content.endswith("\n")
    cells = [line.split("\t") for line in content.splitlines()]
    assert cells[0] == COLUMNS[table]
    assert len(cells) > LEAST[table]
    for row in cells[1:]:
        assert len(row) == len(COLUMNS[table]), row
        assert row[0], row
        assert row[-1], row
        assert all(value == value.strip() for value in row), row


@pytest.mark.parametrize("table", COLUMNS)
def test_table_is_sorted_without_repeated_names(table: str) -> None:
    names = [row["name"] for row in rows(table)]
    assert names == sorted(names, key=lambda name: (name.casefold(), name))
    assert len({fold(name) for name in names}) == len(names)


@pytest.mark.parametrize("table", KINDS)
def test_table_has_known_kinds(table: str) -> None:
    assert {row["kind"] for row in rows(table)} <= set(KINDS[table].split())


@pytest.mark.parametrize("table", COLUMNS)
def test_forms_that_need_context_are_forms(table: str) -> None:
    for row in rows(table):
        assert set(cell(row, "ordinary")) <= {row["name"], *cell(row, "aliases")}, row
        assert row["name"] not in cell(row, "aliases"), row
        assert len(set(cell(row, "aliases"))) == len(cell(row, "aliases")), row


@pytest.mark.parametrize("table", ["technologies", "organizations", "events"])
def test_shared_form_needs_context(table: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    marked: dict[str, set[str]] = defaultdict(set)
    for row in rows(table):
        for form in (row["name"], *cell(row, "aliases")):
            owners[fold(form)].add(row["name"])
        for form in cell(row, "ordinary"):
            marked[fold(form)].add(row["name"])
    clashes = {form: names for form, names in owners.items() if len(names) > 1 and names - marked[form]}
    assert clashes == {}


@pytest.mark.parametrize("table", COLUMNS)
def test_short_form_needs_context(table: str) -> None:
    for row in rows(table):
        for form in (row["name"], *cell(row, "aliases")):
            assert re.search(r"[^\W\d_]", form), row
            assert len(form) > 2 or not form.isalpha() or form in cell(row, "ordinary"), row


@pytest.mark.parametrize(("name", "kind"), TECHNOLOGIES.items())
def test_technology_is_known(name: str, kind: str) -> None:
    assert by_name("technologies")[name]["kind"] == kind


@pytest.mark.parametrize(("name", "aliases"), ALIASES.items())
def test_technology_has_its_other_spellings(name: str, aliases: set[str]) -> None:
    assert aliases <= set(cell(by_name("technologies")[name], "aliases"))


@pytest.mark.parametrize(("name", "form"), CONTEXT.items())
def test_ordinary_word_needs_context(name: str, form: str) -> None:
    assert form in cell(by_name("technologies")[name], "ordinary")


@pytest.mark.parametrize("name", ["Docker", "GitHub", "Slack", "Stripe", "Algolia", "Heroku", "MongoDB"])
def test_product_of_the_same_name_as_its_company(name: str) -> None:
    assert by_name("technologies")[name]["organization"] == "yes"


@pytest.mark.parametrize(
    "name", ["Python", "JavaScript", "Kubernetes", "golang", "Ruby on Rails", "C++", "C#", "F#"]
)
def test_plain_name_needs_no_context(name: str) -> None:
    assert all(name not in cell(row, "ordinary") for row in rows("technologies"))


def test_junk_is_left_out() -> None:
    names = {fold(row["name"]) for row in rows("technologies")}
    junk = "smart other slides shadow textonly 42 bob microsoft google bmw cocacola airfrance osindependent"
    assert names.isdisjoint(junk.split())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Google", "company"), ("Microsoft", "company"), ("Zenika", "company"), ("Outfit7", "company"),
        ("MIT", "university"), ("University of Ljubljana", "university"), ("NASA", "public-body"),
        ("W3C", "foundation"), ("Mozilla", "foundation"), ("Django Girls", "community"),
    ],
)  # fmt: skip
def test_organization_is_known(name: str, kind: str) -> None:
    assert by_name("organizations")[name]["kind"] == kind


@pytest.mark.parametrize(
    "name", ["dotJS", "NodeConf EU", "FOSDEM", "Devoxx", "PyCon", "Write the Docs", "HumanTalks"]
)
def test_series_is_known(name: str) -> None:
    forms = {form for row in rows("events") for form in (row["name"], *cell(row, "aliases"))}
    assert name in forms


def test_series_names_hold_no_years() -> None:
    assert [row["name"] for row in rows("events") if re.search(r"\b(19|20)\d\d\b", row["name"])] == []


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Ljubljana", "city", "SI"),
        ("Paris", "city", "FR"),
        ("Singapore", "country", "SG"),
        ("California", "region", "US"),
    ],
)
def test_place_is_known(name: str, kind: str, country: str) -> None:
    row = by_name("places")[name]
    assert (row["kind"], row["country"]) == (kind, country)


@pytest.mark.parametrize("name", ["Nice", "Reading", "Bath", "Split", "Nancy", "Tours", "Mobile", "Cork"])
def test_place_that_is_a_word_needs_context(name: str) -> None:
    assert name in cell(by_name("places")[name], "ordinary")


def test_given_names() -> None:
    found = dict(line.partition("\t")[::2] for line in lines("given_names.txt"))
    assert list(found) == sorted(found)
    assert len(found) > 3000
    assert set(found.values()) == {"", "ordinary"}
    assert {"Jean", "Nataša", "Juan", "Kenji", "Priya", "Aleksander", "Will", "Mark"} <= set(found)
    assert all(found[name] for name in ("Will", "Mark", "Grace", "May"))
    assert not any(re.search(r"[.\d\s]", name) for name in found)


def test_ordinary_words() -> None:
    words = lines("ordinary_words.txt")
    assert words == sorted(set(words))
    assert 5000 < len(words) <= 12000
    assert all(word.islower() and word.isalpha() for word in words)
    assert {"the", "will", "talk", "people", "building"} <= set(words)
    assert {"linux", "javascript", "python", "docker", "git", "london", "carolyn"}.isdisjoint(words)
