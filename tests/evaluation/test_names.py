from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkgraph.evaluation.names import key_of, keys_of, shared_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Théâtre de Paris", "theatre de paris"),
        ("the InterPlanetary File System", "Interplanetary file-system"),
        ("Le Wagon", "wagon"),
        ("Node.js", "NodeJS"),
        ("  Hello, world! ", "hello world"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("C", "C#"), ("東京", "大阪"), ("Thenard", "nard"), ("les", "le")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_only_one_article_goes() -> None:
    assert key_of("The The") == "the"


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"]), min_size=1))
def test_every_name_has_a_key_that_case_and_space_leave_alone(name: str) -> None:
    assert key_of(name)
    assert key_of(f"  {name.upper()} ") == key_of(name.upper())


def test_keys_of_several_names() -> None:
    assert keys_of(["Git", "git", "Git SCM"]) == {"git", "gitscm"}


@given(st.text(), st.text())
def test_shared_words_is_a_share_and_symmetric(one: str, other: str) -> None:
    share = shared_words(one, other)
    assert 0 <= share <= 1
    assert share == shared_words(other, one)


def test_titles_without_words_share_nothing() -> None:
    assert shared_words(None, "Scaling") == shared_words("…", "…") == 0
