from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.model import DEFAULT_BASE, Kind, LocalThing, Predicate
from talkgraph.resolution import resolve
from tests.examples import example_recaps
from tests.resolution.sketches import Sketch, iri_of, names

if TYPE_CHECKING:
    from talkgraph.resolution import RecapClaims

HOSTILE = [
    'Bobby "Tables"',
    "a\nb\tc",
    "<http://evil.example/>",
    "https://w3id.org/talkgraph/id/person/juan-benet",
    "x> } ; DROP ALL #",
    "\\u0022 \\",
    "../../etc/passwd",
    "?q=1&r=2#frag",
    "%2F%00",
    "`rm -rf`",
    "\u202eRTL\u200b",
    "\U0001f600",
    "'",
    "-",
    " ",
    "a" * 3000,
]
VALID_IRI = re.compile(r"https://[a-z0-9./-]+")
_ROW = st.tuples(
    st.sampled_from([Kind.PERSON, Kind.TECHNOLOGY, Kind.ORGANIZATION, Kind.SERIES]),
    st.sampled_from(["Anna", "Anna Poe", "Anna Roe", "IPFS", "ipfs", "C++", "C#", "日本", "Zoë Ó", "-"]),
    st.lists(st.sampled_from(["IPFS", "InterPlanetary File System", "Anna", "AP", "Anna Poe"]), max_size=2),
)
_TALK = st.tuples(
    st.sampled_from(["dotScale 2016", "ParisJS 3"]),
    st.sampled_from([None, "Keynote", "The permanent web"]),
    st.lists(st.sampled_from(["Anna", "Anna Poe", "Juan Benet"]), max_size=2),
)


@st.composite
def any_recaps(draw: st.DrawFn) -> list[RecapClaims]:
    """A few recaps of things and talks whose names partly agree."""
    out = []
    for source in draw(
        st.lists(st.sampled_from(["a.md", "b/a.md", "c.txt", "c.txt#2", "d#.md"]), unique=True)
    ):
        sketch = Sketch(source)
        for kind, key, aliases in draw(st.lists(_ROW, max_size=4)):
            sketch.thing(kind, key, *aliases)
        for number, (event, title, speakers) in enumerate(draw(st.lists(_TALK, max_size=2)), start=1):
            sketch.talk(number, event, title, speakers)
        out.append(sketch.recap)
    return out


@settings(max_examples=80)
@given(any_recaps(), st.randoms(use_true_random=False))
def test_the_order_of_the_recaps_makes_no_difference(recaps: list[RecapClaims], shuffle: object) -> None:
    mixed = list(recaps)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]

    assert resolve(mixed) == resolve(recaps)


@settings(max_examples=80)
@given(any_recaps())
def test_every_name_is_one_thing_of_its_kind(recaps: list[RecapClaims]) -> None:
    resolution = resolve(recaps)
    things = {thing.iri: thing for thing in resolution.things}
    named = {
        (recap.document.source, thing)
        for recap in recaps
        for claim in recap.claims
        for thing in (claim.subject, claim.object)
        if isinstance(thing, LocalThing)
    }

    assert set(resolution.links) == named
    assert set(resolution.links.values()) == set(things)
    assert len(things) == len(resolution.things)
    assert list(resolution.things) == sorted(resolution.things)
    for (_, local), iri in resolution.links.items():
        thing = things[iri]
        assert thing.kind == local.kind
        assert thing.name
        assert thing.name not in thing.alternate_names
        assert list(thing.alternate_names) == sorted(set(thing.alternate_names))
        assert VALID_IRI.fullmatch(iri.value)
    assert set(resolution.recaps) == {recap.document.source for recap in recaps}
    assert len(set(resolution.recaps.values())) == len(recaps)


def test_a_short_and_a_long_name_are_one_thing() -> None:
    one, two, three = Sketch("1.md"), Sketch("2.md"), Sketch("3.md")
    one.thing(Kind.TECHNOLOGY, "InterPlanetary File System", "IPFS")
    two.thing(Kind.TECHNOLOGY, "IPFS")
    three.thing(Kind.TECHNOLOGY, "ipfs")
    resolution = resolve([one.recap, two.recap, three.recap])

    assert len(resolution.things) == 1
    assert {resolution.things[0].name, *resolution.things[0].alternate_names} == {
        "IPFS",
        "InterPlanetary File System",
        "ipfs",
    }


def test_spellings_that_differ_in_case_accents_and_spaces_are_one() -> None:
    sketches = [Sketch(f"{i}.md") for i in range(4)]
    for sketch, name in zip(
        sketches, ["Sfeir", "SFEIR", "Théâtre de Paris", "theatre de paris"], strict=True
    ):
        sketch.thing(Kind.ORGANIZATION, name)

    assert len(resolve(sketch.recap for sketch in sketches).things) == 2


