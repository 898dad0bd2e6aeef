from __future__ import annotations

import pytest

from talkgraph.errors import NotFoundError
from talkgraph.graph.names import find_recap, find_thing
from talkgraph.graph.values import Recap, Statement, TalkGraph, Thing
from talkgraph.model import Iri, Kind, Predicate

BASE = "https://example.org/id/"


def thing(path: str, kind: Kind, name: str, *also: str) -> Thing:
    return Thing(Iri(BASE + path), kind, name, also)


THINGS = [
    thing("organization/git", Kind.ORGANIZATION, "git"),
    thing("person/jose", Kind.PERSON, "José Núñez"),
    thing("person/sam-1", Kind.PERSON, "Sam"),
    thing("person/sam-2", Kind.PERSON, "Sam"),
    thing("talk/meetup/01", Kind.TALK, "The permanent web", "IPFS"),
    thing("technology/git", Kind.TECHNOLOGY, "git"),
    thing("technology/ipfs", Kind.TECHNOLOGY, "IPFS", "InterPlanetary File System"),
]
GRAPH = TalkGraph(
    {each.iri: each for each in THINGS},
    (
        Statement(Iri(BASE + "person/sam-2"), Predicate.CREATED, Iri(BASE + "technology/git")),
        Statement(Iri(BASE + "technology/ipfs"), Predicate.INSPIRED_BY, Iri(BASE + "technology/git")),
    ),
)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("IPFS", "technology/ipfs"),
        ("interplanetary  file-system", "technology/ipfs"),
        ("jose nunez", "person/jose"),
        ("technology/ipfs", "technology/ipfs"),
        ("/technology/ipfs", "technology/ipfs"),
        ("meetup/01", "talk/meetup/01"),
        (f"{BASE}technology/ipfs", "technology/ipfs"),
    ],
)
def test_a_name_an_alias_and_an_iri_find_the_thing(name: str, path: str) -> None:
    assert find_thing(GRAPH, name).iri == Iri(BASE + path)


def test_the_better_connected_of_two_bearers_is_found() -> None:
    assert find_thing(GRAPH, "Sam").iri == Iri(BASE + "person/sam-2")
    assert find_thing(GRAPH, "git").kind is Kind.TECHNOLOGY


def test_kinds_narrow_what_is_found() -> None:
    assert find_thing(GRAPH, "git", kinds={Kind.ORGANIZATION}).kind is Kind.ORGANIZATION
    assert find_thing(GRAPH, "IPFS", kinds=[Kind.TALK]).name == "The permanent web"
    with pytest.raises(NotFoundError, match="no person or talk named 'technology/git'"):
        find_thing(GRAPH, "technology/git", kinds=[Kind.TALK, Kind.PERSON])


def test_an_unknown_name_brings_near_ones() -> None:
    with pytest.raises(NotFoundError) as caught:
        find_thing(GRAPH, "Interplanetary Filesistem")
    assert caught.value.suggestions[0] == "InterPlanetary File System"
    assert caught.value.what == "thing"


def test_nothing_near_brings_no_suggestion() -> None:
    with pytest.raises(NotFoundError) as caught:
        find_thing(GRAPH, "zzzzzz")
    assert caught.value.suggestions == ()


RECAPS = {
    recap.iri: recap
    for recap in (
        Recap(Iri(BASE + "recap/b"), "A Monday at dotScale", "posts/2016/dotscale.md"),
        Recap(Iri(BASE + "recap/a"), "A Monday at dotScale", "other/night.md"),
        Recap(Iri(BASE + "recap/c"), "dotscale.md", "five.txt#2"),
    )
}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("posts/2016/dotscale.md", "recap/b"),
        ("dotscale.md", "recap/b"),
        ("dotscale", "recap/b"),
        ("a monday at DotScale", "recap/a"),
        ("five.txt#2", "recap/c"),
        (f"{BASE}recap/c", "recap/c"),
    ],
)
def test_a_recap_is_found_by_file_title_and_iri(name: str, path: str) -> None:
    assert find_recap(TalkGraph(recaps=RECAPS), name).iri == Iri(BASE + path)


@pytest.mark.parametrize("name", ["", "dotscales"])
def test_an_unknown_recap_is_met_with_near_names(name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_recap(TalkGraph(recaps=RECAPS), name)

    assert caught.value.what == "recap"
    assert bool(caught.value.suggestions) == bool(name)
