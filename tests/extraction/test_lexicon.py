from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from talkgraph.extraction.lexicon import Entry, Lexicon, load_lexicon
from talkgraph.model import Kind

NLP = spacy.blank("en")
CODE = Entry(Kind.TECHNOLOGY, "Visual Studio Code", "editor")
STUDIO = Entry(Kind.TECHNOLOGY, "Visual Studio", "editor")
SMALL = Lexicon(
    forms={"Visual Studio Code": (CODE,), "VS Code": (CODE,), "Visual Studio": (STUDIO,)},
    lowered={"visual studio code": (CODE,), "vs code": (CODE,), "visual studio": (STUDIO,)},
    given_names={},
    ordinary_words=frozenset(),
)


def found(lexicon: Lexicon, text: str) -> list[tuple[str, str]]:
    doc = NLP(text)
    return [(doc[hit.start : hit.end].text, hit.entries[0].name) for hit in lexicon.find(doc)]


def test_the_longest_form_wins() -> None:
    assert found(SMALL, "Visual Studio Code and Visual Studio, or VS Code") == [
        ("Visual Studio Code", "Visual Studio Code"),
        ("Visual Studio", "Visual Studio"),
        ("VS Code", "Visual Studio Code"),
    ]


def test_a_form_in_small_letters_is_found_but_waits_for_context() -> None:
    (hit,) = SMALL.find(NLP("we edit in visual studio code"))

    assert not hit.exact
    assert hit.ordinary
    assert hit.stands_for(Kind.TECHNOLOGY) == CODE
    assert hit.stands_for(Kind.PLACE) is None


def test_the_spelling_of_the_list_needs_no_context() -> None:
    (hit,) = SMALL.find(NLP("we edit in VS Code"))

    assert hit.exact
    assert not hit.ordinary


def test_a_form_across_other_white_space_is_not_that_form() -> None:
    assert found(SMALL, "Visual  Studio") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PostgreSQL", Kind.TECHNOLOGY),
        ("Node.js", Kind.TECHNOLOGY),
        ("Paris", Kind.PLACE),
        ("Mozilla", Kind.ORGANIZATION),
        ("dotScale", Kind.SERIES),
    ],
)
def test_the_packaged_lists_know_names(text: str, kind: Kind) -> None:
    (hit,) = load_lexicon().find(NLP(text))

    assert hit.stands_for(kind) is not None
    assert not hit.ordinary


@pytest.mark.parametrize("word", ["Go", "Swift", "Rust"])
def test_packaged_names_that_are_words_too_are_marked(word: str) -> None:
    (hit,) = load_lexicon().find(NLP(word))

    assert hit.ordinary


def test_one_entry_whichever_way_it_is_spelt() -> None:
    names = {
        entry.name
        for form in ("PostgreSQL", "Postgres")
        for entry in load_lexicon().forms[form]
        if entry.kind == Kind.TECHNOLOGY
    }

    assert len(names) == 1


def test_small_letters_lead_to_every_entry() -> None:
    lexicon = load_lexicon()

    for form, entries in lexicon.forms.items():
        assert set(entries) <= set(lexicon.lowered[form.lower()]), form


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(["Visual", "Studio", "Code", "VS", "visual", " ", "\n", ",", "é"]), max_size=14)
)
def test_hits_are_forms_in_order_and_apart(words: list[str]) -> None:
    doc = NLP(" ".join(words))
    last = 0
    for hit in SMALL.find(doc):
        assert last <= hit.start < hit.end <= len(doc)
        last = hit.end
        text = doc[hit.start : hit.end].text
        assert hit.entries == (SMALL.forms[text] if hit.exact else SMALL.lowered[text.lower()])