def test_names_that_differ_in_a_sign_are_two() -> None:
    sketch = Sketch("1.md")
    for name in ("C", "C++", "C#"):
        sketch.thing(Kind.TECHNOLOGY, name)

    assert [thing.iri.value.split("/")[-1] for thing in resolve([sketch.recap]).things] == [
        "c",
        "cplusplus",
        "csharp",
    ]


def test_a_name_of_two_kinds_is_two_things() -> None:
    sketch = Sketch("1.md")
    sketch.thing(Kind.TECHNOLOGY, "Docker")
    sketch.thing(Kind.ORGANIZATION, "Docker")

    assert {thing.iri.value.removeprefix(DEFAULT_BASE) for thing in resolve([sketch.recap]).things} == {
        "technology/docker",
        "organization/docker",
    }


def test_two_letters_are_too_few_for_an_alias() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.TECHNOLOGY, "Kubernetes", "k8")
    two.thing(Kind.TECHNOLOGY, "k8")

    assert len(resolve([one.recap, two.recap]).things) == 2


def test_first_names_of_two_recaps_stay_two_people() -> None:
    one, two = Sketch("posts/evening-1.md"), Sketch("posts/evening-2.md")
    one.thing(Kind.PERSON, "Baptiste")
    two.thing(Kind.PERSON, "Baptiste")
    resolution = resolve([one.recap, two.recap])

    assert iri_of(resolution, "posts/evening-1.md", Kind.PERSON, "Baptiste") == "person/baptiste-evening-1"
    assert iri_of(resolution, "posts/evening-2.md", Kind.PERSON, "Baptiste") == "person/baptiste-evening-2"


def test_two_people_who_share_a_first_name_stay_two() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.PERSON, "Anna Poe", "Anna")
    two.thing(Kind.PERSON, "Anna Roe", "Anna")

    assert len(resolve([one.recap, two.recap]).things) == 2


def test_a_full_name_is_one_person_everywhere() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.PERSON, "Juan Benet", "Juan")
    two.thing(Kind.PERSON, "JUAN BENET")
    resolution = resolve([one.recap, two.recap])

    assert iri_of(resolution, "2.md", Kind.PERSON, "JUAN BENET") == "person/juan-benet"
    assert names(resolution, Kind.PERSON) == [("Juan Benet", ("JUAN BENET", "Juan"))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://twitter.com/juanbenet", "http://www.twitter.com/JuanBenet/"),
        ("https://github.com/jbenet", "https://github.com/jbenet?tab=repositories"),
        ("https://www.linkedin.com/in/jbenet", "https://linkedin.com/in/jbenet#about"),
    ],
)
def test_a_profile_makes_two_names_one_person(first: str, second: str) -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.PERSON, "Juan Benet", at=[first])
    two.thing(Kind.PERSON, "Juan", at=[second])
    resolution = resolve([one.recap, two.recap])

    assert iri_of(resolution, "2.md", Kind.PERSON, "Juan") == "person/juan-benet"
    assert len(resolution.things) == 1


@pytest.mark.parametrize(
    "address", ["https://dotscale.example/speakers", "https://youtu.be/x", "https://github.com/ipfs/go-ipfs"]
)
def test_a_page_that_two_people_are_linked_to_does_not_make_them_one(address: str) -> None:
    sketch = Sketch("1.md")
    sketch.thing(Kind.PERSON, "Juan Benet", at=[address])
    sketch.thing(Kind.PERSON, "Anna Poe", at=[address])

    assert len(resolve([sketch.recap]).things) == 2


def test_a_profile_of_a_company_does_not_make_it_a_person() -> None:
    sketch = Sketch("1.md")
    sketch.thing(Kind.PERSON, "Juan Benet", at=["https://twitter.com/ipfs"])
    sketch.thing(Kind.ORGANIZATION, "IPFS", at=["https://twitter.com/ipfs"])

    assert len(resolve([sketch.recap]).things) == 2


def test_an_edition_told_by_two_recaps_is_one_and_has_its_series() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    for sketch in (one, two):
        edition = sketch.thing(Kind.EVENT, "dotScale 2016")
        sketch.relate(edition, Predicate.SUPER_EVENT, sketch.thing(Kind.SERIES, "dotScale"))
    two.thing(Kind.EVENT, "dotScale 2017")
    resolution = resolve([one.recap, two.recap])

    assert [thing.iri.value.removeprefix(DEFAULT_BASE) for thing in resolution.things] == [
        "event/dotscale-2016",
        "event/dotscale-2017",
        "series/dotscale",
    ]


