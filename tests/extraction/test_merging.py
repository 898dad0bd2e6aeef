from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from talkgraph.extraction.merging import NameMerger
from talkgraph.extraction.names import Name
from talkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Doc

NLP = spacy.blank("en")


def merged(
    text: str, *given: tuple[Kind, str], entries: dict[str, str] | None = None
) -> tuple[Doc, list[Name]]:
    """The names of a text once merged; each is given as kind and form, all its places are its mentions."""
    doc = NLP(text)
    names = []
    for kind, form in given:
        places = [i for i in range(len(text)) if text.startswith(form, i)]
        spans = [doc.char_span(at, at + len(form)) for at in places]
        found = [(span.start, span.end) for span in spans if span is not None]
        names.append(Name(kind, form, [form], found, 0.9, [], (entries or {}).get(form)))
    doc.user_data["talkgraph.names"] = names
    NameMerger(NLP)(doc)
    return doc, doc.user_data["talkgraph.names"]


def people(text: str, *forms: str) -> list[Name]:
    return merged(text, *((Kind.PERSON, form) for form in forms))[1]


@pytest.mark.parametrize("part", ["Juan", "Benet"])
def test_a_part_of_a_name_goes_to_the_full_name(part: str) -> None:
    doc = NLP("Juan Benet spoke. Then X left.".replace("X", part))
    (at,) = [token.i for token in doc if token.text == part and token.i > 2]
    doc.user_data["talkgraph.names"] = [
        Name(Kind.PERSON, "Juan Benet", ["Juan Benet"], [(0, 2)], 0.9),
        Name(Kind.PERSON, part, [part], [(at, at + 1)], 0.8),
    ]
    (name,) = NameMerger(NLP).match(doc)

    assert name.key == "Juan Benet"
    assert name.forms == ["Juan Benet", part]
    assert name.spans == [(0, 2), (at, at + 1)]
    assert name.score == 0.9


def test_a_first_name_goes_to_the_nearest_full_name_before_it() -> None:
    text = "Anna Poe spoke. Anna Roe followed. Later ANNA sang."
    found = people(text, "Anna Poe", "Anna Roe", "ANNA")

    assert [(name.key, len(name.spans)) for name in found] == [("Anna Poe", 1), ("Anna Roe", 2)]


def test_a_first_name_before_the_full_name_goes_to_it_too() -> None:
    assert [name.key for name in people("ANNA spoke. Her name is Anna Poe.", "ANNA", "Anna Poe")] == [
        "Anna Poe"
    ]


def test_two_people_with_one_first_name_stay_two() -> None:
    assert len(people("Anna Poe met Anna Roe.", "Anna Poe", "Anna Roe")) == 2


def test_another_first_name_stays_alone() -> None:
    assert [name.key for name in people("Juan Benet met Bob.", "Juan Benet", "Bob")] == ["Juan Benet", "Bob"]


def test_a_first_name_does_not_go_to_a_company() -> None:
    _, found = merged("Jane met Jane Street.", (Kind.ORGANIZATION, "Jane Street"), (Kind.PERSON, "Jane"))

    assert {(name.kind, name.key) for name in found} == {
        (Kind.ORGANIZATION, "Jane Street"),
        (Kind.PERSON, "Jane"),
    }


@pytest.mark.parametrize(
    "text", ["The InterPlanetary File System (IPFS) and more IPFS.", "So IPFS (InterPlanetary File System)."]
)
def test_an_acronym_in_brackets_is_the_long_name(text: str) -> None:
    _, found = merged(text, (Kind.TECHNOLOGY, "InterPlanetary File System"), (Kind.TECHNOLOGY, "IPFS"))

    assert [name.key for name in found] == ["InterPlanetary File System"]
    assert set(found[0].forms) == {"InterPlanetary File System", "IPFS"}


def test_other_words_in_brackets_are_another_thing() -> None:
    _, found = merged(
        "A Query Language (Redis) here.", (Kind.TECHNOLOGY, "Query Language"), (Kind.TECHNOLOGY, "Redis")
    )

    assert len(found) == 2


