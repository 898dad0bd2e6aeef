from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from talkgraph.model import Iri, fold


@given(st.text(st.characters(max_codepoint=127)))
def test_a_plain_name_folds_as_it_does_beside_other_letters(name: str) -> None:
    letters = any(c.isalnum() or c in "+#" for c in name)

    assert fold(f"{name}é") == f"{fold(name) if letters else ''}e"


def test_a_name_of_nothing_but_signs_folds_to_itself() -> None:
    assert fold(" ?! ") == "?!"


def test_equal_iris_are_one_key_and_no_text() -> None:
    texts: dict[object, int] = {"urn:a": 1}

    assert {Iri("urn:a"): 1}[Iri("urn:a")] == 1
    assert Iri("urn:a") not in texts
    assert sorted([Iri("urn:b"), Iri("urn:a")]) == [Iri("urn:a"), Iri("urn:b")]