def test_editions_that_share_another_name_stay_two() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.EVENT, "dotScale 2016", "the conference")
    two.thing(Kind.EVENT, "dotScale 2017", "the conference")

    assert len(resolve([one.recap, two.recap]).things) == 2


def talk_iris(*sketches: Sketch) -> list[str]:
    return [
        thing.iri.value.removeprefix(DEFAULT_BASE)
        for thing in resolve(sketch.recap for sketch in sketches).things
        if thing.kind == Kind.TALK
    ]


def test_a_talk_told_by_two_recaps_is_one() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.talk(1, "dotScale 2016", "The permanent web", ["Juan Benet"])
    two.talk(4, "dotScale 2016", "The Permanent Web", ["Juan Benet"])

    assert talk_iris(one, two) == ["talk/dotscale-2016/the-permanent-web"]


def test_a_talk_without_a_title_is_known_by_its_speakers() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.talk(1, "dotScale 2016", None, ["Anna Poe", "Juan Benet"])
    two.talk(4, "dotScale 2016", None, ["Juan Benet", "Anna Poe"])

    assert talk_iris(one, two) == ["talk/dotscale-2016/anna-poe-juan-benet"]


def test_one_recap_may_know_the_title_and_the_other_only_the_speaker() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.talk(1, "dotScale 2016", None, ["Juan Benet"])
    two.talk(4, "dotScale 2016", "The permanent web", ["Juan Benet"])

    assert talk_iris(one, two) == ["talk/dotscale-2016/the-permanent-web"]


def test_a_talk_that_could_be_either_of_two_is_neither() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.talk(1, "dotScale 2016", None, ["Juan Benet"])
    two.talk(1, "dotScale 2016", "The permanent web", ["Juan Benet"])
    two.talk(2, "dotScale 2016", "Filecoin", ["Juan Benet"])

    assert len(talk_iris(one, two)) == 3


def test_two_talks_by_one_speaker_stay_two() -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.talk(1, "dotScale 2016", "The permanent web", ["Juan Benet"])
    two.talk(1, "dotScale 2016", "Filecoin", ["Juan Benet"])

    assert len(talk_iris(one, two)) == 2


def test_two_talks_of_one_title_by_other_speakers_stay_two() -> None:
    sketch = Sketch("1.md")
    sketch.talk(1, "dotScale 2016", "Keynote", ["Juan Benet"])
    sketch.talk(2, "dotScale 2016", "Keynote", ["Anna Poe"])

    assert len(talk_iris(sketch)) == 2


def test_the_same_title_at_two_events_is_two_talks() -> None:
    sketch = Sketch("1.md")
    sketch.talk(1, "dotScale 2016", "The permanent web", ["Juan Benet"])
    sketch.talk(2, "dotScale 2017", "The permanent web", ["Juan Benet"])

    assert talk_iris(sketch) == [
        "talk/dotscale-2016/the-permanent-web",
        "talk/dotscale-2017/the-permanent-web",
    ]


def test_talks_without_event_title_and_speaker_have_names_too() -> None:
    sketch = Sketch("posts/evening.md")
    sketch.talk(1)
    sketch.talk(2, "ParisJS 3")
    resolution = resolve([sketch.recap])

    assert names(resolution, Kind.TALK) == [("Talk 1 at evening", ()), ("Talk 2 at ParisJS 3", ())]


def test_names_with_one_slug_are_told_apart() -> None:
    sketch = Sketch("1.md")
    sketch.thing(Kind.TECHNOLOGY, "Foo Bar +")
    sketch.thing(Kind.TECHNOLOGY, "Foo Bar plus")
    first, second = (thing.iri.value for thing in resolve([sketch.recap]).things)

    assert first == f"{DEFAULT_BASE}technology/foo-bar-plus"
    assert re.fullmatch(rf"{re.escape(first)}-[0-9a-f]{{6}}", second)


@pytest.mark.parametrize(
    "name", ["東京", "Москва", "Ελλάδα", "Łukasz Świąć", "محمد علي", "Æther", "ß", "İstanbul"]
)
def test_names_of_other_scripts_have_readable_things(name: str) -> None:
    one, two = Sketch("1.md"), Sketch("2.md")
    one.thing(Kind.PLACE, name)
    two.thing(Kind.PLACE, name)
    (thing,) = resolve([one.recap, two.recap]).things

    assert thing.name == name
    assert VALID_IRI.fullmatch(thing.iri.value)


