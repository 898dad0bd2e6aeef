"""Notes for Obsidian: links that lead to notes, properties that are YAML, names that are files."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from talkgraph.exports import export
from talkgraph.exports.obsidian import obsidian_notes
from talkgraph.exports.vaults import link, note_names
from talkgraph.graph import project
from talkgraph.model import Iri
from tests.examples import iri
from tests.explorer.samples import HOSTILE
from tests.site.samples import STRANGE, strange_store

if TYPE_CHECKING:
    from pathlib import Path

    from talkgraph.store import Store

_LINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]|]+))?\]\]")
_FORBIDDEN = re.compile(r'[\\:*?"<>|#^\[\]\x00-\x1f]')


def notes(store: Store) -> dict[str, str]:
    return {path: data.decode() for path, data in obsidian_notes(store)}


def properties(note: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(note.split("---\n")[1])
    return found


def test_a_thing_is_a_note_with_properties(example_store: Store) -> None:
    found = notes(example_store)
    assert properties(found["people/Juan Benet.md"]) == {
        "kind": "person",
        "iri": str(iri("person/juan-benet")),
        "employer": ["[[Protocol Labs]]"],
        "created": ["[[Protocol Labs]]"],
    }
    event = properties(found["events/dotScale 2016.md"])
    assert (event["date"], event["attendance"]) == (date(2016, 4, 25), 800)
    assert (event["series"], event["place"]) == (["[[dotScale]]"], ["[[Paris]]"])
    talk = properties(found["talks/The permanent web.md"])
    assert (talk["date"], talk["speakers"]) == (date(2016, 4, 25), ["[[Juan Benet]]"])
    assert properties(found["technologies/IPFS.md"])["aliases"] == ["InterPlanetary File System"]


def test_facts_stand_under_headings_with_their_sentences(example_store: Store) -> None:
    text = notes(example_store)["technologies/IPFS.md"]
    assert "# IPFS\n" in text
    assert (
        "## Builds on\n\n- [[libp2p]]\n"
        "  > IPFS is built on libp2p and was inspired by git.\n"
        "  > — [[A Monday at dotScale]], 2016-04-27, 90 % certain\n"
    ) in text


def test_a_recap_is_a_note_of_its_sentences(example_store: Store) -> None:
    text = notes(example_store)["recaps/A Monday at dotScale.md"]
    assert properties(text)["address"] == "https://blog.example/dotscale"
    (read,) = re.findall(r"\n> IPFS is built on libp2p and was inspired by git\.\n\n((?:- .*\n)+)", text)
    assert read.splitlines() == [
        "- [[The permanent web]] mentions [[git]]",
        "- [[The permanent web]] mentions [[libp2p]]",
        "- [[IPFS]] builds on [[libp2p]]",
        "- [[IPFS]] is inspired by [[git]]",
    ]


@pytest.mark.parametrize("name", ["example", "strange"])
def test_every_link_leads_to_a_note(name: str, example_store: Store, tmp_path: Path) -> None:
    store = example_store if name == "example" else strange_store(tmp_path / "db")
    found = notes(store)
    names = [path.rpartition("/")[2].removesuffix(".md") for path in found]
    assert len({each.casefold() for each in names}) == len(names)
    graph = project(store)
    assert len(found) == len(graph.things) + len(graph.recaps)
    seen = 0
    for text in found.values():
        body = text.split("---\n", 2)[2]
        linked = [each for value in properties(text).values() if isinstance(value, list) for each in value]
        for target, _ in _LINK.findall("\n".join([body, *(each for each in linked if each[:2] == "[[")])):
            assert target in names
            seen += 1
        rest = _LINK.sub("", body)
        assert not re.search(r"(?<!\\)\[\[|(?<!\\)\]\]", rest)
    assert seen > 50


def test_strange_names_are_files_on_every_system(tmp_path: Path) -> None:
    for path in notes(strange_store(tmp_path / "db")):
        folder, _, name = path.partition("/")
        assert folder in {"technologies", "talks", "events", "recaps"}
        assert "/" not in name
        assert not _FORBIDDEN.search(name)
        stem = name.removesuffix(".md")
        assert stem == stem.strip(" .")
        assert len(name.encode()) <= 200
        assert not re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", stem.split(".")[0], re.IGNORECASE), name


def test_strange_names_stay_texts_in_notes(tmp_path: Path) -> None:
    found = notes(strange_store(tmp_path / "db"))
    by_iri = {properties(text).get("iri"): text for text in found.values()}
    for number, name in enumerate(HOSTILE):
        text = by_iri[str(iri(f"technology/evil-{number}"))]
        body = text.split("---\n", 2)[2]
        assert not re.search(r"(?<!\\)<", body)
        note = re.sub(r"\\(.)", r"\1", body)
        assert f"# {name}" in note
        assert name in properties(text).get("aliases", [name])


def test_the_name_of_a_note_does_not_depend_on_the_order() -> None:
    things = [(thing, name, "technology") for thing, name in STRANGE.items()]
    assert note_names(things) == note_names(reversed(things))


def test_things_of_one_name_are_told_apart_by_their_kinds_then_by_a_hash() -> None:
    things = [
        (Iri("a:1"), "Rust", "technology"),
        (Iri("a:2"), "rust", "talk"),
        (Iri("a:3"), "Go", "technology"),
        (Iri("a:4"), "GO", "technology"),
        (Iri("a:5"), "Elm", "technology"),
    ]
    names = note_names(things)
    assert [names[Iri("a:1")], names[Iri("a:2")], names[Iri("a:5")]] == [
        "Rust (technology)",
        "rust (talk)",
        "Elm",
    ]
    assert re.fullmatch(r"Go \(technology [0-9a-f]{6}\)", names[Iri("a:3")])
    assert re.fullmatch(r"GO \(technology [0-9a-f]{6}\)", names[Iri("a:4")])
    assert names[Iri("a:3")].casefold() != names[Iri("a:4")].casefold()


def test_a_name_that_is_another_s_with_its_kind_is_no_clash() -> None:
    things = [
        (Iri("a:1"), "Rust", "technology"),
        (Iri("a:2"), "rust", "talk"),
        (Iri("a:3"), "Rust (technology)", "topic"),
    ]
    names = note_names(things)
    assert names[Iri("a:3")] == "Rust (technology)"
    assert len({name.casefold() for name in names.values()}) == 3


@pytest.mark.parametrize("name", ["a]]b", "a|b", "a\nb", "<b>", "`a", "a\\", "[[a", "%%a"])
def test_no_name_breaks_a_link(name: str) -> None:
    assert _LINK.fullmatch(link("note", name))


def test_a_folder_that_was_exported_is_brought_up_to_date(example_store: Store, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    export(example_store, "obsidian", vault)
    (vault / ".obsidian").mkdir()
    (vault / "My own.md").write_text("[[IPFS]]", encoding="utf-8")
    export(example_store, "obsidian", vault)
    assert (vault / "My own.md").exists()
    assert (vault / "technologies" / "IPFS.md").exists()