def test_an_acronym_of_another_kind_stays_apart() -> None:
    _, found = merged(
        "The Open Data Institute (ODI).", (Kind.ORGANIZATION, "Open Data Institute"), (Kind.PERSON, "ODI")
    )

    assert len(found) == 2


def test_spellings_of_one_entry_are_one_name() -> None:
    entries = {"Postgres": "PostgreSQL", "PostgreSQL": "PostgreSQL"}
    text = "Postgres is PostgreSQL."
    _, found = merged(text, (Kind.TECHNOLOGY, "PostgreSQL"), (Kind.TECHNOLOGY, "Postgres"), entries=entries)

    assert [(name.key, set(name.forms)) for name in found] == [("PostgreSQL", {"Postgres", "PostgreSQL"})]


def test_keys_are_unique_within_a_kind() -> None:
    doc = NLP("Mercury met Mercury in Mercury.")
    doc.user_data["talkgraph.names"] = [
        Name(Kind.ORGANIZATION, "Mercury", ["Mercury"], [(0, 1)]),
        Name(Kind.ORGANIZATION, "Mercury", ["Mercury"], [(2, 3)]),
        Name(Kind.PLACE, "Mercury", ["Mercury"], [(4, 5)]),
    ]
    found = NameMerger(NLP).match(doc)

    assert [(name.kind, name.key) for name in found] == [
        (Kind.ORGANIZATION, "Mercury"),
        (Kind.ORGANIZATION, "Mercury (2)"),
        (Kind.PLACE, "Mercury"),
    ]


def test_mentions_are_spans_with_kind_and_key() -> None:
    doc, _ = merged("Juan Benet met Bob in Paris.", (Kind.PERSON, "Juan Benet"), (Kind.PLACE, "Paris"))

    assert [(span.text, span.label_, span.id_) for span in doc.spans["names"]] == [
        ("Juan Benet", "Person", "Juan Benet"),
        ("Paris", "Place", "Paris"),
    ]


def test_mentions_do_not_overlap() -> None:
    doc, _ = merged("Juan Benet spoke.", (Kind.PERSON, "Juan Benet"), (Kind.TECHNOLOGY, "Benet"))

    assert [span.text for span in doc.spans["names"]] == ["Juan Benet"]


def test_a_name_and_its_acronym_may_each_explain_the_other() -> None:
    text = "The InterPlanetary File System (IPFS). Or IPFS (InterPlanetary File System)."
    _, found = merged(text, (Kind.TECHNOLOGY, "InterPlanetary File System"), (Kind.TECHNOLOGY, "IPFS"))

    assert [(name.key, len(name.spans)) for name in found] == [("InterPlanetary File System", 4)]


def test_a_plural_goes_to_its_single_where_the_text_has_both() -> None:
    _, found = merged(
        "A YubiKey and three Yubikeys.", (Kind.TECHNOLOGY, "YubiKey"), (Kind.TECHNOLOGY, "Yubikeys")
    )

    assert [set(name.forms) for name in found] == [{"YubiKey", "Yubikeys"}]


def test_a_handle_goes_to_the_person_named_before_it() -> None:
    found = people("Jane Roe (@jroe) met @other.", "Jane Roe", "@jroe", "@other")

    assert [(name.key, name.forms) for name in found] == [
        ("Jane Roe", ["Jane Roe", "@jroe"]),
        ("@other", ["@other"]),
    ]


@pytest.mark.parametrize(
    ("often", "once"), [("Malcolm", "Malcom"), ("Paulo Barazon", "Paolo Barazon"), ("Wiremu", "Wirenu")]
)
def test_a_misspelt_name_goes_to_the_usual_one(often: str, once: str) -> None:
    (person,) = people(f"{often} spoke. {often} left. {once} came back.", often, once)

    assert person.key == often
    assert set(person.forms) == {often, once}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Maria", "Marie"), ("Anna", "Anne"), ("Jane Doe", "John Doe"), ("Benton", "Denton")],
)
def test_two_people_of_like_names_stay_two(one: str, other: str) -> None:
    assert len(people(f"{one} spoke. {other} listened.", one, other)) == 2