def test_names_of_other_scripts_stay_apart() -> None:
    sketch = Sketch("1.md")
    for name in ("東京", "京都", "大阪"):
        sketch.thing(Kind.PLACE, name)

    assert len({thing.iri for thing in resolve([sketch.recap]).things}) == 3


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.TECHNOLOGY, Kind.EVENT])
def test_hostile_names_have_valid_iris(name: str, kind: Kind) -> None:
    sketch = Sketch(f"posts/{name}.md")
    sketch.thing(kind, name)
    sketch.talk(1, name, name, [name])
    resolution = resolve([sketch.recap])

    for iri in [thing.iri for thing in resolution.things] + list(resolution.recaps.values()):
        assert VALID_IRI.fullmatch(iri.value)
        assert ".." not in iri.value
        assert len(iri.value) < 300


def test_recaps_are_called_by_their_files() -> None:
    sources = [
        "2016-04-25-dotscale.md",
        "posts/index.md",
        "five.txt",
        "five.txt#2",
        "c#-evening.md",
        "c#-other.md",
    ]
    resolution = resolve([Sketch(source).recap for source in sources])

    assert {source: iri.value.removeprefix(DEFAULT_BASE) for source, iri in resolution.recaps.items()} == {
        "2016-04-25-dotscale.md": "recap/2016-04-25-dotscale",
        "posts/index.md": "recap/posts",
        "five.txt": "recap/five",
        "five.txt#2": "recap/five-2",
        "c#-evening.md": "recap/csharp-evening",
        "c#-other.md": "recap/csharp-other",
    }


def test_recaps_of_one_name_are_told_apart_whatever_else_there_is() -> None:
    two = [Sketch("a/post-1.md").recap, Sketch("b/post-1.md").recap]
    alone, among = resolve(two), resolve([*two, Sketch("c/other.md").recap])

    assert len(set(alone.recaps.values())) == 2
    assert alone.recaps["a/post-1.md"] == among.recaps["a/post-1.md"]


def test_the_base_is_what_iris_begin_with() -> None:
    sketch = Sketch("1.md")
    sketch.thing(Kind.PLACE, "Paris")
    resolution = resolve([sketch.recap], base="https://example.org/graph/")

    assert resolution.things[0].iri.value == "https://example.org/graph/place/paris"
    assert resolution.recaps["1.md"].value == "https://example.org/graph/recap/1"


def test_the_name_that_most_recaps_use_is_the_main_one() -> None:
    sketches = [Sketch(f"{i}.md") for i in range(3)]
    sketches[0].thing(Kind.TECHNOLOGY, "postgresql", "Postgres")
    sketches[1].thing(Kind.TECHNOLOGY, "PostgreSQL")
    sketches[2].thing(Kind.TECHNOLOGY, "PostgreSQL")

    assert names(resolve(s.recap for s in sketches), Kind.TECHNOLOGY) == [
        ("PostgreSQL", ("Postgres", "postgresql"))
    ]


def test_nothing_of_nothing() -> None:
    resolution = resolve([])

    assert (resolution.things, dict(resolution.links), dict(resolution.recaps)) == ((), {}, {})


def test_the_example_resolves_across_its_recaps() -> None:
    resolution = resolve(example_recaps())

    assert len(names(resolution, Kind.TECHNOLOGY)) == 4
    assert ("IPFS", ("InterPlanetary File System",)) in names(resolution, Kind.TECHNOLOGY) or (
        "InterPlanetary File System",
        ("IPFS",),
    ) in names(resolution, Kind.TECHNOLOGY)
    assert len(names(resolution, Kind.ORGANIZATION)) == 3


def test_talks_of_one_event_that_share_their_recording_are_one() -> None:
    first, second, third = Sketch("a.md"), Sketch("b.md"), Sketch("c.md")
    first.talk(1, "ParisJS 1", "On search", at=["https://video.example/watch?v=7"])
    second.talk(1, "ParisJS 1", "Searching", ["Jane Doe"], at=["http://www.video.example/watch?v=7#t=3"])
    third.talk(1, "ParisJS 1", "On trees", at=["https://video.example/watch?v=8"])
    other = Sketch("d.md")
    other.talk(1, "ParisJS 2", "On search", at=["https://video.example/watch?v=7"])

    resolution = resolve([each.recap for each in (first, second, third, other)])

    assert iri_of(resolution, "a.md", Kind.TALK, "01") == iri_of(resolution, "b.md", Kind.TALK, "01")
    assert len({iri_of(resolution, source, Kind.TALK, "01") for source in ("a.md", "c.md", "d.md")}) == 3


def test_letters_with_a_stroke_are_those_without() -> None:
    first, second = Sketch("a.md"), Sketch("b.md")
    first.thing(Kind.PERSON, "Łukasz Wójcik")
    second.thing(Kind.PERSON, "Lukasz Wojcik")

    resolution = resolve([first.recap, second.recap])

    assert len(names(resolution, Kind.PERSON)) == 1
